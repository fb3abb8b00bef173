using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Api.Failures;

/// <summary>Makes a server's words fit to be shown: they end up in terminals and logs.</summary>
internal static class SafeText
{
    /// <summary>What is shown of a server's message, in characters.</summary>
    public const int MaxLength = 600;

    // So much of a secret's beginning tells it from other words.
    private const int TellingLength = 8;

    /// <summary>
    /// One line without control or format characters (a terminal would obey an escape sequence, and a bidirectional
    /// override can make a text read as another), cut to <see cref="MaxLength"/>, without the secret should the server echo it.
    /// </summary>
    public static string Clean(string text, string? secret, int maxLength = MaxLength)
    {
        text = Hide(text, secret);
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

    // The text may be an excerpt that was cut inside the secret: its beginning alone is hidden too, the longest first.
    private static string Hide(string text, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return text;
        }

        text = text.Replace(secret, "(key)");
        for (int length = secret!.Length - 1; length >= TellingLength && text.Contains(secret.Substring(0, TellingLength)); length--)
        {
            text = text.Replace(secret.Substring(0, length), "(key)");
        }

        return text;
    }
}
