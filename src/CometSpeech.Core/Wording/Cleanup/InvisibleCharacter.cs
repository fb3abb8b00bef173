using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Finds characters without a glyph that some voices stumble over: controls, byte-order marks, direction marks, soft
/// hyphens, joiners. Joiners stay where they are spelling.
/// </summary>
internal static class InvisibleCharacter
{
    private const char ZeroWidthSpace = '\u200B';
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';
    private const char Escape = '\u001B';

    /// <summary>Whether it may be one: the first question for each unit.</summary>
    public static bool MayBe(char unit) => unit switch
    {
        < ' ' => !Characters.IsLineBreak(unit),
        < '\u007F' => false,
        <= '\u009F' => unit != '\u0085',
        '\u00AD' or '\u061C' or '\uFEFF' or '\uFFFC' => true,
        (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') => true,
        _ => unit is >= '\uFFF9' and <= '\uFFFB',
    };

    /// <summary>The units that are left out at the index; 0 when what stands there is spelling.</summary>
    public static int LengthAt(string text, int index) => text[index] switch
    {
        ZeroWidthSpace => IsWordEnd(text, index) ? 0 : 1,
        ZeroWidthNonJoiner => IsJoined(text, index) ? 0 : 1,
        ZeroWidthJoiner => IsJoined(text, index) || IsInEmoji(text, index) ? 0 : 1,
        Escape => EscapeSequence(text, index),
        _ => 1,
    };

    // It decides on the shape of a letter of Arabic, Syriac, Mongolian and the scripts of India and its neighbours:
    // «می‌خواهم», «ශ්‍රී».
    private static bool IsJoined(string text, int index)
    {
        if (index == 0)
        {
            return false;
        }

        int before = CodePoints.Before(text, index);
        return before is (>= 0x0600 and <= 0x109F) or (>= 0x1700 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF)
            or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10A00 and <= 0x11FFF)
            && CharUnicodeInfo.GetUnicodeCategory(text, index - CodePoints.Length(before))
                is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierLetter;
    }

    private static bool IsInEmoji(string text, int index) =>
        index + 1 < text.Length && Emoji.EndsAt(text, index) && Emoji.EndsAt(text, NextCodePoint(text, index + 1));

    private static int NextCodePoint(string text, int index) =>
        index + CodePoints.Length(CodePoints.At(text, index));

    // Thai, Lao, Myanmar and Khmer part words with it, where they part them at all.
    private static bool IsWordEnd(string text, int index) =>
        index > 0 && text[index - 1] is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F')
            or (>= '\u1780' and <= '\u17FF');

    // Colours of a terminal: ECMA-48, 5.4, control sequences.
    private static int EscapeSequence(string text, int index)
    {
        int end = index + 1;
        if (end >= text.Length || text[end] != '[')
        {
            return 1;
        }

        do
        {
            end++;
        }
        while (end < text.Length && text[end] is >= '0' and <= '?');
        return end < text.Length && text[end] is >= '@' and <= '~' ? end + 1 - index : 1;
    }
}
