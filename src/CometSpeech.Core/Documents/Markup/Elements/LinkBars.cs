using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>
/// Knows the bars and dots between links that stand side by side, as those to a page's other languages.
/// </summary>
internal static class LinkBars
{
    /// <summary>The signs.</summary>
    public static readonly char[] Signs = ['|', '\u00B7', '\u2022'];

    /// <summary>Whether a text stands directly before or behind a link.</summary>
    public static bool IsBeside(XPathNavigator text)
    {
        XPathNavigator beside = text.Clone();
        if (beside.MoveToNext() && IsLink(beside))
        {
            return true;
        }

        beside.MoveTo(text);
        return beside.MoveToPrevious() && IsLink(beside);
    }

    /// <summary>
    /// Splits a text at the signs that have white space, or an end of the text, on both sides; only where there is one
    /// beside the link itself.
    /// </summary>
    public static string[] Split(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0
            || (Array.IndexOf(Signs, trimmed[0]) < 0 && Array.IndexOf(Signs, trimmed[trimmed.Length - 1]) < 0))
        {
            return [text];
        }

        List<string> parts = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (Array.IndexOf(Signs, text[i]) >= 0
                && (i == 0 || char.IsWhiteSpace(text[i - 1]))
                && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                parts.Add(text.Substring(start, i - start));
                start = i + 1;
            }
        }

        parts.Add(text.Substring(start));
        return [.. parts];
    }

    private static bool IsLink(XPathNavigator node) =>
        node.NodeType == XPathNodeType.Element && MarkupText.NameOf(node) == "a";
}
