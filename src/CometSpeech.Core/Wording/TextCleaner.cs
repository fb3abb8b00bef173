using CometSpeech.Core.Wording.Cleanup;

namespace CometSpeech.Core.Wording;

/// <summary>
/// Cleans a text of what nobody reads aloud. Numbers, dates, units and abbreviations stay as they are: the voice knows
/// them by their context. No word is added, in any language, and the text never gets longer.
/// </summary>
public static class TextCleaner
{
    // What a removal joins may be a sign itself, as the marks of «!😀!»: the second pass finds it, and the third finds
    // nothing as a rule. Made-up texts must not take the square of their length.
    private const int MostPasses = 16;

    /// <summary>
    /// Finds what would be taken for a word with a note's mark in code, and is none wherever it stands:
    /// <c>items[1]</c>.
    /// </summary>
    /// <param name="code">Words of the code, or pieces of it.</param>
    public static ICollection<string> FindCodeMarks(IEnumerable<string> code)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (string piece in code)
        {
            NoteMark.FindAll(piece, found);
        }

        return found;
    }

    /// <summary>Cleans a text; of a text that is clean already the same instance is returned.</summary>
    /// <param name="text">Any text, also with lone surrogates. Time and memory are in proportion to it.</param>
    /// <param name="cleanup">How much is cleaned off.</param>
    /// <param name="options">What stays nevertheless.</param>
    /// <param name="codeMarks">What <see cref="FindCodeMarks"/> has found: it stays. Null for nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string Clean(
        string text,
        TextCleanup cleanup,
        TextCleanerOptions options = TextCleanerOptions.None,
        ICollection<string>? codeMarks = null)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        if (cleanup == TextCleanup.None || text.Length == 0)
        {
            return text;
        }

        if (cleanup == TextCleanup.Layout)
        {
            text = LayoutCleaner.Clean(text);
        }

        var cleaner = new BasicCleaner(text.Length, options, codeMarks ?? []);
        for (int pass = 0; pass < MostPasses; pass++)
        {
            string cleaned = cleaner.Clean(text);
            if (ReferenceEquals(cleaned, text))
            {
                break;
            }

            text = cleaned;
        }

        return text;
    }
}
