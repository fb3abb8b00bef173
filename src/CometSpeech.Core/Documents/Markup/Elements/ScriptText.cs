using System.Text;
using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Writes raised and lowered digits as Unicode has them, so that x², H₂O and 10⁻³ stay what they are in plain text.
/// </summary>
internal static class ScriptText
{
    private const string Signs = "0123456789+-=()";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";

    // More digits than this stand in no exponent or index.
    private const int Longest = 16;

    /// <summary>What is written for an element <c>sup</c> or <c>sub</c>.</summary>
    /// <returns>The digits; null when there is something else in it, which is to be spoken as it is.</returns>
    public static string? Read(XPathNavigator element, bool isRaised)
    {
        string? text = MarkupText.Short(element, Longest);
        return string.IsNullOrEmpty(text) ? null : Write(text!, isRaised);
    }

    /// <summary>Writes a text raised or lowered.</summary>
    /// <returns>The digits; null when there is something else in it, which is to be spoken as it is.</returns>
    public static string? Write(string text, bool isRaised)
    {
        string signs = isRaised ? Raised : Lowered;
        bool hasDigit = false;
        var written = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            int index = Signs.IndexOf(c == '\u2212' ? '-' : c);
            if (index < 0)
            {
                return null;
            }

            hasDigit |= index < 10;
            written.Append(signs[index]);
        }

        return hasDigit ? written.ToString() : null;
    }
}
