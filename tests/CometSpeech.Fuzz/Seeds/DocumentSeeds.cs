using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Fuzz.Seeds;

/// <summary>Small documents of each format, and what means something in them.</summary>
internal static class DocumentSeeds
{
    /// <summary>Of plain text: what the clean-up and the cutting look at.</summary>
    public static readonly string[] TextTokens =
    [
        "Dr.", "e.g.", "U.S.", "The", "3", "14", "一", "を", "。", "！", "…", "—", "-", "***", "===", "Page 3 of 9", "¹",
        "[1]",
        "https://a.b/c_d?e=f#g", "www.a.de", "a@b.c", "\u2029", "\r", "\f", "\u00AD", "\u200D", "\uFE0F", "👩‍👩‍👧",
        "🇩🇪",
        "\"", "“", "”", "«", "(", ")", "\n\n", "- ", "• ", "word", "Word",
    ];

    /// <summary>Of Markdown. U+E000 and U+E001 stand for halves of a surrogate pair.</summary>
    public static readonly string[] MarkdownTokens =
    [
        "    ", "# ", "## ", "- ", "* ", "1. ", "9) ", "> ", "*", "**", "_", "__", "~", "~~", "^", "==", "`", "``",
        "```\n",
        "~~~\n", "[", "]", "(", ")", "![", "](", "]: ", "[a]", "[^a]", "[^a]: ", "<b>", "</b>", "<p>", "<div>",
        "</div>",
        "<table>", "<tr>", "<td>", "<li>", "<pre>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&amp;", "&#0;",
        "&#x110000;",
        "|", "|-|", "\n|-|-|\n", "+---+", "+===+\n", "---\n", "===\n", "...\n", "+++\n", "title: ", "$", "$$", "$$\n",
        ":",
        ": ", ":::", "::: note", "!!! note\n", "=== \"a\"\n", "{", "}", "{{<", ">}}", "{%", "%}", "{: .a}", "{#a}",
        "[!NOTE]\n", "> [!TIP]\n", "[!INCLUDE [a](b)]", "[TOC]", "- [ ] ", "*[a]: b\n", "\n: ", "\uE000", "\uE001",
        ":tada:", "http://a.b/c", "import a from 'b'\n", "\u4E2D",
    ];

    /// <summary>Elements of pages and of what stands in books.</summary>
    public static readonly string[] HtmlElements =
    [
        "p", "b", "ul", "ol reversed start=\"3\"", "li", "table", "tr", "th", "td rowspan=\"2\" colspan=\"9999\"",
        "thead",
        "caption", "h1", "h3", "br", "hr", "pre", "a href=\"#n\"", "sup", "sub", "img alt=\"x\"", "figure",
        "figcaption",
        "ruby", "rt", "rp", "math", "mi", "msup", "dl", "dt", "dd", "q", "blockquote", "main", "article", "aside",
        "header",
        "footer", "nav", "del", "input", "label for=\"x\"", "span hidden=\"\"", "span class=\"sr-only\"",
        "i aria-hidden=\"true\"",
        "section role=\"doc-endnotes\"", "script", "title", "svg role=\"img\" aria-label=\"y\"", "body", "details",
        "summary",
        "select", "template", "noscript", "style", "meta charset=\"utf-16\"", "html xml:lang=\"de\"",
    ];

    /// <summary>What else means something in pages and XML.</summary>
    public static readonly string[] HtmlTokens =
    [
        "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE html [<!ENTITY e \"ee\">", "&e;", "<?xml version='1.0'?>",
        "&amp;",
        "&nbsp;", "&#x110000;", "&#xD800;", "</", "/>", "=", "\uE000", "\uE001", "encoding=\"utf-16\"", "xmlns=\"\"",
        "xmlns:w=\"\"", "[1]",
    ];

    /// <summary>Elements of what describes a book.</summary>
    public static readonly string[] BookElements =
    [
        "item id=\"x\" href=\"c1.xhtml\" media-type=\"application/xhtml+xml\"", "itemref idref=\"x\" linear=\"no\"",
        "dc:title", "dc:creator", "dc:language", "meta property=\"display-seq\" refines=\"#a\"",
        "meta name=\"cover\" content=\"x\"",
        "navPoint", "navLabel", "text", "content src=\"a.xhtml#x\"", "nav epub:type=\"toc\"",
        "a href=\"../../c%2E.xhtml#\"",
        "rootfile full-path=\"x.opf\" media-type=\"application/oebps-package+xml\"", "EncryptedData",
        "CipherReference URI=\"a\"",
        "section epub:type=\"footnotes\"", "guide",
    ];

    /// <summary>Elements of Word's documents.</summary>
    public static readonly string[] WordElements =
    [
        "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:pPr", "w:rPr", "w:tcPr", "w:trPr", "w:tblPr", "w:sdt",
        "w:sdtPr",
        "w:sdtContent", "w:hyperlink", "w:del", "w:ins", "w:moveFrom", "w:fldChar w:fldCharType=\"begin\"",
        "w:fldChar w:fldCharType=\"separate\"", "w:fldChar w:fldCharType=\"end\"", "w:instrText",
        "w:fldSimple w:instr=\" TOC \"",
        "w:ruby", "w:rt", "w:rubyBase", "w:txbxContent", "w:drawing", "w:pict", "w:object", "w:br", "w:tab", "w:numPr",
        "w:numId w:val=\"1\"", "w:ilvl w:val=\"-7\"", "w:pStyle w:val=\"Heading1\"", "w:pStyle w:val=\"SourceCode\"",
        "w:pStyle w:val=\"Title\"", "w:outlineLvl w:val=\"1\"", "w:vMerge w:val=\"continue\"",
        "w:gridSpan w:val=\"2147483647\"",
        "w:gridBefore w:val=\"1\"", "w:tblHeader", "w:footnoteReference w:id=\"1\" w:customMarkFollows=\"1\"",
        "w:vanish",
        "w:strike", "w:vertAlign w:val=\"superscript\"", "w:framePr w:dropCap=\"drop\"", "w:smartTag", "w:delText",
        "w:showingPlcHdr", "mc:AlternateContent", "mc:Choice Requires=\"wps\"", "mc:Fallback", "m:oMath", "m:r", "m:t",
        "w:style w:styleId=\"Heading1\" w:type=\"paragraph\"", "w:basedOn w:val=\"Heading1\"",
        "w:name w:val=\"heading 1\"",
        "w:num w:numId=\"1\"", "w:abstractNumId w:val=\"1\"", "w:lvlText w:val=\"%1.%2\"", "w:start w:val=\"99999\"",
        "w:numFmt w:val=\"lowerRoman\"", "wp:docPr descr=\"alt\"",
    ];

    /// <summary>A text as a person writes it.</summary>
    public const string PlainText =
        "CHAPTER I.\n\nThe harbour lay still when Dr. Moss came down at 5.30 a.m. with two dogs…\nHe said: “Yes!” — "
        + "and went.[1]\n\n* * *\n\n- one\n- two 😀\n\nSee https://example.org/a_b?c=d, "
        + "or write to a@example.org.\n\n12\n";

    /// <summary>A document of two pages, with what notes, tables and links are in Markdown.</summary>
    private const string Markdown =
        "---\ntitle: Tool\nauthor: [A, B]\n---\n# Tool\n\n[![build](https://a.b/c.svg)](https://a.b/c)\n"
        + "<p align=\"center\"><img src=\"x.png\" alt=\"Shot\"></p>\n\n## Part\n\nSee the [**page**](https://a.b/c_d) "
        + "and `code`.[^1]\n\n- one *two*\n  - three\n1. four\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        + "```sh\nls -l\n```\n\n> quote\n\n"
        + "<details><summary>More</summary>\n\nText\n\n</details>\n\n!!! note \"Title\"\n"
        + "    Said.\n\n[^1]: The note.\n";

    /// <summary>Archives alone.</summary>
    public static IEnumerable<byte[]> Archives => [.. Of(DocumentFormat.Docx), Book("pkg-title-order")];

    /// <summary>Documents of a format.</summary>
    public static IEnumerable<byte[]> Of(DocumentFormat format) => format switch
    {
        DocumentFormat.Markdown => [Encoding.UTF8.GetBytes(Markdown), Fixture("word", "sample.md")],
        DocumentFormat.Html => [Fixture("page.html"),
            "<p>One<p>Two <b>three</b><table><tr><td>1<td>2</table>"u8.ToArray()],
        DocumentFormat.Epub =>
            [Book("lighthouse-2"), Book("lighthouse-3"), Book("ocf-package_multiple"), Book("nav-spine_in-spine")],
        DocumentFormat.Docx => [WordDocument()],
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Bytes as text with all that a text can hold, halves of surrogate pairs too.</summary>
    public static string ToText(byte[] input) =>
        Encoding.UTF8.GetString(input).Replace('\uE000', '\uD800').Replace('\uE001', '\uDC00');

    private static byte[] Book(string name) => Fixture("epub", name + ".epub");

    private static byte[] Fixture(params string[] path) =>
        File.ReadAllBytes(DocumentFixtures.PathOf(Path.Combine(path)));

    private static byte[] WordDocument() => new WordFile
    {
        Body = WordFile.Styled("Heading1", "One") + WordFile.Paragraph("Text with a note.")
            + WordFile.Paragraph("Item", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>")
            + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr>"
            + "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText>"
            + "<w:fldChar w:fldCharType=\"separate\"/><w:t>7</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>"
            + "<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        Styles = "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/>"
            + "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>",
        Numbering = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/>"
            + "<w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
            + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
        Footnotes = $"<w:footnote w:id=\"1\">{WordFile.Paragraph("The note.")}</w:footnote>",
        Properties = "<dc:title>Harbour</dc:title><dc:creator>A; B</dc:creator>",
    }.Save();
}
