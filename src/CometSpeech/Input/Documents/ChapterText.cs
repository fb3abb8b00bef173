using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Input.Documents;

/// <summary>Puts the chapters of a document into one text, and remembers where each begins.</summary>
internal static class ChapterText
{
    /// <summary>The whole document, cleaned, a blank line between two chapters.</summary>
    public static DocumentText Of(SpokenDocument document, TextCleaning cleaning)
    {
        var text = new StringBuilder();
        List<TextChapter> chapters = [];
        foreach (DocumentSection section in document.Sections)
        {
            string spoken = cleaning.CleanDocument(section.Text, document.Code);
            // It was pictographs and their like alone.
            if (string.IsNullOrWhiteSpace(spoken))
            {
                continue;
            }

            text.Append(text.Length > 0 ? "\n\n" : "");
            if (CleanTitle(section.Title, document, cleaning) is { } title)
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
                Title = CleanTitle(document.Title, document, cleaning),
                Authors = document.Authors,
                Language = document.Language,
                Cover = document.Cover,
                LeftOut = document.Omissions.ToString(),
            },
        };
    }

    // A title of signs alone is better than none.
    private static string? CleanTitle(string? title, SpokenDocument document, TextCleaning cleaning) =>
        title is null ? null
        : cleaning.CleanDocument(title, document.Code).Trim() is { Length: > 0 } clean ? clean
        : title;
}
