using System.IO.Compression;
using System.Text;

namespace CometSpeech.Benchmarks.Documents;

/// <summary>Documents of each format, made of the same words.</summary>
internal static class DocumentSamples
{
    private const string Sentence =
        "The harbour lay still when Dr. Moss came down to the water at 5.30 a.m. with his two dogs and a lamp. ";

    // Moby-Dick: 144 chapters, 1.2 million characters.
    private const int Chapters = 144;
    private const int Paragraphs = 19;

    /// <summary>How long a novel is.</summary>
    public static double Characters => Page.Length;

    private static string Paragraph { get; } = string.Concat(Enumerable.Repeat(Sentence, 4));

    /// <summary>A README with badges, a table, lists, code and HTML; some 12,000 characters.</summary>
    public static string Readme { get; } = string.Concat(
        "# Tool\n\n[![build](https://a.b/c.svg)](https://a.b/c)\n",
        "<p align=\"center\"><img src=\"x.png\" alt=\"Shot\"></p>\n\n",
        string.Concat(Enumerable.Repeat(
            "## Part\n\n" + Sentence + "See [the **page**](https://a.b/c_d) and `code`.[^1]\n\n"
                + "- one *two*\n  - three\n1. four\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                + "```sh\nls -l\n```\n\n> quote\n\n"
                + "<details><summary>More</summary>\n\n" + Sentence + "\n\n</details>\n\n",
            28)),
        "[^1]: The note.\n");

    /// <summary>Markdown of a novel's length.</summary>
    public static string MarkdownBook { get; } = "# The Harbour\n\n" + Each(Chapters, i =>
        $"## Chapter {i}\n\n" + string.Concat(Enumerable.Repeat($"{Paragraph}*end*.\n\n", Paragraphs)));

    /// <summary>A page of HTML of a novel's length.</summary>
    public static string Page { get; } = Html(string.Concat(
        Enumerable.Range(1, Chapters).Select(ChapterBody)));

    /// <summary>A book of EPUB 3 of a novel's length.</summary>
    public static byte[] Book() => Zip(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml",
                "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
                    + "<rootfile full-path=\"p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>"
                    + "</container>"),
            ("p.opf",
                "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"i\">"
                    + "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                    + "<dc:identifier id=\"i\">x</dc:identifier><dc:title>The Harbour</dc:title>"
                    + "<dc:language>en</dc:language></metadata><manifest>"
                    + "<item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>"
                    + Each(Chapters, i =>
                        $"<item id=\"c{i}\" href=\"c{i}.xhtml\" media-type=\"application/xhtml+xml\"/>")
                    + "</manifest><spine>" + Each(Chapters, i => $"<itemref idref=\"c{i}\"/>") + "</spine></package>"),
            ("nav.xhtml", Html(
                "<nav epub:type=\"toc\"><ol>" + Each(Chapters, i => $"<li><a href=\"c{i}.xhtml\">Chapter {i}</a></li>")
                    + "</ol></nav>")),
            .. Enumerable.Range(1, Chapters).Select(i => ($"c{i}.xhtml", Html(ChapterBody(i)))),
        ]);

    /// <summary>A document of Word of a novel's length.</summary>
    public static byte[] WordDocument() => Zip(
        [
            ("[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" "
                    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
                    + "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
                    + "<Override PartName=\"/word/styles.xml\" ContentType=\"application/"
                    + "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"),
            ("_rels/.rels", Relationship("officeDocument", "word/document.xml")),
            ("word/_rels/document.xml.rels", Relationship("styles", "styles.xml")),
            ("word/styles.xml", Word("styles",
                "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/>"
                    + "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>")),
            ("word/document.xml", Word("document", "<w:body>" + Each(Chapters, i =>
                $"<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>Chapter {i}</w:t></w:r></w:p>"
                    + string.Concat(Enumerable.Repeat(
                        $"<w:p><w:r><w:t>{Paragraph}</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>end.</w:t></w:r></w:p>",
                        Paragraphs))) + "</w:body>")),
        ]);

    private static string ChapterBody(int chapter) =>
        $"<h2 id=\"c{chapter}\">Chapter {chapter}</h2>\n"
        + string.Concat(Enumerable.Repeat($"<p>{Paragraph}<em>end</em>.</p>\n", Paragraphs));

    private static string Html(string body) =>
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\">"
        + $"<head><title>The Harbour</title></head><body>{body}</body></html>";

    private static string Word(string root, string content) =>
        $"<w:{root} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{content}</w:{root}>";

    private static string Relationship(string type, string target) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
        + $"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}\" Target=\"{target}\"/>"
        + "</Relationships>";

    private static string Each(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(1, count).Select(text));

    private static byte[] Zip((string Name, string Text)[] entries)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in entries)
            {
                using Stream entry = zip.CreateEntry(
                    name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
