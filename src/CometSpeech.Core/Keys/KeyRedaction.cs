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

    // A hyphen, a full stop or an apostrophe between letters or digits belongs to the word: "no-store", "x.ai", "it's".
    private const string NotInsideWordBefore = @"(?<!\w|\w[-.'’])";
    private const string NotInsideWordAfter = @"(?!\w|[-.'’]\w)";

    // "key%3Dx" and "\nx": the letter before the key belongs to an escape (RFC 3986, 2.1; RFC 8259, 7).
    private const string AfterEscape = @"(?<=%[0-9A-Fa-f]{2}|\\(?:[bfnrt]|u[0-9A-Fa-f]{4}))";

    /// <summary>
    /// The text with a mask in place of the key. A key of eight characters or more is hidden wherever it stands, and so
    /// is its beginning, since the text may have been cut inside it; a shorter one only where it is a word of its own.
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
            : HideBeginnings(text.Replace(key, mask), key, mask);
    }

    private static string HideWord(string text, string key, string mask) => Regex.Replace(
        text,
        $"(?:{AfterEscape}|{NotInsideWordBefore}){Regex.Escape(key)}{NotInsideWordAfter}",
        _ => mask,
        RegexOptions.CultureInvariant);

    private static string HideBeginnings(string text, string key, string mask)
    {
        string beginning = key.Substring(0, ShortestSecret);
        int found = text.IndexOf(beginning, StringComparison.Ordinal);
        if (found < 0)
        {
            return text;
        }

        var hidden = new StringBuilder(text.Length);
        int position = 0;
        while (found >= 0)
        {
            int end = found + ShortestSecret;
            while (end < text.Length && end - found < key.Length && text[end] == key[end - found])
            {
                end++;
            }

            hidden.Append(text, position, found - position).Append(mask);
            position = end;
            found = text.IndexOf(beginning, position, StringComparison.Ordinal);
        }

        return hidden.Append(text, position, text.Length - position).ToString();
    }
}
