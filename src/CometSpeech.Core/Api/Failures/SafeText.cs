using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Api.Failures;

/// <summary>
/// Cleans a server's message for terminals and logs: one line, bounded, without the key and without the user name and
/// password of an address (a proxy's stand in its own).
/// </summary>
internal static class SafeText
{
    /// <summary>
    /// The most characters of a server's message that are shown: what a terminal of 120 columns shows in five lines;
    /// the messages of the services that are known take one or two.
    /// </summary>
    public const int MaxLength = 600;

    // RFC 3986, 3.2.1. A password may hold an @, against the rule: up to the last one before the path.
    private static readonly Regex s_userInfo = new(
        @"(?<=[a-z][a-z0-9+.-]*://)[^\s/?#'""]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// The text as one line without control or format characters (a terminal would obey an escape sequence, and a
    /// bidirectional override can make a text read as another), cut to <paramref name="maxLength"/>, without the
    /// secret.
    /// </summary>
    /// <param name="text">What the server said.</param>
    /// <param name="secret">The key that was sent, which the server may repeat; null when none was.</param>
    /// <param name="maxLength">The most characters (UTF-16 units) that are kept; an ellipsis tells of a cut.</param>
    public static string Clean(string text, string? secret, int maxLength = MaxLength)
    {
        text = s_userInfo.Replace(KeyRedaction.Hide(text, secret, "(key)"), "");
        var line = new StringBuilder(Math.Min(text.Length, maxLength));
        bool pendingSpace = false;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (line.Length >= maxLength)
            {
                // Never half of a surrogate pair.
                line.Length -= char.IsHighSurrogate(line[line.Length - 1]) ? 1 : 0;
                return line.Append('…').ToString();
            }

            // By index: some format characters are surrogate pairs.
            bool isFormat = CharUnicodeInfo.GetUnicodeCategory(text, i) == UnicodeCategory.Format;
            if (isFormat || char.IsWhiteSpace(character) || char.IsControl(character))
            {
                pendingSpace = line.Length > 0;
                i += isFormat && char.IsHighSurrogate(character) ? 1 : 0;
                continue;
            }

            if (pendingSpace)
            {
                line.Append(' ');
                pendingSpace = false;
            }

            line.Append(character);
        }

        return line.ToString();
    }

    /// <summary>The first characters of a clean text; an ellipsis tells of a cut.</summary>
    public static string Shorten(string text, int maxLength = MaxLength) =>
        text.Length <= maxLength
            ? text
            : text.Substring(0, maxLength - (char.IsHighSurrogate(text[maxLength - 1]) ? 1 : 0)) + "…";
}
