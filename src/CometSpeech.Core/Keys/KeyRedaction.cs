using System.Text;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Keys;

/// <summary>Hides a key in words of others that may repeat it: a server's answer, a vault's error.</summary>
internal static class KeyRedaction
{
    // The least that NIST SP 800-63B (5.1.1.2) takes for a secret that a person chooses, and those that a service makes
    // are longer. What is shorter is a filler for servers that check no key ("x", "none", "dummy"), and is found inside
    // ordinary words. The beginning of a key tells it from other words from that length on, too.
    private const int ShortestSecret = 8;

    // A piece from the middle. Words in a key that a person made, as in "sk-no-key-required", are shorter as a rule,
    // and stay readable elsewhere.
    private const int LongPiece = 12;

    // Of a key of eight characters or more; those of services have two to four.
    private const int LongestPrefix = 5;

    private static readonly char[] s_prefixEnds = ['-', '_'];

    // A hyphen, a full stop or an apostrophe between letters or digits belongs to the word: "no-store", "x.ai", "it's".
    private const string NotInsideWordBefore = @"(?<!\w|\w[-.'’])";
    private const string NotInsideWordAfter = @"(?!\w|[-.'’]\w)";

    // "key%3Dx" and "\nx": the letter before the key belongs to an escape (RFC 3986, 2.1; RFC 8259, 7).
    private const string AfterEscape = @"(?<=%[0-9A-Fa-f]{2}|\\(?:[bfnrt]|u[0-9A-Fa-f]{4}))";

    /// <summary>
    /// The text with a mask in place of the key. A key of eight characters or more is hidden wherever it stands, and so
    /// is its beginning, since the text may have been cut inside it, and any longer piece, since a server may quote it
    /// without its prefix; a shorter key only where it is a word of its own.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="key">The key; null or empty when there is none to hide.</param>
    /// <param name="mask">What stands in its place.</param>
    public static string Hide(string text, string? key, string mask)
    {
        if (string.IsNullOrEmpty(key))
        {
            return text;
        }

        return key!.Length < ShortestSecret
            ? HideWord(text, key, mask)
            : HidePieces(text.Replace(key, mask), key, mask);
    }

    private static string HideWord(string text, string key, string mask) => Regex.Replace(
        text,
        $"(?:{AfterEscape}|{NotInsideWordBefore}){Regex.Escape(key)}{NotInsideWordAfter}",
        _ => mask,
        RegexOptions.CultureInvariant);

    private static string HidePieces(string text, string key, string mask)
    {
        var hidden = new StringBuilder(text.Length);
        // "sk-", "pk_": what stands behind it is the key.
        int body = key.IndexOfAny(s_prefixEnds, 0, LongestPrefix) + 1;
        for (int i = 0; i < text.Length;)
        {
            int length = PieceAt(text, i, key, body);
            if (length > 0)
            {
                hidden.Append(mask);
                i += length;
            }
            else
            {
                hidden.Append(text[i]);
                i++;
            }
        }

        return hidden.ToString();
    }

    // The longest piece of the key that begins there; 0 when it is no more than chance.
    private static int PieceAt(string text, int position, string key, int body)
    {
        int longest = 0;
        for (int start = 0; start < key.Length; start++)
        {
            int length = 0;
            while (start + length < key.Length
                && position + length < text.Length
                && key[start + length] == text[position + length])
            {
                length++;
            }

            int least = start == 0 || start == body ? ShortestSecret : LongPiece;
            if (length > longest && length >= least)
            {
                longest = length;
            }
        }

        return longest;
    }
}
