namespace CometSpeech.Core.Text.Unicode;

/// <summary>Reads code points out of UTF-16. A lone surrogate counts as a code point of its own.</summary>
internal static class CodePoints
{
    /// <summary>The code point that starts at <paramref name="index"/>.</summary>
    public static int At(string text, int index)
    {
        char unit = text[index];
        return char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            ? char.ConvertToUtf32(unit, text[index + 1])
            : unit;
    }

    /// <summary>The code point that ends before <paramref name="index"/>, which is 1 or more.</summary>
    public static int Before(string text, int index)
    {
        char unit = text[index - 1];
        return char.IsLowSurrogate(unit) && index > 1 && char.IsHighSurrogate(text[index - 2])
            ? char.ConvertToUtf32(text[index - 2], unit)
            : unit;
    }

    /// <summary>The UTF-16 units of a code point: 1 or 2.</summary>
    public static int Length(int codePoint) => codePoint > char.MaxValue ? 2 : 1;

    /// <summary>Whether <paramref name="index"/> lies between the two halves of a surrogate pair.</summary>
    public static bool IsInsidePair(string text, int index) =>
        index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]);
}
