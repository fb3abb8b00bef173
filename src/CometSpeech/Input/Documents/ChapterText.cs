using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Wording;

namespace CometSpeech.Input.Documents;

/// <summary>Puts the chapters of a document into one text, and remembers where each begins.</summary>
internal static class ChapterText
{
    /// <summary>The whole document, cleaned, a blank line between two chapters.</summary>
    public static DocumentText Of(SpokenDocument document, TextCleaning cleaning)
    {
        ICollection<string> codeMarks = TextCleaner.FindCodeMarks(document.Code);
        var text = new StringBuilder();
        List<TextChapter> chapters = [];
        foreach (DocumentSection section in document.Sections)
        {
            string spoken = cleaning.CleanDocument(section.Text, codeMarks);
            // It was pictographs and their like alone.
            if (string.IsNullOrWhiteSpace(spoken))
            {
                continue;
            }

            text.Append(text.Length > 0 ? "\n\n" : "");
            if (CleanTitle(section.Title, codeMarks, cleaning) is { } title)
            {
                chapters.Add(new TextChapter(title, text.Length));
            }

            text.Append(spoken);
        }

        return new DocumentText(text.ToString())
        {
            Chapters = chapters,
            Document = new DocumentInfo
            {
                Title = CleanTitle(document.Title, codeMarks, cleaning),
                Authors = document.Authors,
                Language = document.Language,
                Cover = document.Cover,
                LeftOut = document.Omissions.ToString(),
            },
        };
    }

    // A title of signs alone is better than none.
    private static string? CleanTitle(string? title, ICollection<string> codeMarks, TextCleaning cleaning) =>
        title is null ? null
        : cleaning.CleanDocument(title, codeMarks).Trim() is { Length: > 0 } clean ? clean
        : title;
}
