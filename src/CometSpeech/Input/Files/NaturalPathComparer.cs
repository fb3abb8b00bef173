using System.Globalization;

namespace CometSpeech.Input.Files;

/// <summary>
/// Sorts paths as file managers show them: folder by folder, digits by their number, so that <c>ch2</c> comes before
/// <c>ch10</c>; other characters as the user's language sorts them, whatever their case.
/// </summary>
internal sealed class NaturalPathComparer : IComparer<string>
{
    private static readonly char[] s_separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    private readonly CompareInfo _language = CultureInfo.CurrentCulture.CompareInfo;

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        string[] left = (x ?? "").Split(s_separators), right = (y ?? "").Split(s_separators);
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (CompareNames(left[i], right[i]) is var order and not 0)
            {
                return order;
            }
        }

        // Names that differ in case or leading zeros only have an order as well.
        return left.Length != right.Length ? left.Length - right.Length : string.CompareOrdinal(x, y);
    }

    private int CompareNames(string left, string right)
    {
        int i = 0, j = 0;
        while (i < left.Length && j < right.Length)
        {
            string one = Run(left, ref i), other = Run(right, ref j);
            bool isNumber = IsDigit(one[0]), isOtherNumber = IsDigit(other[0]);
            int order = isNumber && isOtherNumber ? CompareNumbers(one, other)
                : isNumber != isOtherNumber ? (isNumber ? -1 : 1)
                : _language.Compare(one, other, CompareOptions.IgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return (left.Length - i) - (right.Length - j);
    }

    // Of any length: names hold times and hashes.
    private static int CompareNumbers(string left, string right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length - right.Length : string.CompareOrdinal(left, right);
    }

    private static string Run(string name, ref int position)
    {
        int start = position;
        bool isNumber = IsDigit(name[start]);
        while (position < name.Length && IsDigit(name[position]) == isNumber)
        {
            position++;
        }

        return name.Substring(start, position - start);
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
