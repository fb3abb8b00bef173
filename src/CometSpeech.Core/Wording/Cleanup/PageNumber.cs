using System.Globalization;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Knows a line that is a page's number: <c>12</c>, <c>- 12 -</c>, <c>Page 12 of 300</c>, <c>12/300</c>.
/// </summary>
internal static class PageNumber
{
    // «xxxviii»: the pages before the first.
    private const int MostRomanLength = 8;

    // The longest form, «Página 1234 de 1234» between dashes.
    private const int MostLength = 30;

    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        "Page", "P.", "Pg.", "Seite", "S.", "Página", "Pág.", "Pagina", "Pag.", "Side", "Sida", "Sivu", "Strona",
        "Str.", "Strana", "Oldal", "Sayfa", "Страница", "Стр.", "Σελίδα",
    };

    /// <summary>Whether a line is nothing but a page's number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line.</param>
    /// <param name="isAtPageEdge">Roman numerals count only at the edge of a page.</param>
    public static bool IsOn(string text, TextLine line, bool isAtPageEdge)
    {
        if (line.Length is 0 or > MostLength)
        {
            return false;
        }

        string[] words = text.Substring(line.First, line.Length)
            .Trim(' ', '-', '–', '—', '|', '[', ']', '(', ')', '·', '•', '~', '\t')
            .Split([' ', '\t', '/'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            1 => IsNumber(words[0]) || (isAtPageEdge && IsRoman(words[0])),
            2 => (s_words.Contains(words[0]) || IsNumber(words[0])) && IsNumber(words[1])
                && (s_words.Contains(words[0]) || text.IndexOf('/', line.First, line.Length) >= 0),
            3 => s_words.Contains(words[0]) && IsNumber(words[1]) && IsNumber(words[2]),
            // «of», «von», «de» in between.
            4 => s_words.Contains(words[0]) && IsNumber(words[1]) && IsNumber(words[3]),
            _ => false,
        };
    }

    /// <summary>
    /// A line's number and what it is without it, where one begins it or ends it: <c>12  MOBY DICK</c>.
    /// </summary>
    public static IEnumerable<(int Number, string Head)> Split(string line)
    {
        int first = line.IndexOfAny([' ', '\t']);
        if (first > 0 && IsNumber(line[..first]))
        {
            yield return (int.Parse(line[..first], CultureInfo.InvariantCulture), line[first..].Trim());
        }

        int last = line.LastIndexOfAny([' ', '\t']);
        if (last > 0 && IsNumber(line[(last + 1)..]))
        {
            yield return (int.Parse(line[(last + 1)..], CultureInfo.InvariantCulture), line[..last].Trim());
        }
    }

    /// <summary>Whether it is one to four digits.</summary>
    public static bool IsNumber(string word) =>
        word.Length is > 0 and <= 4 && word.All(unit => unit is >= '0' and <= '9');

    private static bool IsRoman(string word) =>
        word.Length <= MostRomanLength && word.All(unit => unit is 'i' or 'v' or 'x' or 'l' or 'c');
}
