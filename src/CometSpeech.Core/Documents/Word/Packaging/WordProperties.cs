using System.Text;

namespace CometSpeech.Core.Documents.Word.Packaging;

/// <summary>The core properties of a Word document (ECMA-376 part 2, clause 11).</summary>
/// <param name="Title">The title; null when there is none, or only what a program puts there by itself.</param>
/// <param name="Authors">The authors.</param>
/// <param name="Language">The language; null for none.</param>
internal sealed record WordProperties(string? Title, IReadOnlyList<string> Authors, string? Language)
{
    // What Word, and Word as a printer, give a document that nobody named.
    private static readonly string[] s_fillers =
        ["Word Document", "Microsoft Word", "Document1", "Untitled", "Untitled Document"];

    private static readonly string[] s_extensions = [".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".rtf"];

    /// <summary>Reads the part.</summary>
    /// <param name="reader">At its root element; null when the document has none.</param>
    public static WordProperties Read(WordXmlReader? reader)
    {
        string? title = null, creator = null, language = null;
        while (reader?.ReadInside(0) == true)
        {
            if (reader.IsElement)
            {
                switch (reader.Name)
                {
                    case "title":
                        title ??= ReadText(reader);
                        break;
                    case "creator":
                        creator ??= ReadText(reader);
                        break;
                    case "language":
                        language ??= ReadText(reader);
                        break;
                }
            }
        }

        string[] authors = (creator ?? "").Split(';').Select(name => name.Trim()).Where(name => name != "").ToArray();
        return new WordProperties(IsFiller(title) ? null : title, authors, language);
    }

    private static string? ReadText(WordXmlReader reader)
    {
        var text = new StringBuilder();
        foreach (string word in reader.ReadText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(text.Length > 0 ? " " : "").Append(word);
        }

        return text.Length > 0 ? text.ToString() : null;
    }

    private static bool IsFiller(string? title) =>
        title is not null
        && (s_fillers.Contains(title, StringComparer.OrdinalIgnoreCase)
            || title.StartsWith("Microsoft Word - ", StringComparison.OrdinalIgnoreCase)
            || s_extensions.Any(end => title.EndsWith(end, StringComparison.OrdinalIgnoreCase)));
}
