using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.XPath;
using HtmlAgilityPack;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>
/// Parses HTML and XHTML. Nothing is fetched: no DTD, no entity, no style sheet. Never ask HtmlAgilityPack's nodes for
/// their inner text: it recurses without a limit.
/// </summary>
internal static class MarkupLoader
{
    private static readonly Regex s_entity = new(
        "&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(10));

    // HTML has no empty ones of these: to its parser all that follows is part of them.
    private static readonly Regex s_emptyText = new(
        "<(title|script|style|textarea)\\b([^<>]*)/>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(10));

    // What an XML declaration may not stand behind.
    private static readonly char[] s_beforeXml = ['\uFEFF', ' ', '\t', '\r', '\n'];

    /// <summary>Parses HTML as browsers do, whatever is wrong with it.</summary>
    /// <param name="text">A page or a part of one.</param>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static XPathNavigator LoadHtml(string text) => LoadHtml(text, null);

    /// <summary>Parses XHTML; as HTML when it is not well-formed.</summary>
    /// <param name="content">The bytes; must seek. It is left open.</param>
    /// <param name="place">What the document is called in messages: an archive's entry; null for the whole.</param>
    /// <param name="warning">What a person should know, a whole sentence; null for nothing.</param>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static XPathNavigator LoadXml(Stream content, string? place, out string? warning)
    {
        long start = content.Position;
        try
        {
            using var reader = XmlReader.Create(content, Settings());
            warning = null;
            return Load(reader);
        }
        catch (XmlException)
        {
            // An entity that the DTD declares, as a rule; or it is not well-formed.
            content.Position = start;
            Encoding encoding = HtmlEncoding.Detect(content) ?? new UTF8Encoding(false);
            content.Position = start;
            using var reader = new StreamReader(content, encoding, true, 1 << 16, leaveOpen: true);
            return LoadXml(reader.ReadToEnd(), place, out warning);
        }
    }

    /// <summary>Parses XHTML; as HTML when it is not well-formed.</summary>
    /// <param name="text">The document.</param>
    /// <param name="place">What the document is called in messages: an archive's entry; null for the whole.</param>
    /// <param name="warning">What a person should know, a whole sentence; null for nothing.</param>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static XPathNavigator LoadXml(string text, string? place, out string? warning)
    {
        try
        {
            // Without the DTD nobody knows what &nbsp; is.
            string decoded = s_entity.Replace(text, Decode);
            using var reader = XmlReader.Create(new StringReader(decoded.TrimStart(s_beforeXml)), Settings());
            warning = null;
            return Load(reader);
        }
        catch (XmlException e)
        {
            // A page is alone; of an archive's documents there are many.
            if (place is not null && text.Length > DocumentLimits.BrokenXmlCharacters)
            {
                throw new DocumentException(
                    DocumentFailure.NotReadable,
                    $"{place}, line {e.LineNumber}",
                    "it is no well-formed XML, and too large to be read as HTML",
                    e);
            }

            warning = $"{place ?? "It"} is no well-formed XML (line {e.LineNumber}) and was read as HTML.";
            return LoadHtml(s_emptyText.Replace(text, "<$1$2></$1>"), place);
        }
    }

    private static XPathNavigator LoadHtml(string text, string? place)
    {
        if (text.Length > DocumentLimits.HtmlCharacters)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                place,
                $"it has {text.Length} characters, {DocumentLimits.HtmlCharacters} at most can be read");
        }

        var document = new HtmlDocument { OptionMaxNestedChildNodes = DocumentLimits.Depth };
        try
        {
            document.LoadHtml(text);
        }
        catch (Exception e) when (e.GetType() == typeof(Exception))
        {
            throw TooDeep(place, e);
        }

        return document.CreateNavigator()!;
    }

    /// <summary>The error of a document that nests too deep.</summary>
    public static DocumentException TooDeep(string? place, Exception? inner = null) => new(
        DocumentFailure.TooLarge,
        place,
        $"it nests deeper than {DocumentLimits.Depth} elements; as a rule elements were opened and never closed",
        inner);

    // What is no entity of HTML either stands as it is written.
    private static string Decode(Match entity)
    {
        string text = WebUtility.HtmlDecode(entity.Value);
        return text == entity.Value ? "&amp;" + text.Substring(1) : text;
    }

    // White space between two elements parts words.
    private static XPathNavigator Load(XmlReader reader) =>
        new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator();

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = DocumentLimits.EntryBytes,
        CloseInput = false,
    };
}
