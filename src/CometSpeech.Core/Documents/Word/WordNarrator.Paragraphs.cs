using CometSpeech.Core.Documents.Markup.Elements;
using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Documents.Word.Packaging;
using CometSpeech.Core.Documents.Word.Styles;

namespace CometSpeech.Core.Documents.Word;

/// <content>Paragraphs, their runs, and the text of these.</content>
internal sealed partial class WordNarrator
{
    private void NarrateParagraph()
    {
        (WordParagraph outer, WordRunFormat outerRun) = (_paragraph, _run);
        NarrationBuilder builder = _story.Builder;
        int depth = _reader.Depth;
        bool isBegun = false;
        while (_reader.ReadInside(depth))
        {
            if (!_reader.IsElement)
            {
                continue;
            }

            if (!isBegun)
            {
                isBegun = true;
                bool hasFormat = _reader is { Name: "pPr", Namespace: WordNamespace.Word };
                BeginParagraph(hasFormat ? WordParagraphFormat.Read(_reader) : new WordParagraphFormat());
                if (hasFormat)
                {
                    continue;
                }
            }

            NarrateElement();
        }

        if (isBegun)
        {
            EndParagraph(builder);
        }

        (_paragraph, _run) = (outer, outerRun);
    }

    private void BeginParagraph(WordParagraphFormat format)
    {
        _paragraph = WordParagraph.Create(format, _styles, _options);
        _run = _paragraph.Style.Format;
        bool isMarkDeleted = format.IsMarkDeleted && !SpeaksDeletions;
        if (_story.IsTermOpen && _paragraph.Role == WordRole.Definition)
        {
            Builder.Append(": ");
            _story.IsContinued = true;
        }

        _story.IsTermOpen = false;
        _story.PictureText = _paragraph.Role == WordRole.Caption ? _story.PictureText : null;
        if (!_story.IsContinued || _paragraph.Level > 0)
        {
            Builder.EndBlock();
        }

        _story.IsContinued = false;
        if (_paragraph.Role is WordRole.Title or WordRole.Caption)
        {
            _story.Builder = new NarrationBuilder(_omissions);
            Builder.BeginHeading(1);
        }
        else if (_paragraph.Level > 0)
        {
            Builder.BeginHeading(_paragraph.Level);
        }

        if (!isMarkDeleted && _silence == 0)
        {
            CountNumber(format);
        }
    }

    private void CountNumber(WordParagraphFormat format)
    {
        int? id = format.NumberingId ?? _paragraph.Style.NumberingId;
        // Word takes a paragraph's own level with its own list, else the style's.
        int? level = format.NumberingLevel ?? (format.NumberingId is null ? _paragraph.Style.NumberingLevel : 0);
        string number = id is > 0 ? _numbering.Next(id.Value, level, format.Style) : "";
        if (!number.Any(char.IsLetterOrDigit))
        {
            return;
        }

        // A heading is spoken as it is shown: "1 Introduction". An item's number gets a full stop: "a)" is "a."
        Builder.Prefix = _paragraph.Level > 0
            ? $"{number} "
            : $"{SentenceEnd.AddTo(number.Trim('(', ')', '[', ']', '.', ' '))} ";
    }

    private void EndParagraph(NarrationBuilder builder)
    {
        WordRole role = _paragraph.Role;
        if (!IsTextSilent)
        {
            _story.AddNumber(Builder.Prefix);
        }

        Builder.Prefix = "";
        if (_story.Builder != builder)
        {
            EndTitleOrCaption(builder, role);
        }
        else if (_paragraph.Level > 0)
        {
            builder.EndHeading(_options.Speaks(DocumentElements.Heading));
        }
        else
        {
            _story.IsContinued = _paragraph.Format.IsDropCap || (_paragraph.Format.IsMarkDeleted && !SpeaksDeletions);
            _story.IsTermOpen = role == WordRole.Term && !builder.IsBlockEmpty;
        }

        if (!_story.IsTermOpen)
        {
            EndBlock();
        }
    }

    // The title is no heading, and begins no chapter; a caption that says what the picture's text said is not repeated.
    private void EndTitleOrCaption(NarrationBuilder builder, WordRole role)
    {
        _story.Builder.EndHeading(isSpoken: true);
        IReadOnlyList<NarrationBlock> blocks = _story.Builder.Build().Blocks;
        _story.Builder = builder;
        if (role == WordRole.Title && blocks.Count > 0)
        {
            Title ??= blocks[0].Title;
        }

        bool isSpoken = role == WordRole.Title
            ? _options.Speaks(DocumentElements.Heading)
            : blocks.Count == 0 || blocks[0].Title?.TrimEnd('.') != _story.PictureText?.TrimEnd('.');
        foreach (NarrationBlock block in isSpoken ? blocks : [])
        {
            builder.Add(new NarrationBlock(block.Title ?? block.Text));
        }
    }

    private void NarrateRun()
    {
        WordRunFormat outer = _run;
        int depth = _reader.Depth;
        int silence = _silence;
        while (_reader.ReadInside(depth))
        {
            if (_reader is { IsElement: true, Name: "rPr", Namespace: WordNamespace.Word })
            {
                var format = WordRunFormat.Read(_reader);
                WordRunFormat style = _styles.GetCharacterStyle(format.Style).Format;
                _run = format.Over(style.Over(_paragraph.Style.Format, isStyle: true), isStyle: false);
            }
            else if (_reader.IsElement)
            {
                NarrateElement();
            }
        }

        // The author's own mark of a note hides the rest of its run.
        _silence = silence;
        _run = outer;
    }

    private void SayText()
    {
        bool preservesSpace = _reader.PreservesSpace;
        string text = _reader.ReadText();
        text = preservesSpace ? text : text.Trim(' ', '\t', '\r', '\n');
        if (!WordSymbols.IsSymbolFont(_run.Font))
        {
            if (_paragraph.Role == WordRole.Code || _styles.GetCharacterStyle(_run.Style).Role == WordRole.Code)
            {
                CodeWords.Add(text, Code);
            }

            Say(text);
            return;
        }

        Say(WordSymbols.Write(text, _run.Font!, out bool isLost));
        if (isLost)
        {
            OmitSymbol();
        }
    }

    private void SaySymbol()
    {
        string text = WordSymbols.Read(_reader.Attribute("char"), _reader.Attribute("font"));
        Say(text);
        if (text.Length == 0)
        {
            OmitSymbol();
        }
    }

    // A sign that nothing names is a small picture.
    private void OmitSymbol()
    {
        if (!IsTextSilent && !_story.Fields.IsSilent)
        {
            Omit(DocumentOmission.Image);
        }
    }

    private void Say(string text)
    {
        if (text.Length == 0 || _story.Fields.IsSilent)
        {
            return;
        }

        bool isBlank = string.IsNullOrWhiteSpace(text);
        if (IsTextSilent)
        {
            DocumentOmission? omission = IsDeleted ? DocumentOmission.Deletion : _paragraph.Omission;
            if (omission is { } kind && !isBlank && _run.IsHidden != true)
            {
                Omit(kind);
            }

            return;
        }

        if (!isBlank)
        {
            _said++;
            _story.IsBold &= _run.IsBold == true;
            _omitted = null;
        }

        _characters += text.Length;
        if (_characters > DocumentLimits.SpokenCharacters)
        {
            throw new DocumentException(DocumentFailure.TooLarge, _reader.Place, "it says more than can be read");
        }

        Builder.Append(
            _run.Position is "superscript" or "subscript"
                ? ScriptText.Write(text, _run.Position == "superscript")
                : text);
    }

    private void BreakLine(string? type)
    {
        if (IsTextSilent || _story.Fields.IsSilent)
        {
            return;
        }

        if (type is not ("page" or "column"))
        {
            Builder.AppendLineBreak();
        }
        else
        {
            Builder.EndBlock();
        }
    }
}
