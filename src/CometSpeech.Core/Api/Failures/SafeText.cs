using System.Globalization;
using System.Text;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Api.Failures;

/// <summary>Cleans a server's message for terminals and logs: one line, bounded, without the key.</summary>
internal static class SafeText
{
    /// <summary>
    /// The most characters of a server's message that are shown: what a terminal of 120 columns shows in five lines;
    /// the messages of the services that are known take one or two.
    /// </summary>
    public const int MaxLength = 600;

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
        text = KeyRedaction.Hide(text, secret, "(key)");
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
}
