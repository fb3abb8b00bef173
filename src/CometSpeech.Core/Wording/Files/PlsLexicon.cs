using System.Text;
using System.Xml;
using CometSpeech.Core.Wording.Dictionary;

namespace CometSpeech.Core.Wording.Files;

/// <summary>
/// Reads a lexicon of the W3C's Pronunciation Lexicon Specification 1.0: each grapheme of a lexeme is said as the
/// lexeme's alias, the preferred or the first one. Phonemes would be letters to a service for plain text.
/// </summary>
internal static class PlsLexicon
{
    private const string Namespace = "http://www.w3.org/2005/01/pronunciation-lexicon";

    // A lexicon has three levels; those of its metadata are its author's affair.
    private const int MostDepth = 64;

    /// <exception cref="PronunciationException">It is no such lexicon; with the line.</exception>
    public static PronunciationFile Read(byte[] bytes, string path)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            // No address in a file is ever fetched.
            XmlResolver = null,
            MaxCharactersInDocument = PronunciationFile.MaxLength,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        var lexicon = new Reader(path);
        try
        {
            using XmlReader xml = XmlReader.Create(new MemoryStream(bytes), settings);
            while (xml.Read())
            {
                if (xml.Depth > MostDepth)
                {
                    throw Error("its elements are nested too deeply.", xml, path);
                }

                lexicon.Add(xml);
            }
        }
        catch (XmlException e)
        {
            throw new PronunciationException($"it is no XML: {e.Message}", path, e.LineNumber, e);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // .NET's reader counts characters as bytes when a file ends in a declaration with other letters than ASCII.
            throw new PronunciationException("it is no XML: its declaration cannot be read.", path, 1, e);
        }

        return new PronunciationFile(lexicon.Entries, lexicon.LexemesWithoutAlias);
    }

    private static PronunciationException Error(string message, XmlReader xml, string path) =>
        new(message, path, (xml as IXmlLineInfo)?.LineNumber ?? 0);

    /// <summary>Takes the nodes of a lexicon one after the other.</summary>
    private sealed class Reader(string path)
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly List<string> _graphemes = [];
        private string? _alias;
        private bool _isPreferred;
        private int _line;
        private StringBuilder? _text;
        private bool _takesPreferred;

        public List<PronunciationEntry> Entries { get; } = [];

        public int LexemesWithoutAlias { get; private set; }

        public void Add(XmlReader xml)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                or XmlNodeType.Whitespace)
            {
                _text?.Append(xml.Value);
                return;
            }

            if (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
            {
                return;
            }

            bool isLexicons = xml.NamespaceURI is Namespace or "";
            if (xml.Depth == 0 && !(isLexicons && xml.LocalName == "lexicon"))
            {
                throw Error(
                    $"it is no pronunciation lexicon: its root is '{xml.Name}', not 'lexicon' of {Namespace}.",
                    xml,
                    path);
            }

            if (!isLexicons)
            {
                return;
            }

            if (xml.NodeType == XmlNodeType.Element)
            {
                Begin(xml);
                if (!xml.IsEmptyElement)
                {
                    return;
                }
            }

            End(xml);
        }

        private void Begin(XmlReader xml)
        {
            switch (xml.LocalName)
            {
                case "lexeme":
                    _graphemes.Clear();
                    _alias = null;
                    _isPreferred = false;
                    _line = (xml as IXmlLineInfo)?.LineNumber ?? 0;
                    break;
                case "grapheme":
                    _text = new();
                    break;
                case "alias":
                    _text = new();
                    _takesPreferred = xml.GetAttribute("prefer") is "true" or "1";
                    break;
            }
        }

        private void End(XmlReader xml)
        {
            switch (xml.LocalName)
            {
                case "grapheme":
                    _graphemes.Add(TakeText());
                    break;
                case "alias":
                    string alias = TakeText();
                    if (_alias is null || (_takesPreferred && !_isPreferred))
                    {
                        _alias = alias;
                        _isPreferred = _takesPreferred;
                    }

                    break;
                case "lexeme":
                    AddLexeme();
                    break;
            }
        }

        private void AddLexeme()
        {
            if (_graphemes.Count == 0)
            {
                throw new PronunciationException("a lexeme has no grapheme.", path, _line);
            }

            if (_alias is null)
            {
                LexemesWithoutAlias++;
                return;
            }

            foreach (string grapheme in _graphemes)
            {
                // Homographs differ in their role, which no text tells: the first is taken.
                if (_known.Add(WordText.Normalize(grapheme)))
                {
                    Entries.Add(new PronunciationEntry(grapheme, _alias) { Path = path, Line = _line });
                }
            }
        }

        // White space at the ends and runs of it mean nothing there.
        private string TakeText()
        {
            string text = _text?.ToString() ?? "";
            _text = null;
            return string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
