using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup;
using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Documents.Xml;

namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// Reads the XML of a book. Names count without their namespaces: a book whose XML is broken was read as HTML, which
/// has none.
/// </summary>
internal static class EpubXml
{
    /// <summary>Loads an entry of the archive.</summary>
    /// <param name="archive">The book.</param>
    /// <param name="path">The entry.</param>
    /// <param name="warnings">Hears of XML that is broken.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The document; null when there is no such entry.</returns>
    /// <exception cref="DocumentException">It is damaged, or larger or deeper than the limits.</exception>
    public static XPathNavigator? Load(
        ContainerArchive archive, string path, EpubWarnings warnings, CancellationToken cancellationToken)
    {
        using MemoryStream? content = archive.Read(path, cancellationToken, DocumentLimits.BookDocumentBytes);
        if (content is null)
        {
            return null;
        }

        if (archive.BytesRead > DocumentLimits.BookBytes)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                null,
                $"its documents have more than the {DocumentLimits.BookBytes} bytes that can be read");
        }

        XPathNavigator document = MarkupLoader.LoadXml(content, path, out string? warning);
        if (warning is not null)
        {
            content.Position = 0;
            warnings.AddBroken(warning, XmlScan.Of(content, path).Signs);
        }

        return document;
    }

    /// <summary>The elements of a name below a node, at any depth, in order.</summary>
    /// <param name="node">Of nodes inside each other ask one only, or it takes squared time.</param>
    /// <param name="name">Null for all.</param>
    public static IEnumerable<XPathNavigator> Descendants(XPathNavigator node, string? name = null)
    {
        XPathNavigator? end = FindEnd(node);
        XPathNavigator element = node.Clone();
        while (element.MoveToFollowing(XPathNodeType.Element, end))
        {
            if (name is null || IsNamed(element, name))
            {
                yield return element.Clone();
            }
        }
    }

    /// <summary>The elements that are children of a node, in order.</summary>
    public static IEnumerable<XPathNavigator> Children(XPathNavigator node)
    {
        XPathNavigator child = node.Clone();
        for (bool isOne = child.MoveToFirstChild(); isOne; isOne = child.MoveToNext())
        {
            if (child.NodeType == XPathNodeType.Element)
            {
                yield return child.Clone();
            }
        }
    }

    /// <summary>Whether an element has a name, in whichever case.</summary>
    public static bool IsNamed(XPathNavigator element, string name) =>
        MarkupText.NameOf(element).Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of an attribute without white space around it; empty for none.</summary>
    public static string Attribute(XPathNavigator element, string name) => MarkupAttributes.Get(element, name).Trim();

    /// <summary>The value of an attribute of whichever namespace; empty for none.</summary>
    public static string AnyAttribute(XPathNavigator element, string name)
    {
        XPathNavigator attribute = element.Clone();
        for (bool isOne = attribute.MoveToFirstAttribute(); isOne; isOne = attribute.MoveToNextAttribute())
        {
            if (IsNamed(attribute, name))
            {
                return attribute.Value.Trim();
            }
        }

        return "";
    }

    /// <summary>Whether an attribute that is a list of words has one of them.</summary>
    public static bool HasWord(string words, string word) =>
        MarkupAttributes.Words(words).Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The text of an element as it is; every run of white space is one space.</summary>
    public static string Text(XPathNavigator element)
    {
        XPathNavigator? end = FindEnd(element);
        XPathNavigator text = element.Clone();
        var builder = new NarrationBuilder();
        while (text.MoveToFollowing(XPathNodeType.Text, end))
        {
            builder.Append(MarkupText.Of(text));
        }

        return builder.BuildPhrase();
    }

    /// <summary>The text of an element as a person would read it; every run of white space is one space.</summary>
    public static string Phrase(XPathNavigator element, CancellationToken cancellationToken)
    {
        var builder = new NarrationBuilder();
        new MarkupNarrator(DocumentOptions.Default, builder, MarkupKind.Book, cancellationToken).Narrate(element);
        return builder.BuildPhrase().Trim();
    }

    // The node that follows a node and all that is in it; null for none.
    private static XPathNavigator? FindEnd(XPathNavigator node)
    {
        XPathNavigator end = node.Clone();
        while (!end.MoveToNext())
        {
            if (!end.MoveToParent())
            {
                return null;
            }
        }

        return end;
    }
}
