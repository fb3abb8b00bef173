using System.IO.Compression;

namespace CometSpeech.Tests.Support;

/// <summary>A small book of two chapters and an appendix (EPUB 3.3).</summary>
internal static class TestBook
{
    private const string Package = """
        <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
          <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">urn:test:book</dc:identifier>
            <dc:title>The Test Book</dc:title><dc:creator>Ann Other</dc:creator><dc:language>en-GB</dc:language>
          </metadata>
          <manifest>
            <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            <item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>
            <item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/>
            <item id="c3" href="c3.xhtml" media-type="application/xhtml+xml"/>
          </manifest>
          <spine><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c3"/></spine>
        </package>
        """;

    private const string Navigation = """
        <nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol>
          <li><a href="c1.xhtml">The Beginning</a></li>
          <li><a href="c2.xhtml">The End</a></li>
          <li><a href="c3.xhtml">Appendix</a></li>
        </ol></nav>
        """;

    /// <summary>Writes it.</summary>
    public static void Write(string path)
    {
        using FileStream file = File.Create(path);
        using ZipArchive archive = new(file, ZipArchiveMode.Create);
        Add(archive, "mimetype", "application/epub+zip");
        Add(archive, "META-INF/container.xml", """
            <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
              <rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/>
            </rootfiles></container>
            """);
        Add(archive, "OEBPS/package.opf", Package);
        Add(archive, "OEBPS/nav.xhtml", Page(Navigation));
        Add(archive, "OEBPS/c1.xhtml", Page("<h1>The Beginning</h1><p>It was <em>once</em>.</p>"));
        Add(archive, "OEBPS/c2.xhtml", Page("<h1>The End</h1><p>It was over<span/> at last.</p>"));
        Add(archive, "OEBPS/c3.xhtml", Page("<h1>Appendix</h1><p>More of it.</p>"));
    }

    private static string Page(string body) =>
        $"<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{body}</body></html>";

    /// <summary>
    /// Begins an entry that has one time always: else, at some seconds of the day, the archive's bytes hold a line
    /// break more, and Get-Content gives other lines of it.
    /// </summary>
    public static StreamWriter CreateEntry(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new StreamWriter(entry.Open());
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using StreamWriter content = CreateEntry(archive, name);
        content.Write(text);
    }
}
