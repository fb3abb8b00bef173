using System.Xml.XPath;

namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// A book's package document: what it is called, which files it has, in which order they are read (EPUB 3.3, 5;
/// EPUB 2.0.1, OPF).
/// </summary>
internal sealed class EpubPackage
{
    private const string Container = "META-INF/container.xml";
    private const string MediaType = "application/oebps-package+xml";

    private readonly ContainerArchive _archive;
    private readonly string _path;
    private readonly Dictionary<string, EpubItem> _items = new(StringComparer.Ordinal);

    private EpubPackage(ContainerArchive archive, string path, XPathNavigator package)
    {
        _archive = archive;
        _path = path;
        Metadata = new EpubMetadata(package);
        foreach (XPathNavigator item in EpubXml.Descendants(package, "item"))
        {
            AddItem(item);
        }

        XPathNavigator? spine = EpubXml.Descendants(package, "spine").FirstOrDefault();
        Navigation = _items.Values.FirstOrDefault(item => EpubXml.HasWord(item.Properties, "nav"));
        Spine = spine is null ? [] : ReadSpine(spine);
        Ncx = FindItem(spine is null ? "" : EpubXml.Attribute(spine, "toc"))
            ?? _items.Values.FirstOrDefault(item => item.MediaType == "application/x-dtbncx+xml");
        Cover = _items.Values.FirstOrDefault(item => EpubXml.HasWord(item.Properties, "cover-image"))
            ?? FindItem(Metadata.CoverId ?? "");
        Guide = EpubXml.Descendants(package, "guide").Take(1)
            .SelectMany(guide => EpubXml.Descendants(guide, "reference"))
            .Select(reference => (
                EpubXml.Attribute(reference, "type"),
                EpubLink.Resolve(archive, path, EpubXml.Attribute(reference, "href"))))
            .ToArray();
    }

    /// <summary>What it says of itself.</summary>
    public EpubMetadata Metadata { get; }

    /// <summary>
    /// What is read, in order: XHTML, or of what is something else its fallback that is; null where the manifest has
    /// nothing of the name. What is not linear is beside the order of reading (EPUB 3.3, 5.7.2).
    /// </summary>
    public IReadOnlyList<(string Name, EpubItem? Item, bool IsLinear)> Spine { get; }

    /// <summary>EPUB 3's navigation document; null for none.</summary>
    public EpubItem? Navigation { get; }

    /// <summary>EPUB 2's table of contents; null for none.</summary>
    public EpubItem? Ncx { get; }

    /// <summary>The cover's picture; null for none.</summary>
    public EpubItem? Cover { get; }

    /// <summary>EPUB 2's guide: which part of the book is what.</summary>
    public IReadOnlyList<(string Type, EpubLink? Link)> Guide { get; }

    /// <summary>Finds the package document of a book and reads it.</summary>
    /// <exception cref="DocumentException">There is none, or it is damaged or encrypted.</exception>
    public static EpubPackage Read(
        ContainerArchive archive,
        EpubEncryption encryption,
        EpubWarnings warnings,
        CancellationToken cancellationToken)
    {
        string path = FindPath(archive, warnings, cancellationToken);
        encryption.Check(path);
        return new EpubPackage(archive, path, EpubXml.Load(archive, path, warnings, cancellationToken)!);
    }

    private static string FindPath(
        ContainerArchive archive, EpubWarnings warnings, CancellationToken cancellationToken)
    {
        XPathNavigator? container = EpubXml.Load(archive, Container, warnings, cancellationToken);
        XPathNavigator[] files = container is null ? [] : [.. EpubXml.Descendants(container, "rootfile")];
        XPathNavigator? file =
            files.FirstOrDefault(file => EpubXml.Attribute(file, "media-type") == MediaType) ?? files.FirstOrDefault();
        string? path = file is null
            ? archive.Names.FirstOrDefault(name => name.EndsWith(".opf", StringComparison.OrdinalIgnoreCase))
            : EpubLink.Resolve(archive, "", EpubXml.Attribute(file, "full-path"))?.Path;
        return path ?? throw new DocumentException(
            DocumentFailure.NotReadable, null, $"it is no EPUB: {Container} names no package document that is in it");
    }

    private void AddItem(XPathNavigator item)
    {
        string id = EpubXml.Attribute(item, "id");
        if (_items.TryGetValue(id, out _))
        {
            return;
        }

        string mediaType = EpubXml.Attribute(item, "media-type").ToLowerInvariant();
        int parameters = mediaType.IndexOf(';');
        string href = EpubXml.Attribute(item, "href");
        _items.Add(id, new EpubItem(
            EpubLink.Resolve(_archive, _path, href)?.Path,
            href,
            parameters < 0 ? mediaType : mediaType.Substring(0, parameters).TrimEnd(),
            EpubXml.Attribute(item, "properties"),
            EpubXml.Attribute(item, "fallback")));
    }

    private List<(string Name, EpubItem? Item, bool IsLinear)> ReadSpine(XPathNavigator spine)
    {
        List<(string Name, EpubItem? Item, bool IsLinear)> items = [];
        var fallbacks = new HashSet<EpubItem>();
        foreach (XPathNavigator reference in EpubXml.Descendants(spine, "itemref"))
        {
            // A file may be listed several times, and is read as often (EPUB Reading Systems 3.3, 4.4).
            if (items.Count == DocumentLimits.ContainerEntries)
            {
                throw new DocumentException(
                    DocumentFailure.TooLarge, _path, $"it lists more than {items.Count} documents to be read");
            }

            string id = EpubXml.Attribute(reference, "idref");
            EpubItem? item = FindItem(id);

            // Comics have one fallback for all their pages.
            if (item is { IsText: false }
                && FindFallback(item) is { } fallback
                && fallback != Navigation
                && fallbacks.Add(fallback))
            {
                item = fallback;
            }

            bool isLinear =
                !EpubXml.Attribute(reference, "linear").Equals("no", StringComparison.OrdinalIgnoreCase);
            items.Add((item?.Path ?? item?.Href ?? id, item, isLinear));
        }

        return items;
    }

    private EpubItem? FindFallback(EpubItem item)
    {
        // They may go round in a circle.
        const int Most = 10;
        EpubItem? fallback = item;
        for (int i = 0; i < Most && fallback is { IsText: false }; i++)
        {
            fallback = FindItem(fallback.Fallback);
        }

        return fallback is { IsText: true } ? fallback : null;
    }

    private EpubItem? FindItem(string id) => _items.TryGetValue(id, out EpubItem? item) ? item : null;
}
