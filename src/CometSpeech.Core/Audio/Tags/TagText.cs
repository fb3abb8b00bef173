using System.Text;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>Cleans text for tags: no control characters, no half of a surrogate pair, no more than fits.</summary>
internal static class TagText
{
    /// <summary>
    /// The most UTF-16 units of one line. No player shows as many; 999 chapters of three UTF-8 bytes a unit stay far
    /// below the 16 MB of a FLAC block.
    /// </summary>
    public const int MaxLineLength = 1000;

    /// <summary>The most units of a comment: a long blurb, still far below the same 16 MB.</summary>
    public const int MaxLength = 100_000;

    private const char Ellipsis = '\u2026';

    /// <summary>The text on one line, each run of spaces and line breaks as one space; empty for null.</summary>
    public static string ToLine(string? text) => Clean(text, MaxLineLength, keepsLines: false);

    /// <summary>The text with its line breaks, as <c>\n</c>; empty for null.</summary>
    public static string ToLines(string? text) => Clean(text, MaxLength, keepsLines: true);

    private static string Clean(string? text, int maxLength, bool keepsLines)
    {
        StringBuilder clean = new(Math.Min(text?.Length ?? 0, maxLength));
        for (int i = 0; i < text?.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsSurrogatePair(text, i);
            if (clean.Length + (isPair ? 2 : 1) > maxLength)
            {
                Shorten(clean, maxLength);
                break;
            }

            if (isPair)
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (keepsLines && c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                clean.Append('\n');
            }
            else if (c is ' ' or '\u2028' or '\u2029' || char.IsControl(c))
            {
                AppendSpace(clean);
            }
            else if (c is not ('\uFEFF' or '\uFFFE'))
            {
                // Those two are byte order marks to a reader of UTF-16.
                clean.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
            }
        }

        return clean.ToString().Trim();
    }

    private static void AppendSpace(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[clean.Length - 1] is not (' ' or '\n'))
        {
            clean.Append(' ');
        }
    }

    /// <summary>Makes room for an ellipsis at the end, which never parts a surrogate pair.</summary>
    private static void Shorten(StringBuilder clean, int maxLength)
    {
        clean.Length = Math.Min(clean.Length, maxLength - 1);
        if (char.IsHighSurrogate(clean[clean.Length - 1]))
        {
            clean.Length--;
        }

        clean.Append(Ellipsis);
    }
}
