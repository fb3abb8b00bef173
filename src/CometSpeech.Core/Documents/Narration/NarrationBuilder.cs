using System.Text;

namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Puts what a document says into paragraphs. No word is added: a paragraph, heading, list item or row that ends
/// without a sentence end gets a full stop, so that a voice pauses where the page breaks off.
/// </summary>
/// <param name="omissions">Where omissions are counted; null for counts of its own.</param>
internal sealed class NarrationBuilder(DocumentOmissions? omissions = null)
{
    // Their texts as they are in the document; sentences are ended at last.
    private readonly List<NarrationBlock> _blocks = [];
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);
    private readonly StringBuilder _block = new();
    private long _characters;
    private bool _isSpacePending;
    private bool _isMarkLeftOut;
    private bool _isSeparatorPending;
    private int _level;

    // The links that are all of the open paragraph, up to a length.
    private List<LinkedText>? _links;
    private int _linkedLength;
    private int _prefixLength;

    /// <summary>What was left out.</summary>
    public DocumentOmissions Omissions { get; } = omissions ?? new();

    /// <inheritdoc cref="SpokenDocument.Code"/>
    public HashSet<string> Code { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What stands before the next text, and only with one: a list item's number, the term that is defined. Empty as
    /// soon as it was used.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>Whether the paragraph that is open has no text so far.</summary>
    public bool IsBlockEmpty => _block.Length == 0;

    /// <summary>Whether a heading is open.</summary>
    public bool IsInHeading => _level > 0;

    /// <summary>How many paragraphs are complete.</summary>
    public int Count => _blocks.Count;

    /// <summary>Adds text to the paragraph that is open; a run of white space is one space.</summary>
    public void Append(string text)
    {
        int index = 0;
        while (index < text.Length)
        {
            if (IsSpace(text[index]))
            {
                _isSpacePending = true;
                index++;
                continue;
            }

            int start = index;
            while (index < text.Length && !IsSpace(text[index]))
            {
                index++;
            }

            if (_isMarkLeftOut && text[start] == ')' && _block.Length > 0 && _block[_block.Length - 1] == '(')
            {
                // Nothing is left inside the brackets.
                _block.Length--;
                _isSpacePending = _block.Length > 0 && IsSpace(_block[_block.Length - 1]);
                _block.Length -= _isSpacePending ? 1 : 0;
                index = start + 1;
                continue;
            }

            if (_isMarkLeftOut && _block.Length == 0 && text[start] is ':' or ',' or '-' or '\u2013')
            {
                // What parted the mark from the text.
                index = start + 1;
                continue;
            }

            if (_block.Length == 0)
            {
                _block.Append(Prefix);
                _prefixLength = Prefix.Length;
                Prefix = "";
            }
            else if (_isSeparatorPending)
            {
                // What came between, a badge for one, may have been silent.
                _block.Append(IsAtPause() ? " " : ", ");
            }
            else if (_isSpacePending
                && _block[_block.Length - 1] != '\n'
                && !(_isMarkLeftOut && text[start] is '.' or ',' or ';' or ':' or '!' or '?' or ')'))
            {
                _block.Append(' ');
            }

            _isSpacePending = false;
            _isSeparatorPending = false;
            _isMarkLeftOut = false;
            _block.Append(text, start, index - start);
        }
    }

    /// <summary>
    /// Says that the mark of a note is left out here: <c>word [1].</c> becomes <c>word.</c>, without the space, and so
    /// does <c>word ([1]).</c>
    /// </summary>
    public void LeaveOutMark() => _isMarkLeftOut = true;

    /// <summary>
    /// Ends a line inside the paragraph that is open, as in a poem. Two line ends in a row end the paragraph, but for a
    /// heading.
    /// </summary>
    public void AppendLineBreak()
    {
        _isSpacePending = false;
        if (_block.Length == 0)
        {
            return;
        }

        if (_block[_block.Length - 1] != '\n')
        {
            _block.Append('\n');
        }
        else if (_level == 0)
        {
            EndBlock();
        }
    }

    /// <summary>Ends the line that is open; nothing happens when it has no text.</summary>
    public void EndLine()
    {
        if (_block.Length > 0 && _block[_block.Length - 1] != '\n')
        {
            AppendLineBreak();
        }
    }

    /// <summary>
    /// Parts two things that stand side by side, as links with a bar between them: by a comma, once there is a second.
    /// </summary>
    public void AppendSeparator() => _isSeparatorPending = _block.Length > 0;

    /// <summary>Begins a link.</summary>
    /// <returns>
    /// Where its text begins in the paragraph that is open; -1 when that has something else than links already.
    /// </returns>
    public int BeginLink()
    {
        int length = LengthWithoutBreaks();
        return length == _linkedLength && _level == 0 ? length : -1;
    }

    /// <summary>Ends a link, and remembers it when the paragraph has nothing else so far.</summary>
    /// <param name="start">Where it began.</param>
    /// <param name="address">Where it leads.</param>
    public void EndLink(int start, string address)
    {
        int length = LengthWithoutBreaks();
        if (start == _linkedLength && length > start)
        {
            int first = start == 0 ? _prefixLength : start;
            (_links ??= []).Add(new LinkedText(_block.ToString(first, length - first), address));
            _linkedLength = length;
        }
    }

    /// <summary>Whether a text is what was said last, in a paragraph or heading of its own.</summary>
    public bool IsLast(string text) =>
        _block.Length == 0
            && _blocks.Count > 0
            && string.Equals(_blocks[_blocks.Count - 1].Text, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Ends the paragraph that is open; nothing happens when it has no text. Inside a heading, which is one whatever is
    /// in it, a line ends.
    /// </summary>
    public void EndBlock()
    {
        if (_level > 0)
        {
            AppendLineBreak();
        }
        else
        {
            CloseBlock();
        }
    }

    /// <summary>Begins a heading; what is open is ended.</summary>
    /// <param name="level">1 to 6, or 9 as Word has them.</param>
    public void BeginHeading(int level)
    {
        CloseBlock();
        _level = level;
    }

    /// <summary>Ends the heading.</summary>
    /// <param name="isSpoken">Whether it is spoken, and not a title only.</param>
    public void EndHeading(bool isSpoken)
    {
        int count = _blocks.Count;
        CloseBlock();
        _level = 0;
        if (!isSpoken && _blocks.Count > count)
        {
            _blocks[count] = _blocks[count] with { Text = "" };
        }
    }

    /// <summary>Remembers that an anchor stands here; the first of a name counts.</summary>
    public void MarkAnchor(string id)
    {
        if (id.Length > 0 && !_anchors.ContainsKey(id))
        {
            _anchors.Add(id, _blocks.Count);
        }
    }

    /// <summary>Adds a paragraph that was made by another builder; what is open is ended.</summary>
    public void Add(NarrationBlock block)
    {
        CloseBlock();
        AddBlock(block);
    }

    /// <summary>Ends what is open, and gives the whole.</summary>
    public NarratedText Build()
    {
        CloseBlock();
        return new NarratedText(
            _blocks.ConvertAll(block => block with { Text = SentenceEnd.AddTo(block.Text) }), _anchors);
    }

    /// <summary>
    /// Ends what is open, and gives the whole as a part of a sentence: what was paragraphs is sentences, but for the
    /// last, whose end is as it is.
    /// </summary>
    public string BuildPhrase()
    {
        CloseBlock();
        var phrase = new StringBuilder();
        for (int i = 0; i < _blocks.Count; i++)
        {
            string text = _blocks[i].Text.Replace('\n', ' ');
            phrase.Append(i > 0 ? " " : "").Append(i < _blocks.Count - 1 ? SentenceEnd.AddTo(text) : text);
        }

        return phrase.ToString();
    }

    private int LengthWithoutBreaks()
    {
        int length = _block.Length;
        while (length > 0 && _block[length - 1] == '\n')
        {
            length--;
        }

        return length;
    }

    // A stop may have a bracket or a quotation mark behind it.
    private bool IsAtPause()
    {
        const int Reach = 4;
        int start = Math.Max(0, _block.Length - Reach);
        return SentenceEnd.IsAtEndOf(_block.ToString(start, _block.Length - start));
    }

    private void CloseBlock()
    {
        string text = _block.ToString().TrimEnd();
        _block.Clear();
        _isSpacePending = false;
        _isSeparatorPending = false;
        if (text.Length > 0)
        {
            _isMarkLeftOut = false;
            AddBlock(_level > 0
                ? new NarrationBlock(text, _level, text.Replace('\n', ' '))
                : new(text, links: text.Length == _linkedLength ? _links : null));
        }

        _links = null;
        _linkedLength = 0;
    }

    private void AddBlock(NarrationBlock block)
    {
        _characters += block.Text.Length;
        DocumentLimits.CheckSpoken(_characters, _blocks.Count + 1);
        _blocks.Add(block);
    }

    // The white space of HTML and XML; a no-break space belongs to the text.
    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
