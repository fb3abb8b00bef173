using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Api;

/// <summary>Makes a server's words fit to be shown: they end up in terminals and logs.</summary>
internal static class SafeText
{
    /// <summary>What is shown of a server's message, in characters.</summary>
    public const int MaxLength = 600;

    /// <summary>
    /// One line without control or format characters (a terminal would obey an escape sequence, and a bidirectional
    /// override can make a text read as another), cut to <see cref="MaxLength"/>, without the secret should the server echo it.
    /// </summary>
    public static string Clean(string text, string? secret, int maxLength = MaxLength)
    {
        if (!string.IsNullOrEmpty(secret))
        {
            text = text.Replace(secret, "(key)");
        }

        var line = new StringBuilder(Math.Min(text.Length, maxLength));
        bool pendingSpace = false;
        foreach (char character in text)
        {
            if (line.Length >= maxLength)
            {
                // Never half of a surrogate pair.
                line.Length -= char.IsHighSurrogate(line[line.Length - 1]) ? 1 : 0;
                return line.Append('…').ToString();
            }

            if (char.IsWhiteSpace(character) || char.IsControl(character)
                || char.GetUnicodeCategory(character) == UnicodeCategory.Format)
            {
                pendingSpace = line.Length > 0;
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
