using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Support;

/// <summary>
/// Makes books: of EPUB 3 when nobody says otherwise, with all that a test does not mention as it should be.
/// </summary>
internal sealed class EpubBuilder
{
    private readonly List<(string Name, byte[] Content)> _files = [];
    private readonly List<string> _manifest = [];
    private readonly List<string> _spine = [];
    private int _count;

    /// <summary>Where the package document lies.</summary>
    public string PackagePath { get; init; } = "OEBPS/content.opf";

    /// <summary>META-INF/container.xml; null for the usual one.</summary>
    public string? Container { get; init; }

    /// <summary>What the package document has in its metadata.</summary>
    public string Metadata { get; init; } = "<dc:title>A Book</dc:title>";

    /// <summary>What the package document has after its spine.</summary>
    public string AfterSpine { get; init; } = "";

    /// <summary>What the package document begins with.</summary>
    public string Prolog { get; init; } = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    /// <summary>The attributes of the spine.</summary>
    public string SpineAttributes { get; set; } = "";

    /// <summary>Adds a file that no manifest mentions.</summary>
    public EpubBuilder AddFile(string name, string content) => AddFile(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds a file that no manifest mentions.</summary>
    public EpubBuilder AddFile(string name, byte[] content)
    {
        _files.Add((name, content));
        return this;
    }

    /// <summary>Adds a line to the manifest.</summary>
    public EpubBuilder AddItem(string id, string href, string mediaType, string attributes = "")
    {
        _manifest.Add($"<item id='{id}' href='{href}' media-type='{mediaType}' {attributes}/>");
        return this;
    }

    /// <summary>Adds a line to the spine.</summary>
    public EpubBuilder AddReference(string id, string attributes = "")
    {
        _spine.Add($"<itemref idref='{id}' {attributes}/>");
        return this;
    }

    /// <summary>Adds a document of XHTML beside the package document, with its lines in manifest and spine.</summary>
    public EpubBuilder AddDocument(string name, string body, string spineAttributes = "")
    {
        string id = $"d{++_count}";
        return AddFile(Beside(name), Page(body))
            .AddItem(id, name, "application/xhtml+xml")
            .AddReference(id, spineAttributes);
    }

    /// <summary>Adds a navigation document.</summary>
    /// <param name="items">The items of its list.</param>
    /// <param name="more">What follows the table of contents.</param>
    public EpubBuilder AddNavigation(string items, string more = "") =>
        AddFile(Beside("nav.xhtml"), Page($"<nav epub:type='toc'><h1>Contents</h1><ol>{items}</ol></nav>{more}"))
            .AddItem("nav", "nav.xhtml", "application/xhtml+xml", "properties='nav'");

    /// <summary>Adds a table of contents as EPUB 2 has it.</summary>
    /// <param name="points">The points of its map.</param>
    public EpubBuilder AddNcx(string points)
    {
        SpineAttributes = "toc='ncx'";
        return AddFile(
                Beside("toc.ncx"),
                "<?xml version='1.0'?><!DOCTYPE ncx PUBLIC '-//NISO//DTD ncx 2005-1//EN' "
                    + "'http://www.daisy.org/z3986/2005/ncx-2005-1.dtd'>"
                    + $"<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>{points}</navMap></ncx>")
            .AddItem("ncx", "toc.ncx", "application/x-dtbncx+xml");
    }

    /// <summary>The book's file.</summary>
    public byte[] Build()
    {
        string package = $"""
            {Prolog}
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0">
              <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:opf="http://www.idpf.org/2007/opf">{Metadata}</metadata>
              <manifest>{string.Concat(_manifest)}</manifest>
              <spine {SpineAttributes}>{string.Concat(_spine)}</spine>
              {AfterSpine}
            </package>
            """;
        string container = Container ?? $"""
            <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
              <rootfile full-path="{PackagePath}" media-type="application/oebps-package+xml"/>
            </rootfiles></container>
            """;
        return ZipBytes.Create(
        [
            ("mimetype", Encoding.ASCII.GetBytes("application/epub+zip")),
            ("META-INF/container.xml", Encoding.UTF8.GetBytes(container)),
            (PackagePath, Encoding.UTF8.GetBytes(package)),
            .. _files,
        ]);
    }

    /// <summary>Reads the book.</summary>
    public SpokenDocument Read(DocumentOptions? options = null) => Read(Build(), options);

    /// <summary>Reads a book's file.</summary>
    public static SpokenDocument Read(byte[] file, DocumentOptions? options = null) => DocumentReader.Read(
        new MemoryStream(file), DocumentFormat.Epub, options ?? DocumentOptions.Default, CancellationToken.None);

    /// <summary>Reads a book's file that may be refused, in the one way in which books are.</summary>
    public static void ReadOrRefuse(byte[] file)
    {
        try
        {
            Read(file);
        }
        catch (DocumentException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    /// <summary>A page of XHTML.</summary>
    public static string Page(string body) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
            + "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\">"
            + $"<head><title/></head><body>{body}</body></html>";

    private string Beside(string name) =>
        PackagePath.Substring(0, PackagePath.LastIndexOf('/') + 1) + name;
}
