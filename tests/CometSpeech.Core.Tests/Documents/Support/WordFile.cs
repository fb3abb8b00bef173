using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Support;

/// <summary>Makes Word documents for tests, with the parts that a test names, and reads them.</summary>
internal sealed class WordFile
{
    public const string Namespaces =
        """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
        xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
        xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
        xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"
        """;

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    /// <summary>What stands in the body.</summary>
    public string Body { get; init; } = "";

    /// <summary>What stands in the part of styles; empty for no such part.</summary>
    public string Styles { get; init; } = "";

    public string Numbering { get; init; } = "";

    public string Footnotes { get; init; } = "";

    public string Endnotes { get; init; } = "";

    /// <summary>The elements of the core properties.</summary>
    public string Properties { get; init; } = "";

    /// <summary>Changes each part's text: other namespaces.</summary>
    public Func<string, string> Change { get; init; } = text => text;

    public static string Paragraph(string text, string properties = "") =>
        $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    public static string Styled(string style, string text) => Paragraph(text, $"<w:pStyle w:val=\"{style}\"/>");

    public static string Run(string text, string properties = "") =>
        $"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    /// <summary>What is spoken of a body: paragraphs with a bar between them.</summary>
    public static string Speak(
        string body, DocumentElements also = DocumentElements.None, DocumentElements not = DocumentElements.None) =>
        new WordFile { Body = body }.Speak(also, not);

    public string Speak(DocumentElements also = DocumentElements.None, DocumentElements not = DocumentElements.None) =>
        TextOf(Read(also, not));

    public SpokenDocument Read(
        DocumentElements also = DocumentElements.None,
        DocumentElements not = DocumentElements.None,
        int? chapterLevel = null) =>
        Read(Save(), new DocumentOptions
        {
            ChapterLevel = chapterLevel,
            Spoken = (DocumentElements.Default | also) & ~not,
        });

    public static SpokenDocument Read(byte[] file, DocumentOptions? options = null)
    {
        using var stream = new MemoryStream(file);
        return DocumentReader.Read(
            stream, DocumentFormat.Docx, options ?? DocumentOptions.Default, CancellationToken.None);
    }

    public static string TextOf(SpokenDocument document) =>
        string.Join("\n\n", document.Sections.Select(section => section.Text)).Replace("\n\n", " | ");

    public byte[] Save()
    {
        List<(string Name, string Content)> parts =
        [
            ("_rels/.rels", Relationships(
                (Office + "officeDocument", "word/document.xml"),
                (Package + "relationships/metadata/core-properties", "docProps/core.xml"))),
            ("word/document.xml", Part("document", $"<w:body>{Body}<w:sectPr/></w:body>")),
            ("word/_rels/document.xml.rels", Relationships(
                (Office + "styles", "styles.xml"),
                (Office + "numbering", "numbering.xml"),
                (Office + "footnotes", "footnotes.xml"),
                (Office + "endnotes", "/word/endnotes.xml"))),
            ("docProps/core.xml",
                $"<cp:coreProperties xmlns:cp=\"{Package}metadata/core-properties\""
                    + $" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{Properties}</cp:coreProperties>"),
        ];
        Add("styles", Styles);
        Add("numbering", Numbering);
        Add("footnotes", Footnotes);
        Add("endnotes", Endnotes);
        return ZipBytes.Create([.. parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(Change(part.Content))))]);

        void Add(string root, string content)
        {
            if (content.Length > 0)
            {
                parts.Add(($"word/{root}.xml", Part(root, content)));
            }
        }
    }

    public static string Relationships(params (string Type, string Target)[] relationships) =>
        $"<Relationships xmlns=\"{Package}relationships\">"
            + string.Concat(relationships.Select((one, i) =>
                $"<Relationship Id=\"rId{i}\" Type=\"{one.Type}\" Target=\"{one.Target}\"/>"))
            + "</Relationships>";

    public static string Part(string root, string content) => $"<w:{root} {Namespaces}>{content}</w:{root}>";
}
