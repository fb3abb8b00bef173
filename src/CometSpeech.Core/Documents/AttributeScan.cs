namespace CometSpeech.Core.Documents;

/// <summary>
/// Refuses XML elements with more attributes than <see cref="DocumentLimits.Attributes"/> before a parser reads them,
/// which has no limit of its own.
/// </summary>
internal static class AttributeScan
{
    /// <summary>Looks for such an element in a text.</summary>
    /// <param name="text">A document of XML.</param>
    /// <param name="place">What the document is called in messages; null for the whole.</param>
    /// <exception cref="DocumentException">It has one.</exception>
    public static void Check(string text, string? place)
    {
        var tag = new Tag();
        foreach (char unit in text)
        {
            tag.Read(unit, place);
        }
    }

    /// <summary>
    /// Looks for such an element in bytes: of UTF-16, or of any encoding of which ASCII is a part.
    /// </summary>
    /// <param name="content">A document of XML; its buffer must be visible. It is read from its beginning.</param>
    /// <param name="place">What the document is called in messages; null for the whole.</param>
    /// <exception cref="DocumentException">It has one.</exception>
    public static void Check(MemoryStream content, string? place)
    {
        byte[] bytes = content.GetBuffer();
        int length = (int)content.Length;
        // XML 1.0, appendix F.1: by the mark, or by the first sign.
        bool isBigEndian = length > 1 && (bytes[0], bytes[1]) is (0xFE, 0xFF) or (0, (byte)'<');
        bool isLittleEndian = length > 1 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or ((byte)'<', 0);
        var tag = new Tag();
        if (isBigEndian || isLittleEndian)
        {
            (int high, int low) = isBigEndian ? (0, 1) : (1, 0);
            for (int i = 0; i + 1 < length; i += 2)
            {
                tag.Read((char)((bytes[i + high] << 8) | bytes[i + low]), place);
            }

            return;
        }

        for (int i = 0; i < length; i++)
        {
            tag.Read((char)bytes[i], place);
        }
    }

    private struct Tag
    {
        private bool _isOpen;
        private char _quote;
        private int _attributes;

        public void Read(char unit, string? place)
        {
            if (unit == '<')
            {
                // It stands in no attribute (XML 1.0, 2.3): whatever a comment left open, here something begins.
                (_isOpen, _quote, _attributes) = (true, '\0', 0);
            }
            else if (!_isOpen)
            {
                return;
            }
            else if (_quote != '\0')
            {
                _quote = unit == _quote ? '\0' : _quote;
            }
            else if (unit is '"' or '\'')
            {
                _quote = unit;
            }
            else if (unit == '>')
            {
                _isOpen = false;
            }
            else if (unit == '=' && ++_attributes > DocumentLimits.Attributes)
            {
                throw new DocumentException(
                    DocumentFailure.TooLarge,
                    place,
                    $"one of its elements has more than {DocumentLimits.Attributes} attributes");
            }
        }
    }
}
