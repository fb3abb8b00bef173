using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Documents.Narration;

/// <summary>Ends a paragraph as a sentence.</summary>
internal static class SentenceEnd
{
    // Marks at which a voice pauses though no sentence ends: one more would be heard as a stumble.
    private const string Pauses = ":;,\u2026\u2013\u2014\u061B\u060C\uFF1A\uFF1B\uFF0C\u3001";

    /// <summary>
    /// Adds a full stop where the text ends without a mark that makes a voice pause; in scripts that have their own
    /// full stop, that one. Brackets, quotation marks and pictographs at the end do not count.
    /// </summary>
    /// <param name="text">Without white space at its end.</param>
    public static string AddTo(string text) => LastSpoken(text) is { } last ? text + FullStopOf(last) : text;

    /// <summary>Whether a voice pauses at the end of a text already, or nothing in it is spoken at all.</summary>
    /// <param name="text">Without white space at its end.</param>
    public static bool IsAtEndOf(string text) => LastSpoken(text) is null;

    // The last letter or digit, when no mark for a pause follows it.
    private static int? LastSpoken(string text)
    {
        int index = text.Length;
        while (index > 0)
        {
            int codePoint = CodePoints.Before(text, index);
            if (SentenceTerminals.Contains(codePoint)
                || (codePoint <= char.MaxValue && Pauses.IndexOf((char)codePoint) >= 0))
            {
                return null;
            }

            index -= CodePoints.Length(codePoint);
            if (Characters.IsSpoken(text, index))
            {
                return codePoint;
            }
        }

        return null;
    }

    private static char FullStopOf(int codePoint) => codePoint switch
    {
        _ when Characters.IsIdeographic(codePoint) => '\u3002',
        // Devanagari, Bengali, Gurmukhi, Oriya; Gujarati and the scripts behind write a full stop.
        (>= 0x0900 and <= 0x0A7F) or (>= 0x0B00 and <= 0x0B7F) => '\u0964',
        _ => '.',
    };
}
