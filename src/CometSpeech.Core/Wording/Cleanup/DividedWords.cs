using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Puts words together that a line end divides. The hyphen goes, but where the text writes the word with it elsewhere.
/// </summary>
internal sealed class DividedWords(string text)
{
    // The longest word that anyone divides; a run of letters without an end is none.
    private const int MostWordLength = 64;

    // «Haupt- und Nebensatz», «pre- and post-war»: the first word's end is left out, not divided.
    private static readonly HashSet<string> s_conjunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "und", "oder", "bzw", "sowie", "och", "eller", "og",
    };

    // «twenty-seven», «thirty-year-old», «quatre-vingt-dix»: what begins with a ten keeps it.
    private static readonly HashSet<string> s_tens = new(StringComparer.OrdinalIgnoreCase)
    {
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "vingt", "trente", "quarante", "cinquante", "soixante",
    };

    private HashSet<string>? _hyphenated;

    /// <summary>Whether the line ends inside a word that goes on at an index.</summary>
    /// <param name="end">The index behind the line's last unit.</param>
    /// <param name="next">The first unit of the next line.</param>
    public bool IsDivided(int end, int next)
    {
        if (end < 2 || !IsHyphen(text[end - 1]) || !char.IsLetterOrDigit(text[end - 2]))
        {
            return false;
        }

        return text[end - 1] == '\u00AD'
            ? char.IsLetter(text, next)
            : Characters.IsLower(text, next) && !s_conjunctions.Contains(WordAfter(next));
    }

    /// <summary>Whether the hyphen stays between the two halves.</summary>
    public bool KeepsHyphen(int end, int next)
    {
        if (text[end - 1] == '\u00AD')
        {
            return false;
        }

        int start = end - 1;
        while (start > 0 && end - start <= MostWordLength && IsInWord(text[start - 1]))
        {
            start--;
        }

        string first = text.Substring(start, end - 1 - start);
        string word = $"{first}-{WordAfter(next)}";
        return char.IsDigit(text[end - 2])
            || s_tens.Contains(first.Substring(first.LastIndexOf('-') + 1))
            || (_hyphenated ??= FindHyphenated()).Contains(word);
    }

    /// <summary>Whether the line ends with a hyphen behind a letter or a digit.</summary>
    public bool EndsWithHyphen(int end) => end > 1 && IsHyphen(text[end - 1]) && char.IsLetterOrDigit(text[end - 2]);

    /// <summary>Whether one of the words that leave out the end of the word before begins at the index.</summary>
    public bool IsConjunction(int index) => s_conjunctions.Contains(WordAfter(index));

    private HashSet<string> FindHyphenated()
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int index = 0;
        while ((index = text.IndexOf('-', index)) >= 0)
        {
            int start = index;
            while (start > 0 && index - start <= MostWordLength && IsInWord(text[start - 1]))
            {
                start--;
            }

            int end = index;
            while (end < text.Length && end - index <= MostWordLength && IsInWord(text[end]))
            {
                end++;
            }

            if (start < index && end - index is > 1 and <= MostWordLength && text[end - 1] != '-')
            {
                found.Add(text.Substring(start, end - start));
            }

            index = Math.Max(end, index + 1);
        }

        return found;
    }

    private string WordAfter(int index)
    {
        int end = index;
        while (end < text.Length && end - index < MostWordLength && IsInWord(text[end]))
        {
            end++;
        }

        return text.Substring(index, end - index);
    }

    private static bool IsInWord(char unit) =>
        char.IsLetterOrDigit(unit) || unit == '-' || (unit >= '\u0300' && TextElements.IsExtending(unit));

    // With the hyphen U+2010, and the soft one where it is seen.
    private static bool IsHyphen(char unit) => unit is '-' or '\u2010' or '\u00AD';
}
