using System.Net;
using System.Xml.XPath;
using HtmlAgilityPack;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>Reads names and text off a navigator, of whichever parser.</summary>
internal static class MarkupText
{
    /// <summary>An element's name without its prefix.</summary>
    public static string NameOf(XPathNavigator element)
    {
        // HtmlAgilityPack knows no namespaces.
        string name = element.LocalName;
        return name.IndexOf(':') is >= 0 and int colon ? name.Substring(colon + 1) : name;
    }

    /// <summary>The text of a text node, its entities decoded.</summary>
    public static string Of(XPathNavigator text)
    {
        string value = text.Value;
        return text is HtmlNodeNavigator && value.IndexOf('&') >= 0 ? WebUtility.HtmlDecode(value) : value;
    }
}
