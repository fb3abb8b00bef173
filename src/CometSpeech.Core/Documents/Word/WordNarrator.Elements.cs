using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Word;

/// <content>Elements that are more than text: fields, notes, pictures, formulas, choices.</content>
internal sealed partial class WordNarrator
{
    private void NarrateFieldMark()
    {
        switch (_reader.Attribute("fldCharType"))
        {
            case "begin":
                _story.Fields.Begin();
                break;
            case "separate" when _story.Fields.Separate():
                Omit(DocumentOmission.Navigation);
                break;
            case "end":
                _story.Fields.End();
                break;
        }

        // What a form's field offers.
        _reader.Skip();
    }

    private void NarrateSimpleField()
    {
        if (_story.Fields.IsLeftOut(_reader.Attribute("instr") ?? "", out bool isNavigation) && !_ignoresFields)
        {
            if (isNavigation)
            {
                Omit(DocumentOmission.Navigation);
            }

            PassOver();
        }
        else
        {
            NarrateChildren();
        }
    }

    private void NarrateNoteMark()
    {
        if (!IsTextSilent && !_story.Fields.IsSilent)
        {
            if (_notes is null)
            {
                _omissions.Add(DocumentOmission.Note);
            }
            else
            {
                _story.After.AddRange(_notes.Take(_reader.Name, _reader.Attribute("id")));
            }
        }

        // The author's own mark stands behind it in the same run (17.11.14).
        if (_reader.Attribute("customMarkFollows") is "1" or "true" or "on")
        {
            _silence++;
        }
    }

    // A picture that is all of a link is a button.
    private void NarrateLink()
    {
        List<string>? outer = _linkPictures;
        _linkPictures = [];
        long said = _said;
        NarrateChildren();
        List<string> pictures = _linkPictures;
        _linkPictures = outer;
        if (_said != said)
        {
            pictures.ForEach(text => Say($" {text} "));
        }
        else if (pictures.Count > 0)
        {
            _omissions.Add(DocumentOmission.Image);
        }
    }

    private void NarrateContentControl()
    {
        WordContentControl control = default;
        int depth = _reader.Depth;
        while (_reader.ReadElementInside(depth))
        {
            if (_reader.Name == "sdtPr")
            {
                control = WordContentControl.Read(_reader, _options);
            }
            else if (_reader.Name == "sdtContent" && (control.Omission is not null || control.IsBox))
            {
                if (control.Omission is { } kind)
                {
                    Omit(kind);
                }

                PassOver();
            }
            else if (_reader.Name == "sdtContent")
            {
                NarrateChildren();
            }
        }
    }

    // The base alone, or the reading alone; the other one where it has no text.
    private void NarrateRuby()
    {
        bool speaksReading = _options.Speaks(DocumentElements.RubyReading);
        string reading = "", text = "";
        int depth = _reader.Depth;
        while (_reader.ReadInside(depth))
        {
            if (_reader is { IsElement: true, Name: "rt" or "rubyBase" })
            {
                bool isReading = _reader.Name == "rt";
                string part = NarrateApart(isCell: true).GetPhrase();
                (reading, text) = isReading ? (part, text) : (reading, part);
            }
            else if (_reader is { IsElement: true, Name: "rubyPr" })
            {
                _reader.Skip();
            }
        }

        Say((speaksReading && reading.Length > 0) || text.Length == 0 ? reading : text);
    }

    private void NarrateTable()
    {
        _story.IsContinued = false;
        _story.IsTermOpen = false;
        Builder.EndBlock();
        if (!_options.Speaks(DocumentElements.Table))
        {
            Omit(DocumentOmission.Table);
            PassOver();
            return;
        }

        _tables.Narrate(_reader);
        EndBlock();
    }

    private void NarrateFormula()
    {
        string? line = WordFormula.Read(_reader);
        if (line is not null)
        {
            Say(line);
        }
        else if (!IsTextSilent && !_story.Fields.IsSilent)
        {
            _omissions.Add(DocumentOmission.Formula);
        }
    }

    // Of alternatives the first that is understood (ECMA-376 part 3, 7.5). What Office has since 2010 may hold text.
    private void NarrateAlternate()
    {
        bool isTaken = false;
        int depth = _reader.Depth;
        while (_reader.ReadInside(depth))
        {
            if (!_reader.IsElement)
            {
                continue;
            }

            if (isTaken || (_reader.Name != "Fallback" && !IsUnderstood(_reader.Attribute("Requires"))))
            {
                _reader.Skip();
            }
            else
            {
                isTaken = true;
                NarrateChildren();
            }
        }
    }

    private bool IsUnderstood(string? prefixes) => (prefixes ?? "")
        .Split([' '], StringSplitOptions.RemoveEmptyEntries)
        .All(prefix => _reader.LookupNamespace(prefix) is { } address
            && (address.StartsWith("http://schemas.microsoft.com/office/word/", StringComparison.Ordinal)
                || address.StartsWith("http://schemas.openxmlformats.org/", StringComparison.Ordinal)));

    // DrawingML (w:drawing) and its predecessor VML (w:pict, w:object). Text boxes in it are spoken where they are met.
    private void NarrateDrawing()
    {
        string? text = null;
        bool isFloating = false, isPicture = false, isSilent = false, isFormula = false;
        int depth = _reader.Depth;
        while (_reader.ReadInside(depth))
        {
            if (!_reader.IsElement)
            {
                continue;
            }

            switch (_reader.Name)
            {
                case "anchor":
                    isFloating = true;
                    break;
                case "docPr":
                    var picture = WordPicture.Read(_reader);
                    (text, isSilent) = (picture.Text, picture.IsSilent);
                    break;
                case "pic" or "chart" or "relIds" or "imagedata":
                    isPicture = true;
                    break;
                case "OLEObject":
                    // Word's editor of formulas until 2007, and MathType.
                    isFormula = _reader.Attribute("ProgID")?.StartsWith("Equation", StringComparison.Ordinal) == true;
                    break;
                case "shape" or "rect" or "oval" or "group":
                    text ??= WordPicture.GetText(_reader.Attribute("alt"));
                    break;
                default:
                    NarrateElement();
                    break;
            }
        }

        if (isSilent || IsTextSilent || _story.Fields.IsSilent)
        {
            return;
        }

        if (text is not null)
        {
            SayPicture(text, isFloating);
        }
        else if (isFormula)
        {
            _omissions.Add(DocumentOmission.Formula);
        }
        else if (isPicture)
        {
            _omissions.Add(DocumentOmission.Image);
        }
    }

    private void SayPicture(string text, bool isFloating)
    {
        if (!_options.Speaks(DocumentElements.ImageText))
        {
            return;
        }

        _story.PictureText = text;
        if (_linkPictures is not null)
        {
            _linkPictures.Add(text);
        }
        else if (isFloating)
        {
            _story.After.Add(new NarrationBlock(text));
        }
        else
        {
            Say($" {text} ");
        }
    }
}
