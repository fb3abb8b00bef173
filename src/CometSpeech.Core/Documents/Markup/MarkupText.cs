using System.Text;
using System.Xml.XPath;
using CometSpeech.Core.Text.Unicode;
using HtmlAgilityPack;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Reads names and text off a navigator, of whichever parser.</summary>
internal static class MarkupText
{
    // Nodes that are looked at inside an element before it is narrated. Elements lie in each other 200 deep, and each
    // of them is looked into: to the end, that takes minutes.
    private const int MostNodes = 10_000;

    /// <summary>An element's name without its prefix, in small letters.</summary>
    public static string NameOf(XPathNavigator element)
    {
        // HtmlAgilityPack knows no namespaces; XHTML's authors, no rule against capitals.
        string name = element.LocalName.ToLowerInvariant();
        return name.IndexOf(':') is >= 0 and int colon ? name.Substring(colon + 1) : name;
    }

    /// <summary>The text of a text node, its entities decoded.</summary>
    public static string Of(XPathNavigator text)
    {
        string value = text.Value;
        return text is HtmlNodeNavigator ? CharacterReferences.Decode(value, isAttribute: false) : value;
    }

    /// <summary>Whether it is the text of a document, and neither an element nor a comment.</summary>
    public static bool IsText(XPathNavigator node) => node.NodeType
        is XPathNodeType.Text or XPathNodeType.SignificantWhitespace or XPathNodeType.Whitespace;

    /// <summary>
    /// Whether an element has text that is not white space, or very many others in it; readings of ruby do not count.
    /// </summary>
    public static bool HasText(XPathNavigator element)
    {
        var walk = new MarkupWalk(element);
        int nodes = 0;
        while (walk.MoveNext(IsPassedOver(walk.Node)))
        {
            if (++nodes > MostNodes)
            {
                return true;
            }

            if (IsText(walk.Node) && !string.IsNullOrWhiteSpace(Of(walk.Node)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text in an element without white space around it, when it is short.</summary>
    /// <param name="element">The element.</param>
    /// <param name="limit">The longest that is short, in characters.</param>
    /// <param name="except">The name of elements whose text does not count; null for none.</param>
    /// <returns>The text; null when it is longer, or in very many nodes.</returns>
    public static string? Short(XPathNavigator element, int limit, string? except = null)
    {
        var text = new StringBuilder();
        var walk = new MarkupWalk(element);
        bool isPassedOver = false;
        int nodes = 0;
        while (walk.MoveNext(isPassedOver))
        {
            if (++nodes > MostNodes)
            {
                return null;
            }

            isPassedOver = IsPassedOver(walk.Node)
                || (except is not null && walk.Node.NodeType == XPathNodeType.Element && NameOf(walk.Node) == except);
            if (!IsText(walk.Node))
            {
                continue;
            }

            text.Append(Of(walk.Node));
            // The white space of a file that is set out neatly does not make a text long, but no text is endless.
            if (text.Length > limit && (text.Length > 10 * limit || text.ToString().Trim().Length > limit))
            {
                return null;
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>All text in an element as it stands, that of scripts too.</summary>
    public static string All(XPathNavigator element)
    {
        var text = new StringBuilder();
        var walk = new MarkupWalk(element);
        while (walk.MoveNext())
        {
            text.Append(IsText(walk.Node) ? Of(walk.Node) : "");
        }

        return text.ToString();
    }

    /// <summary>
    /// A text without the tags in it: programs write HTML into the text for a picture, where it is no markup. A tag
    /// that is neither a line's end nor closed is what the text is about.
    /// </summary>
    public static string WithoutTags(string text) =>
        text.IndexOf("</", StringComparison.Ordinal) < 0 && text.IndexOf("<br", StringComparison.Ordinal) < 0
            ? text
            : Collapse(All(MarkupLoader.LoadHtml(text.Replace("<br", " <br"))));

    /// <summary>A text with one space for each run of white space, and none around it.</summary>
    public static string Collapse(string text) => string.Join(" ", MarkupAttributes.Words(text));

    /// <summary>Whether there is a letter or a digit in it.</summary>
    public static bool IsSpoken(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (Characters.IsSpoken(text, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Finds the first element inside another that has one of these names; null for none, or behind very many others.
    /// </summary>
    public static XPathNavigator? FindInside(XPathNavigator element, params string[] names)
    {
        var walk = new MarkupWalk(element);
        for (int nodes = 0; nodes < MostNodes && walk.MoveToElement(); nodes++)
        {
            if (Array.IndexOf(names, NameOf(walk.Node)) >= 0)
            {
                return walk.Node;
            }
        }

        return null;
    }

    /// <summary>Whether an element is inside one of these names.</summary>
    public static bool IsInside(XPathNavigator element, params string[] names)
    {
        XPathNavigator parent = element.Clone();
        while (parent.MoveToParent() && parent.NodeType == XPathNodeType.Element)
        {
            if (Array.IndexOf(names, NameOf(parent)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPassedOver(XPathNavigator node) =>
        node.NodeType == XPathNodeType.Element
            && (NameOf(node) is "script" or "style" or "template" or "svg" or "rt" or "rtc" or "rp");
}
