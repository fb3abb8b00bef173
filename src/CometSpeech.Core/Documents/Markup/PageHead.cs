using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>What a page says of itself: title, authors, language.</summary>
internal sealed class PageHead
{
    private readonly List<string> _authors = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Reads the head of a page.</summary>
    /// <param name="root">The page.</param>
    public PageHead(XPathNavigator root)
    {
        bool isPassedOver = false;
        var walk = new MarkupWalk(root);
        while (walk.MoveToElement(isPassedOver))
        {
            isPassedOver = false;
            switch (MarkupText.NameOf(walk.Node))
            {
                case "html":
                    Language = LanguageOf(walk.Node);
                    break;
                case "title":
                    Title ??= NullIfEmpty(MarkupText.Collapse(MarkupText.All(walk.Node)));
                    break;
                case "meta":
                    ReadMeta(walk.Node);
                    break;
                case "svg":
                    // It has titles of its own.
                    isPassedOver = true;
                    break;
                case "body":
                    return;
                default:
                    break;
            }
        }
    }

    /// <summary>The title; null for none.</summary>
    public string? Title { get; }

    /// <summary>The authors in order.</summary>
    public IReadOnlyList<string> Authors => _authors;

    /// <summary>The language (BCP 47); null for none.</summary>
    public string? Language { get; }

    private static string? LanguageOf(XPathNavigator html) =>
        NullIfEmpty(MarkupAttributes.Get(html, "lang").Trim())
            ?? NullIfEmpty(MarkupAttributes.Get(html, "xml:lang").Trim())
            ?? NullIfEmpty(MarkupAttributes.Get(html, "lang", "http://www.w3.org/XML/1998/namespace").Trim());

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    private void ReadMeta(XPathNavigator meta)
    {
        string name = MarkupAttributes.Get(meta, "name").ToLowerInvariant();
        string content = MarkupText.Collapse(MarkupAttributes.Get(meta, "content"));
        if (name is "author" or "dc.creator" or "dcterms.creator" && content.Length > 0 && _known.Add(content))
        {
            _authors.Add(content);
        }
    }
}
