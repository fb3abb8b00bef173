using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions.Alignment;

/// <summary>
/// How long a text takes to speak, beside other text of the same part: about the letters that it has.
/// </summary>
internal static class SpeechWeight
{
    /// <summary>What each sentence has beside its letters: it slows down at its end, whatever its length.</summary>
    public const double Sentence = 2;

    // Chosen on English voices with known times: a digit is a word of some letters. Plain characters do nearly as well.
    private const double Digit = 4;
    private const double Other = 0.3;

    // A Chinese character, a Korean block and most kana are a syllable, which an alphabet writes in about three
    // letters.
    private const double Syllable = 3;

    /// <summary>The weight of a sentence or a piece of one.</summary>
    public static double Of(string text, int start, int end) => Sentence + OfCharacters(text, start, end);

    /// <summary>The weight of the characters alone.</summary>
    public static double OfCharacters(string text, int start, int end)
    {
        double weight = 0;
        for (int i = start; i < end; i++)
        {
            weight += CharUnicodeInfo.GetUnicodeCategory(text, i) switch
            {
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber => Digit,
                UnicodeCategory.SpaceSeparator or UnicodeCategory.Control => Other,
                _ when !Characters.IsSpoken(text, i) => 0,
                _ => IsSyllable(CodePoints.At(text, i)) ? Syllable : 1,
            };
            i += char.IsHighSurrogate(text[i]) && i + 1 < end && char.IsLowSurrogate(text[i + 1]) ? 1 : 0;
        }

        return weight;
    }

    private static bool IsSyllable(int codePoint) =>
        Characters.IsIdeographic(codePoint) || codePoint is >= 0xAC00 and <= 0xD7A3;
}
