namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Reads the front matter of a Markdown file: YAML between lines of three hyphens, or TOML between lines of three plus
/// signs. Of both only what files have there is known: keys with texts, quoted or not, lists of them, folded texts.
/// </summary>
internal sealed class FrontMatter
{
    private static readonly char[] s_lineBreaks = ['\r', '\n'];

    private readonly List<string> _authors = [];

    private FrontMatter(string text, int end)
    {
        Text = text;
        End = end;
    }

    /// <summary>What stands between the two lines.</summary>
    public string Text { get; }

    /// <summary>Where the document's text goes on.</summary>
    public int End { get; }

    /// <summary>The title; null for none.</summary>
    public string? Title { get; private set; }

    /// <summary>The authors; empty for none.</summary>
    public IReadOnlyList<string> Authors => _authors;

    /// <summary>The language; null for none.</summary>
    public string? Language { get; private set; }

    /// <summary>
    /// The front matter at the beginning of a text; null when there is none. A line of hyphens with prose behind it is
    /// a rule.
    /// </summary>
    public static FrontMatter? Find(string text)
    {
        int position = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        string fence = NextLine(text, ref position).TrimEnd();
        if (fence is not ("---" or "+++"))
        {
            return null;
        }

        int start = position;
        bool isFirst = true;
        while (position < text.Length)
        {
            int lineStart = position;
            string line = NextLine(text, ref position).TrimEnd();
            if (line == fence || (line == "..." && fence == "---"))
            {
                return Parse(text.Substring(start, lineStart - start), position, fence == "---" ? ':' : '=');
            }

            if (isFirst && line.Length > 0 && line[0] != '#')
            {
                isFirst = false;
                char separator = fence == "---" ? ':' : '=';
                if (FrontMatterEntry.KeyOf(line, separator) is null
                    && line[0] != '['
                    && !(separator == ':' && IsAllEntries(text, lineStart)))
                {
                    return null;
                }
            }
        }

        return null;
    }

    // «external help file: x.dll-Help.xml»: a key of several words, as the help of PowerShell begins with, is told from
    // prose by the lines up to the end, which are entries without exception.
    private static bool IsAllEntries(string text, int position)
    {
        while (position < text.Length)
        {
            string line = NextLine(text, ref position).TrimEnd();
            if (line is "---" or "...")
            {
                return true;
            }

            if (!FrontMatterEntry.MayBe(line))
            {
                return false;
            }
        }

        return false;
    }

    private static FrontMatter Parse(string text, int end, char separator)
    {
        var matter = new FrontMatter(text, end);
        foreach (FrontMatterEntry entry in FrontMatterEntry.Read(text.Split(s_lineBreaks), separator))
        {
            switch (entry.Key.ToLowerInvariant())
            {
                case "title":
                    matter.Title ??= entry.First;
                    break;
                case "author" or "authors":
                    matter._authors.AddRange(entry.Values);
                    break;
                case "lang" or "language":
                    matter.Language ??= entry.First;
                    break;
            }
        }

        return matter;
    }

    private static string NextLine(string text, ref int position)
    {
        int end = text.IndexOfAny(s_lineBreaks, position);
        int start = position;
        if (end < 0)
        {
            position = text.Length;
            return text.Substring(start);
        }

        position = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        return text.Substring(start, end - start);
    }
}
