using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Documents.Word.Numbering;

/// <summary>Writes numbers of lists as Word shows them (ECMA-376 part 1, 17.18.59).</summary>
internal static class WordNumberFormat
{
    private static readonly (int Value, string Sign)[] s_roman =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    /// <summary>
    /// Writes a number. In digits also for the formats that are words or signs of a language (<c>ordinalText</c>,
    /// <c>chineseCounting</c>): a voice says them in the language of the text.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="format">The value of <c>w:numFmt</c>.</param>
    public static string Write(int number, string format) => format switch
    {
        "none" => "",
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "lowerLetter" => WriteLetters(number).ToLowerInvariant(),
        "upperLetter" => WriteLetters(number),
        "lowerRoman" => WriteRoman(number).ToLowerInvariant(),
        "upperRoman" => WriteRoman(number),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // Z is followed by AA, BB, CC; thirty letters are as many as Word writes.
    private static string WriteLetters(int number) =>
        number is < 1 or > 26 * 30
            ? number.ToString(CultureInfo.InvariantCulture)
            : new string((char)('A' + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    private static string WriteRoman(int number)
    {
        if (number is < 1 or > 3999)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var roman = new StringBuilder();
        foreach ((int value, string sign) in s_roman)
        {
            for (; number >= value; number -= value)
            {
                roman.Append(sign);
            }
        }

        return roman.ToString();
    }
}
