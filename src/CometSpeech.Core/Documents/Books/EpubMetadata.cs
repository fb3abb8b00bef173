using System.Globalization;
using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Books;

/// <summary>What a book says of itself (EPUB 3.3, 5.5; EPUB 2.0.1, OPF 2.2).</summary>
internal sealed class EpubMetadata
{
    private readonly ILookup<string, (string Property, string Value)> _refinements;

    /// <summary>Reads it.</summary>
    /// <param name="package">The package document.</param>
    public EpubMetadata(XPathNavigator package)
    {
        XPathNavigator metadata = EpubXml.Descendants(package, "metadata").FirstOrDefault() ?? package;

        // The Open eBook format, from which EPUB 2 comes, has them in two groups.
        XPathNavigator[] elements =
        [
            .. EpubXml.Children(metadata).SelectMany(child =>
                EpubXml.IsNamed(child, "dc-metadata") || EpubXml.IsNamed(child, "x-metadata")
                    ? EpubXml.Children(child)
                    : new[] { child }),
        ];
        XPathNavigator[] metas = [.. elements.Where(element => EpubXml.IsNamed(element, "meta"))];
        _refinements = metas
            .Where(meta => EpubXml.Attribute(meta, "refines").Length > 0)
            .ToLookup(
                meta => EpubXml.Attribute(meta, "refines").TrimStart('#'),
                meta => (EpubXml.Attribute(meta, "property"), EpubXml.Text(meta)),
                StringComparer.Ordinal);
        (XPathNavigator Element, string Text)[] titles = Find(elements, "title");
        Title = titles.FirstOrDefault(title => Refine(title.Element, "title-type") == "main").Text
            ?? titles.FirstOrDefault().Text;
        Authors = FindAuthors(elements);
        Language = Find(elements, "language").FirstOrDefault().Text;
        CoverId = metas
            .Where(meta => EpubXml.Attribute(meta, "name").Equals("cover", StringComparison.OrdinalIgnoreCase))
            .Select(meta => EpubXml.Attribute(meta, "content"))
            .FirstOrDefault();
    }

    /// <summary>The title: the main one where one is called so, else the first; null for none.</summary>
    public string? Title { get; }

    /// <summary>The authors; whoever made it otherwise when none is called an author.</summary>
    public IReadOnlyList<string> Authors { get; }

    /// <summary>The first of its languages; null for none.</summary>
    public string? Language { get; }

    /// <summary>The id of the cover's picture as EPUB 2 has it; null for none.</summary>
    public string? CoverId { get; }

    private string[] FindAuthors(XPathNavigator[] elements)
    {
        (XPathNavigator Element, string Text)[] creators = Find(elements, "creator");
        (XPathNavigator Element, string Text)[] authors =
            [.. creators.Where(creator => RoleOf(creator.Element) is "" or "aut")];

        // A sort that keeps the order of those without a number, which come last.
        return
        [
            .. (authors.Length > 0 ? authors : creators)
                .OrderBy(creator => Sequence(creator.Element))
                .Select(creator => creator.Text)
                .Distinct(),
        ];
    }

    // An attribute in EPUB 2, a refinement in EPUB 3; both from the relators of MARC.
    private string RoleOf(XPathNavigator creator)
    {
        string refinement = Refine(creator, "role");
        return refinement.Length > 0
            ? refinement
            : EpubXml.AnyAttribute(creator, "role").ToLowerInvariant();
    }

    private int Sequence(XPathNavigator element) =>
        int.TryParse(
            Refine(element, "display-seq"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            ? number
            : int.MaxValue;

    private string Refine(XPathNavigator element, string property)
    {
        string id = EpubXml.Attribute(element, "id");
        return id.Length == 0
            ? ""
            : _refinements[id].FirstOrDefault(meta => meta.Property == property).Value?.ToLowerInvariant() ?? "";
    }

    private static (XPathNavigator Element, string Text)[] Find(XPathNavigator[] elements, string name) =>
    [
        .. elements
            .Where(element => EpubXml.IsNamed(element, name))
            .Select(element => (element, EpubXml.Text(element)))
            .Where(element => element.Item2.Length > 0),
    ];
}
