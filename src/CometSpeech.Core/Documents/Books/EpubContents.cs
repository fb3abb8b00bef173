using System.Xml.XPath;
using CometSpeech.Core.Documents.Markup;

namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// A book's table of contents: EPUB 3's navigation document (EPUB 3.3, 7), or EPUB 2's NCX (OPF 2.4.1; ANSI/NISO
/// Z39.86-2005, 8).
/// </summary>
internal sealed class EpubContents
{
    private readonly ContainerArchive _archive;
    private readonly CancellationToken _cancellationToken;
    private readonly List<EpubEntry> _entries = [];
    private readonly List<(string Type, EpubLink? Link)> _landmarks = [];

    private EpubContents(ContainerArchive archive, CancellationToken cancellationToken)
    {
        _archive = archive;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The entries with a title and a link into the book, in the order of the table.</summary>
    public IReadOnlyList<EpubEntry> Entries => _entries;

    /// <summary>EPUB 3's landmarks: which part of the book is what.</summary>
    public IReadOnlyList<(string Type, EpubLink? Link)> Landmarks => _landmarks;

    /// <summary>Reads it; it has no entries when the book has none.</summary>
    /// <exception cref="DocumentException">It is damaged, or larger or deeper than the limits.</exception>
    public static EpubContents Read(
        ContainerArchive archive,
        EpubPackage package,
        EpubEncryption encryption,
        EpubWarnings warnings,
        CancellationToken cancellationToken)
    {
        var contents = new EpubContents(archive, cancellationToken);
        if (Load(package.Navigation) is { } navigation)
        {
            contents.ReadNavigation(navigation, package.Navigation!.Path!);
        }

        if (contents._entries.Count == 0 && Load(package.Ncx) is { } ncx)
        {
            foreach (XPathNavigator map in EpubXml.Descendants(ncx, "navMap"))
            {
                contents.ReadPoints(map, package.Ncx!.Path!, 1);
            }
        }

        return contents;

        XPathNavigator? Load(EpubItem? item) => item?.Path is not { } path || encryption.Covers(path)
            ? null
            : EpubXml.Load(archive, path, warnings, cancellationToken);
    }

    private void ReadNavigation(XPathNavigator document, string path)
    {
        XPathNavigator[] all = [.. EpubXml.Descendants(document, "nav")];
        XPathNavigator? contents = all.FirstOrDefault(nav => IsOfType(nav, "toc", "doc-toc"));
        foreach (XPathNavigator list in Lists(contents ?? all.FirstOrDefault()))
        {
            ReadList(list, path, 1, false);
        }

        if (all.FirstOrDefault(nav => IsOfType(nav, "landmarks", "directory")) is { } landmarks)
        {
            _landmarks.AddRange(EpubXml.Descendants(landmarks, "a").Select(link => (
                new MarkupAttributes(link).Type ?? "",
                EpubLink.Resolve(_archive, path, EpubXml.Attribute(link, "href")))));
        }
    }

    private static bool IsOfType(XPathNavigator nav, string type, string role)
    {
        var attributes = new MarkupAttributes(nav);
        return EpubXml.HasWord(attributes.Type ?? "", type) || EpubXml.HasWord(attributes.Role ?? "", role);
    }

    private static IEnumerable<XPathNavigator> Lists(XPathNavigator? nav) => nav is null
        ? []
        : EpubXml.Descendants(nav, "ol").Take(1);

    private void ReadList(XPathNavigator list, string path, int level, bool isHidden)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        foreach (XPathNavigator item in EpubXml.Children(list))
        {
            bool isItemHidden = isHidden || new MarkupAttributes(item).IsHidden;
            foreach (XPathNavigator child in EpubXml.Children(item))
            {
                bool isChildHidden = isItemHidden || new MarkupAttributes(child).IsHidden;
                if (!EpubXml.IsNamed(child, "ol"))
                {
                    AddLink(child, path, level, isChildHidden);
                }
                else if (level < DocumentLimits.Depth)
                {
                    ReadList(child, path, level + 1, isChildHidden);
                }
            }
        }
    }

    private void AddLink(XPathNavigator element, string path, int level, bool isHidden)
    {
        XPathNavigator? link =
            EpubXml.IsNamed(element, "a") ? element : EpubXml.Descendants(element, "a").FirstOrDefault();
        if (link is not null)
        {
            string title = EpubXml.Phrase(link, _cancellationToken);
            Add(
                title.Length > 0 ? title : EpubXml.Attribute(link, "title"),
                EpubXml.Attribute(link, "href"),
                path,
                level,
                isHidden);
        }
    }

    private void ReadPoints(XPathNavigator parent, string path, int level)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        foreach (XPathNavigator point in EpubXml.Children(parent))
        {
            if (!EpubXml.IsNamed(point, "navPoint"))
            {
                continue;
            }

            XPathNavigator[] parts = [.. EpubXml.Children(point)];
            XPathNavigator? label = parts.FirstOrDefault(part => EpubXml.IsNamed(part, "navLabel"));
            XPathNavigator? content = parts.FirstOrDefault(part => EpubXml.IsNamed(part, "content"));
            if (label is not null && content is not null)
            {
                Add(EpubXml.Text(label), EpubXml.Attribute(content, "src"), path, level, false);
            }

            if (level < DocumentLimits.Depth)
            {
                ReadPoints(point, path, level + 1);
            }
        }
    }

    private void Add(string title, string href, string path, int level, bool isHidden)
    {
        if (title.Length > 0 && href.Length > 0 && EpubLink.Resolve(_archive, path, href) is { } link)
        {
            _entries.Add(new EpubEntry(title, link, level, isHidden));
        }
    }
}
