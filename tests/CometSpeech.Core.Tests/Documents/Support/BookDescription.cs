using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Support;

/// <summary>Writes down all that was read of a book, as the golden files beside the books have it.</summary>
internal static class BookDescription
{
    /// <summary>The book in lines: what it is, then each chapter's title and text.</summary>
    public static string Of(SpokenDocument book)
    {
        var text = new StringBuilder();
        Add($"Title: {book.Title}");
        Add($"Authors: {string.Join("; ", book.Authors)}");
        Add($"Language: {book.Language}");
        Add($"Cover: {(book.Cover is null ? "none" : $"{book.Cover.MediaType}, {book.Cover.Content.Length} bytes")}");
        Add($"Left out: {(book.Omissions.IsEmpty ? "nothing" : book.Omissions.ToString())}");
        foreach (string warning in book.Warnings)
        {
            Add($"Warning: {warning}");
        }

        foreach (DocumentSection section in book.Sections)
        {
            Add("");
            Add($"== {section.Title ?? "(before the first chapter)"} ==");
            Add("");
            Add(section.Text);
        }

        return text.ToString();

        void Add(string line) => text.Append(line).Append('\n');
    }
}
