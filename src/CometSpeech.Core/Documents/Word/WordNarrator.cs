using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Documents.Word.Numbering;
using CometSpeech.Core.Documents.Word.Packaging;
using CometSpeech.Core.Documents.Word.Styles;

namespace CometSpeech.Core.Documents.Word;

/// <summary>
/// Speaks a Word document's text (ECMA-376 part 1, clause 17): the order of its elements is the order in which they
/// stand. Of an element inside an element it calls itself, which <see cref="WordXmlReader"/> limits.
/// </summary>
internal sealed partial class WordNarrator
{
    private readonly WordStyles _styles;
    private readonly WordNumbering _numbering;
    private readonly WordNotes? _notes;
    private readonly WordTables _tables;
    private readonly DocumentOptions _options;
    private readonly DocumentOmissions _omissions;
    private readonly bool _ignoresFields;

    private WordXmlReader _reader;
    private WordStory _story;
    private WordParagraph _paragraph = WordParagraph.None;
    private WordRunFormat _run;
    private List<string>? _linkPictures;
    private DocumentOmission? _omitted;
    private int _silence;
    private int _deletion;
    private long _said;
    private int _characters;

    /// <summary>Begins with the first paragraph.</summary>
    /// <param name="package">The document.</param>
    /// <param name="styles">Its styles.</param>
    /// <param name="builder">Gets what is spoken.</param>
    /// <param name="options">What is spoken.</param>
    /// <param name="ignoresFields">Whether all text of fields is spoken, because one of them has no end.</param>
    public WordNarrator(
        WordPackage package, WordStyles styles, NarrationBuilder builder, DocumentOptions options, bool ignoresFields)
    {
        using WordXmlReader? numbering = package.OpenRelated("numbering");
        _reader = package.OpenPart(package.Main)!;
        _styles = styles;
        _numbering = WordNumbering.Read(numbering, styles);
        _notes = options.Speaks(DocumentElements.Note) ? new WordNotes(package, this) : null;
        _tables = new WordTables(this, styles);
        _options = options;
        _omissions = builder.Omissions;
        _ignoresFields = ignoresFields;
        _story = new WordStory(builder, new WordFields(options, ignoresFields), isCell: false);
    }

    /// <summary>The text of the first paragraph that has the title's style; null for none.</summary>
    public string? Title { get; private set; }

    /// <inheritdoc cref="SpokenDocument.Code"/>
    public HashSet<string> Code { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the document holds another document, which is not read.</summary>
    public bool HasForeignPart { get; private set; }

    /// <summary>Whether something was left out because a field has no end.</summary>
    public bool IsFieldOpen => _story.Fields.IsSilent;

    /// <summary>The builder that is written to.</summary>
    public NarrationBuilder Builder => _story.Builder;

    /// <summary>Whether emoji are spoken.</summary>
    public bool SpeaksEmoji => _options.Speaks(DocumentElements.Emoji);

    /// <summary>Whether tracked deletions are spoken.</summary>
    public bool SpeaksDeletions => _options.Speaks(DocumentElements.Deleted);

    /// <summary>Speaks the main part.</summary>
    /// <exception cref="DocumentException">It is none of a Word document, broken or too deep.</exception>
    public void Narrate(string part)
    {
        using (_reader)
        {
            if (_reader is not { Name: "document", Namespace: WordNamespace.Word })
            {
                throw new DocumentException(
                    DocumentFailure.NotReadable, part, $"it is no Word document: its main part is a '{_reader.Name}'");
            }

            NarrateChildren();
            EndStory();
        }
    }

    /// <summary>Speaks what stands inside the current element, to its end.</summary>
    public void NarrateChildren()
    {
        int depth = _reader.Depth;
        while (_reader.ReadInside(depth))
        {
            if (_reader.IsElement)
            {
                NarrateElement();
            }
        }
    }

    /// <summary>Speaks what stands inside the current element as a text of its own.</summary>
    /// <param name="isCell">Whether it is a part of a sentence, as a cell of a table is.</param>
    /// <param name="narrate">Speaks what stands inside; null for all of it.</param>
    public WordStory NarrateApart(bool isCell, Action? narrate = null)
    {
        (WordStory story, WordParagraph paragraph, WordRunFormat run) = (_story, _paragraph, _run);
        int outer = story.Fields.IsSilent || IsTextSilent ? 1 : 0;
        _silence += outer;
        (_paragraph, _run) = (WordParagraph.None, default);
        var apart = new WordStory(new NarrationBuilder(_omissions), new WordFields(_options, _ignoresFields), isCell);
        _story = apart;
        if (narrate is null)
        {
            NarrateChildren();
        }
        else
        {
            narrate();
        }

        if (isCell)
        {
            story.After.AddRange(apart.After);
            apart.After.Clear();
        }

        EndStory();
        _silence -= outer;
        (_story, _paragraph, _run) = (story, paragraph, run);
        return apart;
    }

    /// <summary>Speaks what stands inside the current element of another part as a text of its own.</summary>
    public WordStory NarrateApart(WordXmlReader reader)
    {
        WordXmlReader main = _reader;
        _reader = reader;
        WordStory story = NarrateApart(isCell: false);
        _reader = main;
        return story;
    }

    /// <summary>Speaks what waited for the end of a paragraph or table.</summary>
    public void EndBlock()
    {
        if (_story.IsContinued)
        {
            return;
        }

        _story.Builder.EndBlock();
        // In a cell it waits for the end of the table.
        if (!_story.IsCell)
        {
            _story.After.ForEach(_story.Builder.Add);
            _story.After.Clear();
        }
    }

    /// <summary>Counts what is left out; once for what follows each other.</summary>
    public void Omit(DocumentOmission kind)
    {
        if (_omitted != kind && _silence == 0)
        {
            _omissions.Add(kind);
            _omitted = kind;
        }
    }

    /// <summary>Passes over what stands inside the current element; what it opens and closes is followed.</summary>
    public void PassOver()
    {
        _silence++;
        NarrateChildren();
        _silence--;
    }

    private bool IsTextSilent => _silence > 0 || _paragraph.IsSilent || _run.IsHidden == true || IsDeleted;

    private bool IsDeleted => (_deletion > 0 || _run.IsStruck == true) && !SpeaksDeletions;

    private void EndStory()
    {
        _story.IsContinued = false;
        EndBlock();
    }

    /// <summary>Speaks the current element, to its end.</summary>
    public void NarrateElement()
    {
        switch (_reader.Namespace)
        {
            case WordNamespace.Word:
                NarrateWordElement();
                break;
            case WordNamespace.Math when _reader.Name == "oMath":
                NarrateFormula();
                break;
            case WordNamespace.Compatibility when _reader.Name == "AlternateContent":
                NarrateAlternate();
                break;
        }
    }

    // What is not named here is looked into: w:ins, w:moveTo, w:smartTag, w:customXml, w:bdo and their like.
    private void NarrateWordElement()
    {
        switch (_reader.Name)
        {
            case "p":
                NarrateParagraph();
                break;
            case "r":
                NarrateRun();
                break;
            case "t" or "delText":
                SayText();
                break;
            case "sym":
                SaySymbol();
                break;
            case "tab" or "ptab":
                Say(" ");
                break;
            case "br":
                BreakLine(_reader.Attribute("type"));
                break;
            case "cr":
                BreakLine(null);
                break;
            case "noBreakHyphen":
                Say("-");
                break;
            case "instrText" or "delInstrText":
                _story.Fields.AddInstruction(_reader.ReadText());
                break;
            case "fldChar":
                NarrateFieldMark();
                break;
            case "fldSimple":
                NarrateSimpleField();
                break;
            case "footnoteReference" or "endnoteReference":
                NarrateNoteMark();
                break;
            case "del" or "moveFrom":
                _deletion++;
                NarrateChildren();
                _deletion--;
                break;
            case "hyperlink":
                NarrateLink();
                break;
            case "sdt":
                NarrateContentControl();
                break;
            case "ruby":
                NarrateRuby();
                break;
            case "tbl":
                NarrateTable();
                break;
            case "txbxContent":
                _story.After.AddRange(NarrateApart(isCell: false).GetBlocks());
                break;
            case "drawing" or "object" or "pict":
                NarrateDrawing();
                break;
            case "altChunk" or "subDoc":
                HasForeignPart = true;
                break;
            case "pPr" or "rPr" or "sectPr" or "tblPr" or "sdtPr" or "sdtEndPr" or "customXmlPr" or "smartTagPr":
                _reader.Skip();
                break;
        }
    }
}
