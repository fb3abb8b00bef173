using System.Globalization;
using System.Text;
using System.Xml;
using CometSpeech.Core.Documents.Xml;

namespace CometSpeech.Core.Documents.Word.Packaging;

/// <summary>
/// Reads a part's XML forward, node by node. No DTD is allowed (as ECMA-376 part 2, 8.1.4 has it), no address is
/// opened, and what nests deeper than <see cref="DocumentLimits.Depth"/> is refused: who calls itself for an element
/// inside an element does so that many times at most.
/// </summary>
internal sealed class WordXmlReader : IDisposable
{
    private static readonly Dictionary<string, WordNamespace> s_namespaces = new(StringComparer.Ordinal)
    {
        ["http://schemas.openxmlformats.org/wordprocessingml/2006/main"] = WordNamespace.Word,
        ["http://purl.oclc.org/ooxml/wordprocessingml/main"] = WordNamespace.Word,
        ["http://schemas.openxmlformats.org/officeDocument/2006/math"] = WordNamespace.Math,
        ["http://purl.oclc.org/ooxml/officeDocument/math"] = WordNamespace.Math,
        ["http://schemas.openxmlformats.org/markup-compatibility/2006"] = WordNamespace.Compatibility,
    };

    private readonly XmlReader _xml;
    private readonly string _part;
    private readonly CancellationToken _cancellationToken;
    private readonly StringBuilder _text = new();
    private readonly char[] _buffer = new char[1024];
    private string _namespaceUri = "";
    private WordNamespace _namespace;

    /// <summary>Begins before the root element.</summary>
    /// <param name="content">The part; must seek.</param>
    /// <param name="part">Its name, for errors.</param>
    /// <param name="cancellationToken">Ends it between two nodes.</param>
    /// <exception cref="DocumentException">
    /// It is in no encoding that is known, or a parser would take much memory or time for it.
    /// </exception>
    public WordXmlReader(Stream content, string part, CancellationToken cancellationToken)
    {
        XmlScan.Of(content, part);
        _part = part;
        _cancellationToken = cancellationToken;
        try
        {
            // It reads the first characters at once.
            _xml = XmlReader.Create(content, new XmlReaderSettings
            {
                CloseInput = true,
                DtdProcessing = DtdProcessing.Prohibit,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
                MaxCharactersInDocument = DocumentLimits.EntryBytes,
                NameTable = new LimitedNames(part),
                XmlResolver = null,
            });
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
    }

    /// <summary>Whether the node is an element's start.</summary>
    public bool IsElement => _xml.NodeType == XmlNodeType.Element;

    /// <summary>The element's name without its prefix.</summary>
    public string Name => _xml.LocalName;

    /// <summary>The element's namespace.</summary>
    public WordNamespace Namespace
    {
        get
        {
            string uri = _xml.NamespaceURI;
            // The reader gives the same object for the same name.
            if (!ReferenceEquals(uri, _namespaceUri))
            {
                _namespaceUri = uri;
                s_namespaces.TryGetValue(uri, out _namespace);
            }

            return _namespace;
        }
    }

    /// <summary>How many elements it stands in.</summary>
    public int Depth => _xml.Depth;

    /// <summary>Goes to the root element.</summary>
    /// <returns>Its name without its prefix.</returns>
    public string ReadRoot()
    {
        while (Read() && !IsElement)
        {
        }

        return Name;
    }

    /// <summary>
    /// Goes to the next node inside an element: <c>int depth = Depth; while (ReadInside(depth))</c>. After it the
    /// element's end is current, or the element itself where it is empty.
    /// </summary>
    /// <param name="depth">The depth of the element.</param>
    /// <returns>Whether there was one.</returns>
    public bool ReadInside(int depth)
    {
        if (IsElement && _xml.Depth == depth && _xml.IsEmptyElement)
        {
            return false;
        }

        return Read() && _xml.Depth > depth;
    }

    /// <summary>Goes to the next element of WordprocessingML inside an element.</summary>
    public bool ReadElementInside(int depth)
    {
        while (ReadInside(depth))
        {
            if (IsElement && Namespace == WordNamespace.Word)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the end of the current element.</summary>
    public void Skip()
    {
        int depth = Depth;
        while (ReadInside(depth))
        {
        }
    }

    /// <summary>Reads the current element's text to its end.</summary>
    /// <exception cref="DocumentException">It is longer than all that a document may say.</exception>
    public string ReadText()
    {
        _text.Clear();
        int depth = Depth;
        while (ReadInside(depth))
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                ReadPieces();
            }
        }

        return _text.ToString();
    }

    // A text of 60 million characters is never put together.
    private void ReadPieces()
    {
        try
        {
            int count;
            while ((count = _xml.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0)
            {
                _text.Append(_buffer, 0, count);
                if (_text.Length > DocumentLimits.SpokenCharacters)
                {
                    throw new DocumentException(DocumentFailure.TooLarge, Place, "it says more than can be read");
                }
            }
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
    }

    /// <summary>An attribute of the element's namespace or of none; null when it is missing.</summary>
    public string? Attribute(string name) => _xml.GetAttribute(name, _xml.NamespaceURI) ?? _xml.GetAttribute(name);

    /// <summary>The attribute <c>val</c>.</summary>
    public string? Value => Attribute("val");

    /// <summary>The attribute <c>val</c> as a whole number; null when it is none.</summary>
    public int? Number =>
        int.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>A property that is on or off (ECMA-376 part 1, 22.9.2.7): on where nothing else is said.</summary>
    public bool IsOn => Value is not ("0" or "false" or "off");

    /// <summary>Whether white space at the ends of the element's text counts.</summary>
    public bool PreservesSpace => _xml.XmlSpace == XmlSpace.Preserve;

    /// <summary>The address that a prefix stands for; null when it stands for none.</summary>
    public string? LookupNamespace(string prefix) => _xml.LookupNamespace(prefix);

    /// <summary>Where it is, for errors: the part and the line.</summary>
    public string Place =>
        _xml is IXmlLineInfo { LineNumber: > 0 } line ? $"{_part}, line {line.LineNumber}" : _part;

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private bool Read()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            bool isRead = _xml.Read();
            if (_xml.Depth > DocumentLimits.Depth)
            {
                throw new DocumentException(
                    DocumentFailure.TooLarge, Place, $"it nests deeper than {DocumentLimits.Depth} elements");
            }

            return isRead;
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
    }

    private DocumentException Broken(XmlException e)
    {
        string place = e.LineNumber > 0 ? $"{_part}, line {e.LineNumber}" : _part;
        return new DocumentException(DocumentFailure.NotReadable, place, $"its XML is broken: {e.Message}", e);
    }
}
