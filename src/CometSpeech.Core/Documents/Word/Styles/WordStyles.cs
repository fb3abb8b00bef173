using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word.Styles;

/// <summary>The styles of a Word document.</summary>
internal sealed class WordStyles
{
    // Word itself allows fewer; cycles end here, and so do chains that were made to cost time.
    private const int BasedOnLimit = 64;

    private readonly Dictionary<string, Definition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordStyle> _styles = new(StringComparer.Ordinal);
    private string? _defaultParagraph;
    private string? _defaultLanguage;

    /// <summary>The language of the text where nothing else is said; null when nothing is said at all.</summary>
    public string? Language => Get(null).Format.Language ?? _defaultLanguage;

    /// <summary>Reads the part.</summary>
    /// <param name="reader">At its root element; null when the document has none.</param>
    public static WordStyles Read(WordXmlReader? reader)
    {
        var styles = new WordStyles();
        while (reader?.ReadElementInside(0) == true)
        {
            if (reader.Name == "style")
            {
                styles.ReadStyle(reader);
            }
            else if (reader.Name == "rPrDefault")
            {
                styles.ReadDefault(reader);
            }
        }

        return styles;
    }

    /// <summary>A style with what it is based on.</summary>
    /// <param name="id">Its id; null for that of paragraphs that name none.</param>
    public WordStyle Get(string? id)
    {
        id ??= _defaultParagraph;
        if (id is null)
        {
            return WordStyle.None;
        }

        if (!_styles.TryGetValue(id, out WordStyle? style))
        {
            style = Resolve(id);
            _styles.Add(id, style);
        }

        return style;
    }

    /// <summary>A character style; one that says nothing for null.</summary>
    public WordStyle GetCharacterStyle(string? id) => id is null ? WordStyle.None : Get(id);

    private WordStyle Resolve(string id)
    {
        if (!_definitions.ContainsKey(id))
        {
            // A program left out the style, as of its own names it may: the id is all there is.
            return new WordStyle
            {
                Role = WordStyleNames.GetRole(id),
                HeadingLevel = WordStyleNames.GetHeadingLevel(id),
            };
        }

        WordStyle style = WordStyle.None;
        string? next = id;
        for (int i = 0; i < BasedOnLimit && next is not null; i++)
        {
            if (!_definitions.TryGetValue(next, out Definition? definition))
            {
                break;
            }

            style = AddBase(style, definition.Style);
            next = definition.BasedOn;
        }

        return style;
    }

    // What stands nearer counts. A heading that is based on the title's or a quote's style is a heading, and the other
    // way round.
    private static WordStyle AddBase(WordStyle style, WordStyle below)
    {
        bool isKnown = style.Role != WordRole.Body || style.HeadingLevel is not null;
        return style with
        {
            Role = isKnown ? style.Role : below.Role,
            HeadingLevel = isKnown ? style.HeadingLevel : below.HeadingLevel,
            NumberingId = style.NumberingId ?? below.NumberingId,
            NumberingLevel = style.NumberingLevel ?? below.NumberingLevel,
            Format = style.Format with
            {
                IsHidden = style.Format.IsHidden ?? below.Format.IsHidden,
                IsStruck = style.Format.IsStruck ?? below.Format.IsStruck,
                IsBold = style.Format.IsBold ?? below.Format.IsBold,
                Position = style.Format.Position ?? below.Format.Position,
                Language = style.Format.Language ?? below.Format.Language,
                Font = style.Format.Font ?? below.Format.Font,
            },
            HasFirstRow = style.HasFirstRow || below.HasFirstRow,
        };
    }

    private void ReadStyle(WordXmlReader reader)
    {
        string? id = reader.Attribute("styleId");
        bool isDefault = reader.Attribute("type") == "paragraph"
            && reader.Attribute("default") is "1" or "true" or "on";
        string name = id ?? "";
        string? basedOn = null;
        WordStyle style = WordStyle.None;
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            switch (reader.Name)
            {
                case "name":
                    name = reader.Value ?? name;
                    break;
                case "basedOn":
                    basedOn = reader.Value;
                    break;
                case "pPr":
                    WordParagraphFormat paragraph = WordParagraphFormat.Read(reader);
                    style = style with
                    {
                        HeadingLevel = paragraph.HeadingLevel,
                        NumberingId = paragraph.NumberingId,
                        NumberingLevel = paragraph.NumberingLevel,
                    };
                    break;
                case "rPr":
                    style = style with { Format = WordRunFormat.Read(reader) };
                    break;
                case "tblStylePr":
                    style = style with { HasFirstRow = style.HasFirstRow || reader.Attribute("type") == "firstRow" };
                    reader.Skip();
                    break;
            }
        }

        if (id is null || _definitions.ContainsKey(id))
        {
            return;
        }

        WordRole role = WordStyleNames.GetRole(name);
        int? level = style.HeadingLevel ?? WordStyleNames.GetHeadingLevel(name);
        bool isHeading = level > 0 && role is not (WordRole.Title or WordRole.Contents);
        style = style with
        {
            Role = isHeading ? WordRole.Body : role,
            HeadingLevel = role is WordRole.Title or WordRole.Contents ? 0 : level,
        };
        _definitions.Add(id, new Definition(style, basedOn));
        if (isDefault)
        {
            _defaultParagraph ??= id;
        }
    }

    private void ReadDefault(WordXmlReader reader)
    {
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            if (reader.Name == "lang")
            {
                _defaultLanguage = reader.Value;
            }
        }
    }

    private sealed class Definition(WordStyle style, string? basedOn)
    {
        public WordStyle Style { get; } = style;

        public string? BasedOn { get; } = basedOn;
    }
}
