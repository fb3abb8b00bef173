using System.Text;

namespace CometSpeech.Core.Wording.Files;

/// <summary>A record of comma-separated values (RFC 4180, section 2).</summary>
internal sealed class CsvRecord(IReadOnlyList<string> fields, int line)
{
    /// <summary>Its values, without the quotes around them.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;

    /// <summary>The line it begins on, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The records of a text; blank lines, and a first line <c>#TYPE …</c>, are none.</summary>
    /// <exception cref="PronunciationException">A quote is opened and not closed.</exception>
    public static IEnumerable<CsvRecord> ReadAll(string text, char delimiter, string path)
    {
        int index = 0;
        int line = 1;
        while (index < text.Length)
        {
            int begin = line;
            List<string> fields = ReadFields(text, delimiter, path, ref index, ref line);
            bool isType = begin == 1 && fields[0].StartsWith("#TYPE", StringComparison.Ordinal);
            if (!isType && (fields.Count > 1 || fields[0].Trim().Length > 0))
            {
                yield return new CsvRecord(fields, begin);
            }
        }
    }

    /// <summary>The index of a column that the record names as a header; -1 when it does not.</summary>
    public int Find(string name) =>
        Fields.ToList().FindIndex(field => field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a column says; null when it is blank or missing.</summary>
    /// <exception cref="PronunciationException">It is neither true nor false.</exception>
    public bool? GetBoolean(int column, string name, string path)
    {
        string value = column >= 0 && column < Fields.Count ? Fields[column].Trim() : "";
        return value.ToLowerInvariant() switch
        {
            "" => null,
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw new PronunciationException($"{name} is '{value}'; it can be true or false.", path, Line),
        };
    }

    private static List<string> ReadFields(string text, char delimiter, string path, ref int index, ref int line)
    {
        var fields = new List<string>();
        while (true)
        {
            // Blanks before a quotation mark mean nothing to Import-Csv either.
            int quote = index;
            while (quote < text.Length && text[quote] is ' ' or '\t' && text[quote] != delimiter)
            {
                quote++;
            }

            bool isQuoted = quote < text.Length && text[quote] == '"';
            index = isQuoted ? quote : index;
            fields.Add(isQuoted
                ? ReadQuoted(text, delimiter, path, ref index, ref line)
                : ReadPlain(text, delimiter, ref index));
            if (index == text.Length)
            {
                return fields;
            }

            char end = text[index++];
            if (end != delimiter)
            {
                index += end == '\r' && index < text.Length && text[index] == '\n' ? 1 : 0;
                line++;
                return fields;
            }
        }
    }

    private static string ReadPlain(string text, char delimiter, ref int index)
    {
        int start = index;
        while (index < text.Length && text[index] != delimiter && text[index] is not ('\r' or '\n'))
        {
            index++;
        }

        return text.Substring(start, index - start);
    }

    private static string ReadQuoted(string text, char delimiter, string path, ref int index, ref int line)
    {
        int begin = line;
        var value = new StringBuilder();
        while (true)
        {
            int quote = text.IndexOf('"', index + 1);
            if (quote < 0)
            {
                throw new PronunciationException("a quotation mark is opened and not closed.", path, begin);
            }

            value.Append(text, index + 1, quote - index - 1);
            index = quote + 1;
            if (index == text.Length || text[index] != '"')
            {
                break;
            }

            value.Append('"');
        }

        line += value.ToString().Count(unit => unit == '\n');
        // What stands behind the closing quote belongs to the value, as Import-Csv has it.
        value.Append(ReadPlain(text, delimiter, ref index));
        return value.ToString();
    }
}
