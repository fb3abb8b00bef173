using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>A key of a front matter, with its text or its list of texts.</summary>
internal readonly struct FrontMatterEntry(string key, IReadOnlyList<string> values)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>Its values.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>Its text, or the first of its list; null for none.</summary>
    public string? First => Values.Count > 0 ? Values[0] : null;

    /// <summary>The entries of the outermost level, in order.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="separator">What stands between key and value: a colon in YAML, an equals sign in TOML.</param>
    public static IEnumerable<FrontMatterEntry> Read(string[] lines, char separator)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (separator == '=' && lines[i].StartsWith("[", StringComparison.Ordinal))
            {
                // A table: what follows is not of the outermost level.
                yield break;
            }

            if (KeyOf(lines[i], separator) is not { } key)
            {
                continue;
            }

            string value = lines[i].Substring(lines[i].IndexOf(separator) + 1).Trim();
            List<string> below = [];
            while (i + 1 < lines.Length && IsBelow(lines[i + 1], separator))
            {
                below.Add(lines[++i].Trim());
            }

            yield return new FrontMatterEntry(key, ValuesOf(value, below).Where(text => text.Length > 0).ToArray());
        }
    }

    /// <summary>The key that a line begins with; null for none.</summary>
    public static string? KeyOf(string line, char separator)
    {
        int end = line.IndexOf(separator);
        if (end <= 0 || (separator == ':' && end + 1 < line.Length && line[end + 1] is not (' ' or '\t')))
        {
            return null;
        }

        string key = line.Substring(0, end).TrimEnd().Trim('"', '\'');
        return line[0] != ' ' && key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
            ? key
            : null;
    }

    /// <summary>
    /// Whether a line of YAML is an entry with a key of up to three words, or belongs to one; a blank line is neither.
    /// </summary>
    public static bool MayBe(string line)
    {
        const int MostWords = 3;
        if (line.Length == 0)
        {
            return false;
        }

        int end = line.IndexOf(':');
        string[] words = line.Substring(0, Math.Max(0, end)).Split(' ');
        return line[0] == '#'
            || IsBelow(line, ':')
            || (end > 0
                && words.Length <= MostWords
                && KeyOf(string.Concat(words) + line.Substring(end), ':') is not null);
    }

    // Whether a line belongs to the key before it.
    private static bool IsBelow(string line, char separator) =>
        line.Length == 0
        || line[0] is ' ' or '\t' or ']'
        || (separator == ':' && (line == "-" || line.StartsWith("- ", StringComparison.Ordinal)));

    private static IEnumerable<string> ValuesOf(string value, List<string> below)
    {
        if (value.StartsWith("[", StringComparison.Ordinal))
        {
            return ListOf(string.Join(" ", below.Prepend(value)));
        }

        // A list has an item a line; a text that is too long for one line goes on in the next ones.
        bool isList = value.Length == 0
            && below.Exists(line => line.StartsWith("-", StringComparison.Ordinal) || NameOf(line) is not null);
        if (isList)
        {
            return below
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal) || NameOf(line) is not null)
                .Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? line.Substring(2).Trim() : line)
                .Where(line => NameOf(line) is not null || KeyOf(line, ':') is null)
                .Select(line => TextOf(NameOf(line) ?? line));
        }

        bool isFolded = value.Length > 0 && value[0] is '>' or '|';
        return new[] { TextOf(string.Join(" ", isFolded ? below : below.Prepend(value)).Trim()) };
    }

    // Of an author with an address and the like.
    private static string? NameOf(string line) =>
        line.StartsWith("name:", StringComparison.OrdinalIgnoreCase) ? line.Substring(5).Trim() : null;

    private static IEnumerable<string> ListOf(string value)
    {
        var item = new StringBuilder();
        char quote = '\0';
        bool isBlank = true;
        foreach (char c in value.Substring(1).TrimEnd().TrimEnd(']'))
        {
            if (c == ',' && quote == '\0')
            {
                yield return TextOf(item.ToString().Trim());
                item.Clear();
                isBlank = true;
                continue;
            }

            quote = c == quote ? '\0' : isBlank && c is ('"' or '\'') ? c : quote;
            isBlank &= c == ' ';
            item.Append(c);
        }

        yield return TextOf(item.ToString().Trim());
    }

    private static string TextOf(string value)
    {
        if (value.Length == 0 || value[0] is not ('"' or '\''))
        {
            int comment = value.IndexOf(" #", StringComparison.Ordinal);
            string plain = comment < 0 ? value : value.Substring(0, comment).TrimEnd();
            return plain is "null" or "~" ? "" : plain;
        }

        char quote = value[0];
        var text = new StringBuilder();
        for (int i = 1; i < value.Length; i++)
        {
            if (value[i] == quote)
            {
                // YAML, 7.3.2: two single quotation marks are one.
                if (quote == '"' || i + 1 == value.Length || value[i + 1] != '\'')
                {
                    break;
                }

                i++;
            }
            else if (quote == '"' && value[i] == '\\' && i + 1 < value.Length)
            {
                i = AppendEscaped(text, value, i + 1);
                continue;
            }

            text.Append(value[i]);
        }

        return text.ToString().Trim();
    }

    // The escapes that titles have; of all others the character itself. Returns the index of the last one read.
    private static int AppendEscaped(StringBuilder text, string value, int index)
    {
        int digits = value[index] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0
            && index + digits < value.Length
            && int.TryParse(
                value.Substring(index + 1, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out int codePoint)
            && codePoint is (>= 0 and < 0xD800) or (> 0xDFFF and <= 0x10FFFF))
        {
            text.Append(char.ConvertFromUtf32(codePoint));
            return index + digits;
        }

        text.Append(value[index] is 'n' or 't' or 'r' ? ' ' : value[index]);
        return index;
    }
}
