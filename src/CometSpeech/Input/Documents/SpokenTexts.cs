using CometSpeech.Core.Text;
using CometSpeech.Output.Files;

namespace CometSpeech.Input.Documents;

/// <summary>
/// Makes the objects that <c>ConvertTo-SpokenText</c> puts out: one a chapter, numbered over all texts.
/// </summary>
/// <param name="pronunciation">What is said for words; null for what is written.</param>
internal sealed class SpokenTexts(PronunciationParameter? pronunciation)
{
    private int _index;

    /// <summary>
    /// The chapters of a text, what stands before the first one too; none where nothing is to be spoken.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file it comes from; null for none.</param>
    /// <param name="isPronounced">Whether <c>-Pronunciation</c> was applied to it before.</param>
    public IReadOnlyList<SpokenText> Divide(DocumentText text, string? path, bool isPronounced = false)
    {
        if (!TextSplitter.HasWords(text.Text))
        {
            return [];
        }

        DocumentInfo document = text.Document ?? new DocumentInfo();
        string? name = document.Title ?? (path is null ? null : FileNames.BaseNameOf(path));
        List<(string? Title, string Text)> chapters = [];
        for (int i = -1; i < text.Chapters.Count; i++)
        {
            int start = i < 0 ? 0 : text.Chapters[i].Start;
            int end = i + 1 < text.Chapters.Count ? text.Chapters[i + 1].Start : text.Text.Length;
            string part = text.Text.Substring(start, end - start).Trim('\r', '\n');
            if (part.Length > 0)
            {
                part = pronunciation is null || isPronounced ? part : pronunciation.Apply(part);
                chapters.Add((i < 0 ? name : text.Chapters[i].Title, part));
            }
        }

        int last = _index + chapters.Count;
        return chapters.Select((chapter, i) => new SpokenText(++_index, last, chapter.Text, document)
        {
            Chapter = chapter.Title,
            Path = path,
            Track = chapters.Count > 1 ? $"{i + 1}/{chapters.Count}" : null,
            IsPronounced = isPronounced || pronunciation is not null,
        }).ToArray();
    }
}
