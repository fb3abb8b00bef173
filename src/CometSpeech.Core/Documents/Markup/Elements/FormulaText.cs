using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Says a formula where something says it in words, or where it has nothing but letters, digits and simple signs in one
/// line. TeX and MathML are no speech.
/// </summary>
internal static class FormulaText
{
    private const int Longest = 1000;
    private const string Signs = " .,+-=<>\u2212\u2264\u2265\u00A0";

    /// <summary>Whether an element that is called a formula by its class is one.</summary>
    public static bool IsFormula(XPathNavigator element) =>
        MarkupText.FindInside(element, "math") is not null
            || (MarkupText.Short(element, Longest) is { } text
                && (text.StartsWith("\\(", StringComparison.Ordinal)
                    || text.StartsWith("\\[", StringComparison.Ordinal)
                    || text.StartsWith("$", StringComparison.Ordinal)));

    /// <summary>What is spoken for a formula.</summary>
    /// <returns>The words; null for none.</returns>
    public static string? Read(XPathNavigator element)
    {
        // What KaTeX and MathJax write around it says the same once more, for the eye.
        if (MarkupText.FindInside(element, "math") is { } math)
        {
            element = math;
        }

        foreach (string name in new[] { "alttext", "aria-label" })
        {
            string words = MarkupAttributes.Get(element, name).Trim();
            if (words.Length > 0 && words.IndexOfAny(['\\', '{', '}', '^', '_', '$']) < 0)
            {
                return words;
            }
        }

        string? text = IsInOneLine(element) ? MarkupText.Short(element, Longest, except: "annotation") : null;
        text = text is null ? null : WithoutDelimiters(text);
        return text is { Length: > 0 } && text.All(IsSimple) && MarkupText.IsSpoken(text) ? text : null;
    }

    /// <summary>Whether a formula of nothing but such characters is spoken as it stands.</summary>
    public static bool IsSimple(char c) => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || Signs.IndexOf(c) >= 0;

    private static string WithoutDelimiters(string text)
    {
        foreach ((string open, string close) in new[] { ("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$") })
        {
            if (text.Length >= open.Length + close.Length
                && text.StartsWith(open, StringComparison.Ordinal)
                && text.EndsWith(close, StringComparison.Ordinal))
            {
                return text.Substring(open.Length, text.Length - open.Length - close.Length).Trim();
            }
        }

        return text;
    }

    // Nothing over, under or beside another: no power, fraction, root or matrix.
    private static bool IsInOneLine(XPathNavigator element)
    {
        var walk = new MarkupWalk(element);
        while (walk.MoveToElement())
        {
            if (MarkupText.NameOf(walk.Node) is not ("math" or "mrow" or "mi" or "mn" or "mo" or "mtext" or "mspace"
                or "mstyle" or "mpadded" or "semantics" or "annotation" or "span"))
            {
                return false;
            }
        }

        return true;
    }
}
