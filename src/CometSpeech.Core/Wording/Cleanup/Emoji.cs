using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Finds emoji and pictographs, which a voice would call by their names in the middle of a sentence: single ones, with
/// their selectors and skin tones, joined ones, flags (Unicode Technical Standard 51, ED-17); and box-drawing.
/// </summary>
internal static class Emoji
{
    /// <summary>Makes a keycap of a digit, a hash sign or an asterisk before it.</summary>
    public const char Keycap = '\u20E3';

    private const char TextSelector = '\uFE0E';
    private const char EmojiSelector = '\uFE0F';
    private const char Joiner = '\u200D';

    /// <summary>Whether it only chooses how the character before it is shown.</summary>
    public static bool IsSelector(char unit) => unit is TextSelector or EmojiSelector;

    /// <summary>The units of the emoji, or the pictograph, that begins at the index; 0 when none does.</summary>
    public static int LengthAt(string text, int index)
    {
        int codePoint = CodePoints.At(text, index);
        int end = index + CodePoints.Length(codePoint);
        bool isShownAsEmoji = end < text.Length && text[end] == EmojiSelector;
        if (IsRegionalIndicator(codePoint))
        {
            bool isPair = end < text.Length && IsRegionalIndicator(CodePoints.At(text, end));
            return end - index + (isPair ? 2 : 0);
        }

        if (!IsPictograph(codePoint) && !(isShownAsEmoji && MayBeEmoji(codePoint)))
        {
            return 0;
        }

        while (end < text.Length)
        {
            codePoint = CodePoints.At(text, end);
            if (codePoint is TextSelector or EmojiSelector or Keycap || IsModifier(codePoint))
            {
                end += CodePoints.Length(codePoint);
            }
            else if (codePoint == Joiner && end + 1 < text.Length
                && GraphemeBreakData.ExtendedPictographic.Contains(CodePoints.At(text, end + 1)))
            {
                end += 1 + CodePoints.Length(CodePoints.At(text, end + 1));
            }
            else
            {
                break;
            }
        }

        return end - index;
    }

    /// <summary>Whether an emoji, or what changes one, ends before the index: a joiner there belongs to it.</summary>
    public static bool EndsAt(string text, int index)
    {
        if (index == 0)
        {
            return false;
        }

        int codePoint = CodePoints.Before(text, index);
        return codePoint == EmojiSelector || IsModifier(codePoint)
            || GraphemeBreakData.ExtendedPictographic.Contains(codePoint);
    }

    /// <summary>
    /// What is a picture however it is shown. Arrows, © ® ™, ℹ, ‼ and circled letters stand in sentences as they are,
    /// and are emoji only with the selector; accidentals are the names of notes; ○ ◎ △ ◯ are words in Japanese.
    /// </summary>
    private static bool IsPictograph(int codePoint) => codePoint switch
    {
        < 0x2300 => false,
        >= 0x266D and <= 0x266F => false,
        0x25CB or 0x25CE or 0x25B3 or 0x25EF => false,
        // Box Drawing, Block Elements, Geometric Shapes.
        >= 0x2500 and <= 0x25FF => true,
        // Miscellaneous Symbols and Dingbats, without the brackets and digits among them: ✓ is what ✔ is.
        >= 0x2600 and <= 0x27BF => CharUnicodeInfo.GetUnicodeCategory((char)codePoint)
            is UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned
            || GraphemeBreakData.ExtendedPictographic.Contains(codePoint),
        0x24C2 or 0x2934 or 0x2935 or (>= 0x3000 and <= 0x32FF) => false,
        _ => GraphemeBreakData.ExtendedPictographic.Contains(codePoint) || IsModifier(codePoint),
    };

    // Not © and ®, digits, ™: they are said with the selector, too.
    private static bool MayBeEmoji(int codePoint) => codePoint is > 0xFF and not 0x2122
        && GraphemeBreakData.ExtendedPictographic.Contains(codePoint);

    private static bool IsRegionalIndicator(int codePoint) => codePoint is >= 0x1F1E6 and <= 0x1F1FF;

    // Skin tones, and the tags that the flags of England, Scotland and Wales are spelt with.
    private static bool IsModifier(int codePoint) =>
        codePoint is (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F);
}
