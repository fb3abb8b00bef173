using System.Xml.XPath;
using HtmlAgilityPack;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>The attributes of an element that decide what is done with it.</summary>
internal readonly struct MarkupAttributes
{
    private static readonly char[] s_spaces = [' ', '\t', '\n', '\r', '\f'];

    /// <summary>Reads those of the element on which a navigator stands.</summary>
    public MarkupAttributes(XPathNavigator element)
    {
        if (!HasAny(element))
        {
            return;
        }

        // A clone, because the navigator of HtmlAgilityPack goes from an attribute to the element's parent.
        XPathNavigator attribute = element.Clone();
        for (bool isOne = attribute.MoveToFirstAttribute(); isOne; isOne = attribute.MoveToNextAttribute())
        {
            switch (attribute.LocalName)
            {
                case "id":
                    Id ??= attribute.Value;
                    break;
                case "name":
                    Name = attribute.Value;
                    break;
                case "class":
                    Class = attribute.Value;
                    break;
                case "role":
                    Role = attribute.Value;
                    break;
                case "epub:type" or "type" when attribute.Name == "epub:type" || IsTypeOfBooks(attribute):
                    Type = attribute.Value;
                    break;
                case "hidden":
                    IsHidden = true;
                    break;
                case "aria-hidden":
                    IsHidden |= IsTrue(attribute.Value);
                    break;
                case "style":
                    IsHidden |= IsHiding(attribute.Value);
                    break;
                // GitHub's.
                case "data-footnote-ref":
                    Class = "footnote-ref";
                    break;
                case "data-footnote-backref":
                    Class = "footnote-backref";
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Its id; null for none.</summary>
    public string? Id { get; }

    /// <summary>Its name as an anchor; null for none.</summary>
    public string? Name { get; }

    /// <summary>The names of its classes; null for none.</summary>
    public string? Class { get; }

    /// <summary>Its role; null for none.</summary>
    public string? Role { get; }

    /// <summary>Its type in a book, <c>epub:type</c>; null for none.</summary>
    public string? Type { get; }

    /// <summary>Whether nobody sees or hears it.</summary>
    public bool IsHidden { get; }

    /// <summary>The value of an attribute, its entities decoded; empty for none.</summary>
    public static string Get(XPathNavigator element, string name, string space = "")
    {
        if (!HasAny(element))
        {
            return "";
        }

        // HtmlAgilityPack gives null for none.
        string value = element.GetAttribute(name, space) ?? "";
        return element is HtmlNodeNavigator ? CharacterReferences.Decode(value, isAttribute: true) : value;
    }

    /// <summary>Whether an element has an attribute, be it empty.</summary>
    public static bool Has(XPathNavigator element, string name)
    {
        if (!HasAny(element))
        {
            return false;
        }

        XPathNavigator attribute = element.Clone();
        for (bool isOne = attribute.MoveToFirstAttribute(); isOne; isOne = attribute.MoveToNextAttribute())
        {
            if (attribute.LocalName == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words of an attribute that is a list of them.</summary>
    public static string[] Words(string value) => value.Split(s_spaces, StringSplitOptions.RemoveEmptyEntries);

    // Asked through its navigator, HtmlAgilityPack makes a new collection for each element that has none, and keeps it:
    // half of the memory of a page of many elements.
    private static bool HasAny(XPathNavigator element) =>
        element is HtmlNodeNavigator html ? html.CurrentNode.HasAttributes : element.HasAttributes;

    private static bool IsTypeOfBooks(XPathNavigator attribute) =>
        attribute.NamespaceURI == "http://www.idpf.org/2007/ops";

    private static bool IsTrue(string value) => value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    // What a style sheet says is not known; what stands in the element itself is.
    private static bool IsHiding(string style)
    {
        foreach (string declaration in style.Split(';'))
        {
            int colon = declaration.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            string property = declaration.Substring(0, colon).Trim().ToLowerInvariant();
            string value = declaration.Substring(colon + 1).Replace("!important", "").Trim().ToLowerInvariant();
            if ((property == "display" && value == "none") || (property == "visibility" && value is "hidden"))
            {
                return true;
            }
        }

        return false;
    }
}
