using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.XPath;
using CometSpeech.Core.Documents.Xml;
using HtmlAgilityPack;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>
/// Parses HTML and XHTML. Nothing is fetched: no DTD, no entity, no style sheet. Never ask HtmlAgilityPack's nodes for
/// their inner text: it recurses without a limit.
/// </summary>
internal static class MarkupLoader
{
    private static readonly Regex s_entity = new(
        "&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});",
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
    public static XPathNavigator LoadHtml(string text) => LoadHtml(text, null, DocumentLimits.HtmlBytes);

    /// <summary>Parses XHTML; as HTML when it is not well-formed.</summary>
    /// <param name="content">The bytes; must seek. It is left open.</param>
    /// <param name="place">What the document is called in messages: an archive's entry; null for the whole.</param>
    /// <param name="warning">What a person should know, a whole sentence; null for nothing.</param>
    /// <exception cref="DocumentException">It is larger or deeper than the limits.</exception>
    public static XPathNavigator LoadXml(Stream content, string? place, out string? warning)
    {
        long start = content.Position;
        // In UTF-16 a character has two bytes.
        CheckLength((content.Length - start) / 2, place);
        CheckXmlSigns(XmlScan.Of(content, place).Signs, place);
        try
        {
            using var reader = XmlReader.Create(content, Settings(place));
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
        CheckLength(text.Length, place);
        CheckXmlSigns(XmlScan.Of(text, place).Signs, place);
        try
        {
            // Without the DTD nobody knows what &nbsp; is. What HTML does not know either is skipped (XML 1.0, 4.4.3).
            string decoded = s_entity.Replace(text, Decode);
            using var reader = XmlReader.Create(new StringReader(decoded.TrimStart(s_beforeXml)), Settings(place));
            warning = null;
            return Load(reader);
        }
        catch (XmlException e)
        {
            // Those of an archive may be many.
            if (place is not null && text.Length > DocumentLimits.BrokenXmlCharacters)
            {
                throw new DocumentException(
                    DocumentFailure.NotReadable,
                    $"{place}, line {e.LineNumber}",
                    "it is no well-formed XML, and too large to be read as HTML",
                    e);
            }

            warning = $"{place ?? "It"} is no well-formed XML (line {e.LineNumber}) and was read as HTML.";
            long limit = place is null ? DocumentLimits.HtmlBytes : DocumentLimits.HtmlBytes / 3;
            return LoadHtml(s_emptyText.Replace(text, "<$1$2></$1>"), place, limit);
        }
    }

    private static XPathNavigator LoadHtml(string text, string? place, long limit)
    {
        CheckLength(text.Length, place);
        if (EstimateBytes(text) > limit)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                place,
                $"its elements, attributes and text would take more than {limit >> 20} MB as HTML");
        }

        var document = new HtmlDocument
        {
            OptionMaxNestedChildNodes = DocumentLimits.Depth,
            OptionUseIdAttribute = false,
            // The list of elements that are open, for its list of errors: it never takes end tags off it, and goes
            // through it where one element's end ends another, which takes squared time.
            OptionCheckSyntax = false,
        };
        try
        {
            document.LoadHtml(text);
        }
        catch (Exception e) when (e.GetType() == typeof(Exception))
        {
            // HtmlAgilityPack has no type of its own for what passes OptionMaxNestedChildNodes.
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

    private static void CheckLength(long characters, string? place)
    {
        if (characters > DocumentLimits.HtmlCharacters)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                place,
                $"it has {characters} characters, {DocumentLimits.HtmlCharacters} at most can be read");
        }
    }

    private static void CheckXmlSigns(int signs, string? place)
    {
        if (signs > DocumentLimits.XmlSigns)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge, place, $"it has more than {DocumentLimits.XmlSigns} tags and attributes");
        }
    }

    // What the parser will take, as it was measured. It need not be exact: a script can have something like a tag in
    // it.
    private static long EstimateBytes(string text)
    {
        const int Character = 10;
        const int Element = 600;
        const int EndTag = 250;
        const int TextNode = 250;
        const int Attribute = 250;
        long bytes = (long)Character * text.Length;
        int index = 0;
        while ((index = text.IndexOf('<', index)) >= 0)
        {
            bool isText = index > 0 && text[index - 1] != '>';
            index++;
            if (index >= text.Length || !(char.IsLetter(text[index]) || text[index] is '/' or '!' or '?'))
            {
                continue;
            }

            bytes += text[index] == '/' ? EndTag : Element;
            bytes += isText ? TextNode : 0;
            // The slash of an end tag begins no attribute.
            index++;
            char quote = '\0';
            char last = '\0';
            for (; index < text.Length; index++)
            {
                char c = text[index];
                if (quote != '\0')
                {
                    if (c == quote)
                    {
                        (quote, last) = ('\0', ' ');
                    }

                    continue;
                }

                if (c == '>')
                {
                    break;
                }

                if (c is ' ' or '\n' or '\t' or '\r' or '\f' or '/')
                {
                    last = last == '=' ? '=' : ' ';
                    continue;
                }

                bytes += last == ' ' ? Attribute : 0;
                // A quotation mark is one after an equals sign only.
                quote = last == '=' && (c is '"' or '\'') ? c : '\0';
                last = c;
            }
        }

        return bytes;
    }

    // &LT; and &QUOT; must stay text.
    private static string Decode(Match entity) => SecurityElement.Escape(
        CharacterReferences.Find(entity.Groups[1].Value) ?? "")!;

    // White space between two elements parts words.
    private static XPathNavigator Load(XmlReader reader) =>
        new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator();

    private static XmlReaderSettings Settings(string? place) => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = DocumentLimits.HtmlCharacters,
        NameTable = new LimitedNames(place),
        CloseInput = false,
    };
}
