using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Input.Documents;

/// <summary>Puts the chapters of a document into one text, and remembers where each begins.</summary>
internal static class ChapterText
{
    /// <summary>The whole document, a blank line between two chapters.</summary>
    public static DocumentText Of(SpokenDocument document)
    {
        var text = new StringBuilder();
        List<TextChapter> chapters = [];
        foreach (DocumentSection section in document.Sections)
        {
            text.Append(text.Length > 0 ? "\n\n" : "");
            if (section.Title is { } title)
            {
                chapters.Add(new TextChapter(title, text.Length));
            }

            text.Append(section.Text);
        }

        return new DocumentText(text.ToString())
        {
            Chapters = chapters,
            Document = new DocumentInfo
            {
                Title = document.Title,
                Authors = document.Authors,
                Language = document.Language,
                Cover = document.Cover,
                LeftOut = document.Omissions.ToString(),
            },
        };
    }
}
