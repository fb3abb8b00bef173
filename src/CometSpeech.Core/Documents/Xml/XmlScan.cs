namespace CometSpeech.Core.Documents.Xml;

/// <summary>
/// Looks through XML for what a parser takes squared time or much memory for, before a parser does, which has no limits
/// of its own: elements of many attributes, values of many megabytes. It takes bytes or characters, so that it works in
/// every encoding of which ASCII is a part, in UTF-16 and in UTF-32.
/// </summary>
/// <remarks>
/// Between two signs &lt; there is one element at most, because a value may hold none (XML 1.0, 2.3): so neither a
/// comment nor a quotation mark hides anything, which would hide it from one who looks for where an element ends.
/// </remarks>
/// <param name="place">What the document is called in messages; null for the whole.</param>
internal sealed class XmlScan(string? place)
{
    private int _attributes;
    private int _length;
    private bool _isAfterEquals;

    /// <summary>How many signs <c>&lt;</c> and <c>=</c> there were.</summary>
    public int Signs { get; private set; }

    /// <summary>Looks through a document.</summary>
    /// <param name="content">The document; it is left where it is.</param>
    /// <param name="place">What it is called in messages; null for the whole.</param>
    /// <exception cref="DocumentException">It holds such an element or value.</exception>
    public static XmlScan Of(Stream content, string? place)
    {
        long start = content.Position;
        var scan = new XmlScan(place);
        var buffer = new byte[1 << 14];
        int length;
        while ((length = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            for (int i = 0; i < length; i++)
            {
                scan.Add(buffer[i]);
            }
        }

        content.Position = start;
        return scan;
    }

    /// <summary>Looks through a document.</summary>
    /// <exception cref="DocumentException">It holds such an element or value.</exception>
    public static XmlScan Of(string text, string? place)
    {
        var scan = new XmlScan(place);
        foreach (char c in text)
        {
            scan.Add(c);
        }

        return scan;
    }

    private void Add(int c)
    {
        switch (c)
        {
            case '<':
                (_attributes, _length, _isAfterEquals) = (0, 0, false);
                Signs++;
                return;
            case '=':
                _isAfterEquals = true;
                Signs++;
                break;
            case '"' or '\'':
                if (_isAfterEquals && ++_attributes > DocumentLimits.Attributes)
                {
                    throw TooLarge($"one of its elements has more than {DocumentLimits.Attributes} attributes");
                }

                _isAfterEquals = false;
                break;
            // In UTF-16 there is a zero between two signs.
            case ' ' or '\t' or '\r' or '\n' or 0:
                break;
            default:
                _isAfterEquals = false;
                break;
        }

        if (++_length > DocumentLimits.XmlPiece)
        {
            throw TooLarge($"it has a text or value of more than {DocumentLimits.XmlPiece} bytes");
        }
    }

    private DocumentException TooLarge(string message) => new(DocumentFailure.TooLarge, place, message);
}
