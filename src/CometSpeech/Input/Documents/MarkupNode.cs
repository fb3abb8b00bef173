using System.Xml;

namespace CometSpeech.Input.Documents;

/// <summary>
/// Gives the markup that an XML node holds: <c>Invoke-RestMethod</c> makes XML of a well-formed page, and of a feed.
/// </summary>
internal static class MarkupNode
{
    // Namespaces in XML of XHTML (HTML, 14.1).
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>
    /// A page, or the markup that an element has for its text, as the description of a feed's item; null when it is no
    /// node, or an element whose children mean something else.
    /// </summary>
    public static string? TextOf(object value)
    {
        XmlNode? node = value is XmlDocument document ? document.DocumentElement : value as XmlNode;
        if (node is not XmlElement element)
        {
            return node?.InnerText;
        }

        XmlElement[] children = [.. element.ChildNodes.OfType<XmlElement>()];
        return IsMarkup(element) ? element.OuterXml
            : children.Length == 0 ? element.InnerText
            : Array.TrueForAll(children, IsMarkup) ? element.InnerXml
            : null;
    }

    /// <summary>Whether it is a page of HTML.</summary>
    public static bool IsPage(XmlNode node) =>
        (node as XmlDocument)?.DocumentElement is { } root ? IsMarkup(root) : node is XmlElement only && IsMarkup(only);

    private static bool IsMarkup(XmlElement element) =>
        element.NamespaceURI == Xhtml || element.LocalName.Equals("html", StringComparison.OrdinalIgnoreCase);
}
