using System.Text;
using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Writes raised and lowered text as Unicode has it, so that x², H₂O, 10⁻³ and 2ⁿ stay what they are in plain text.
/// Other exponents and indices are parted from what stands before them: 10 6.5 is not 106.5.
/// </summary>
internal static class ScriptText
{
    private const string Signs = "0123456789+-=()ni";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";

    // A lowered letter is its own word, as in x i: voices know few of the signs for them.
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";

    // Raised letters end an abbreviation, as in 1st, Mlle, No, 4e; these stand in exponents.
    private const string Variables = "jkmpqxyz";

    // More digits than this stand in no exponent or index.
    private const int Longest = 16;

    /// <summary>What is written for an element <c>sup</c> or <c>sub</c>.</summary>
    /// <param name="element">The element.</param>
    /// <param name="isRaised">Whether it is raised.</param>
    /// <param name="isParted">Whether a space stands before it, when it is to be spoken as it is.</param>
    /// <returns>The digits; null when there is something else in it, which is to be spoken as it is.</returns>
    public static string? Read(XPathNavigator element, bool isRaised, out bool isParted)
    {
        string? text = MarkupText.Short(element, Longest);
        isParted = text is null || (IsParted(text, isRaised) && !IsLogo(text, element));
        return string.IsNullOrEmpty(text) ? null : Map(text!, isRaised);
    }

    /// <summary>Writes a text raised or lowered, or as it is with a space before it.</summary>
    public static string Write(string text, bool isRaised) =>
        Map(text, isRaised) ?? (IsParted(text.Trim(), isRaised) ? " " + text : text);

    private static string? Map(string text, bool isRaised)
    {
        string signs = isRaised ? Raised : Lowered;
        bool hasDigit = false;
        int letters = 0;
        var written = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            int index = Signs.IndexOf(c == '\u2212' ? '-' : c);
            if (c != ' ' && (index < 0 || index >= signs.Length))
            {
                return null;
            }

            hasDigit |= c is >= '0' and <= '9';
            letters += char.IsLetter(c) ? 1 : 0;
            written.Append(c == ' ' ? c : signs[index]);
        }

        // A plus alone is read better as it is; two letters are a word.
        return hasDigit || letters == 1 ? written.ToString() : null;
    }

    private static bool IsParted(string text, bool isRaised)
    {
        if (!MarkupText.IsSpoken(text))
        {
            return false;
        }

        bool isWord = text.All(c => char.IsLetter(c) || c == '.');
        return !isWord || !isRaised || (text.Length == 1 && Variables.IndexOf(text[0]) >= 0);
    }

    // TeX is set with a lowered e.
    private static bool IsLogo(string text, XPathNavigator element)
    {
        XPathNavigator next = element.Clone();
        return text is "e" or "E"
            && next.MoveToNext()
            && MarkupText.IsText(next)
            && MarkupText.Of(next).StartsWith("X", StringComparison.Ordinal);
    }
}
