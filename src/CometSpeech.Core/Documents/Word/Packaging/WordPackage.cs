using CometSpeech.Core.Documents.Zip;

namespace CometSpeech.Core.Documents.Word.Packaging;

/// <summary>
/// The parts of a Word file, found by their relationships (ECMA-376 part 2, clause 9), not by name: Word itself calls
/// the main part <c>word/document.xml</c>, other programs do not.
/// </summary>
internal sealed class WordPackage
{
    private readonly ContainerArchive _archive;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, string> _ofPackage;
    private readonly Dictionary<string, string> _ofMain;

    private WordPackage(ContainerArchive archive, CancellationToken cancellationToken)
    {
        _archive = archive;
        _cancellationToken = cancellationToken;
        _ofPackage = ReadRelationships("");
        if (!_ofPackage.TryGetValue("officeDocument", out string? main) || !archive.Contains(main))
        {
            throw new DocumentException(
                DocumentFailure.NotReadable,
                null,
                "it is a zip archive, but no Word document: no relationship names its main part");
        }

        Main = main;
        _ofMain = ReadRelationships(main);
    }

    /// <summary>The name of the main part.</summary>
    public string Main { get; }

    /// <summary>Opens a Word file.</summary>
    /// <param name="stream">The file; must seek. It is left open.</param>
    /// <param name="cancellationToken">Ends it between two nodes.</param>
    /// <exception cref="DocumentException">It is none, or its archive is damaged or too large.</exception>
    public static WordPackage Open(Stream stream, CancellationToken cancellationToken) =>
        new(ContainerArchive.Open(stream), cancellationToken);

    /// <summary>Opens a part.</summary>
    /// <returns>A reader at its root element; null when there is none of this name.</returns>
    public WordXmlReader? OpenPart(string name)
    {
        if (_archive.Read(name, _cancellationToken) is not { } content)
        {
            return null;
        }

        var reader = new WordXmlReader(content, name, _cancellationToken);
        reader.ReadRoot();
        return reader;
    }

    /// <summary>Opens a part that the main part names.</summary>
    /// <param name="type">The last segment of the relationship's type: <c>styles</c>.</param>
    public WordXmlReader? OpenRelated(string type) =>
        _ofMain.TryGetValue(type, out string? name) ? OpenPart(name) : null;

    /// <summary>Opens the core properties: title, creator, language.</summary>
    public WordXmlReader? OpenProperties() =>
        _ofPackage.TryGetValue("core-properties", out string? name) ? OpenPart(name) : null;

    // The targets by the last segment of the type, which is the same in the transitional and the strict form. Of two of
    // one type the first counts.
    private Dictionary<string, string> ReadRelationships(string source)
    {
        Dictionary<string, string> targets = new(StringComparer.Ordinal);
        int slash = source.LastIndexOf('/') + 1;
        string folder = source.Substring(0, slash);
        using WordXmlReader? reader = OpenPart($"{folder}_rels/{source.Substring(slash)}.rels");
        while (reader?.ReadInside(0) == true)
        {
            if (!reader.IsElement || reader.Name != "Relationship" || reader.Attribute("TargetMode") == "External")
            {
                continue;
            }

            string type = reader.Attribute("Type") ?? "";
            type = type.Substring(type.LastIndexOf('/') + 1);
            if (reader.Attribute("Target") is { } target
                && Resolve(source, target) is { } name
                && !targets.ContainsKey(type))
            {
                targets.Add(type, name);
            }
        }

        return targets;
    }

    // Null for a target outside the archive.
    private static string? Resolve(string source, string target)
    {
        string path = Uri.UnescapeDataString(target.Replace('\\', '/'));
        string name = EntryPath.Resolve(source, path, out bool leavesArchive);
        return leavesArchive ? null : name;
    }
}
