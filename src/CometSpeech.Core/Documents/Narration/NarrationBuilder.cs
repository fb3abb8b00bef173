using System.Text;

namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Puts what a document says into paragraphs. No word is added: a paragraph, heading, list item or row that ends
/// without a sentence end gets a full stop, so that a voice pauses where the page breaks off.
/// </summary>
internal sealed class NarrationBuilder
{
    private readonly List<NarrationBlock> _blocks = [];
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);
    private readonly StringBuilder _block = new();
    private bool _isSpacePending;
    private int _level;

    /// <summary>
    /// Whether paragraphs get a sentence end where they have none; not in a cell, which is a part of a sentence.
    /// </summary>
    public bool EndsSentences { get; init; } = true;

    /// <summary>What was left out.</summary>
    public DocumentOmissions Omissions { get; } = new();

    /// <summary>Whether the paragraph that is open has no text so far.</summary>
    public bool IsBlockEmpty => _block.Length == 0;

    /// <summary>How many paragraphs are complete.</summary>
    public int Count => _blocks.Count;

    /// <summary>Adds text to the paragraph that is open; a run of white space is one space.</summary>
    public void Append(string text)
    {
        foreach (char c in text)
        {
            if (IsSpace(c))
            {
                _isSpacePending = true;
                continue;
            }

            if (_isSpacePending && _block.Length > 0 && _block[_block.Length - 1] != '\n')
            {
                _block.Append(' ');
            }

            _isSpacePending = false;
            _block.Append(c);
        }
    }

    /// <summary>Ends a line inside the paragraph that is open, as in a poem.</summary>
    public void AppendLineBreak()
    {
        _isSpacePending = false;
        if (_block.Length > 0 && _block[_block.Length - 1] != '\n')
        {
            _block.Append('\n');
        }
    }

    /// <summary>Ends the paragraph that is open; nothing happens when it has no text.</summary>
    public void EndBlock()
    {
        string text = _block.ToString().TrimEnd();
        _block.Clear();
        _isSpacePending = false;
        if (text.Length > 0)
        {
            string spoken = EndsSentences ? SentenceEnd.AddTo(text) : text;
            _blocks.Add(_level > 0 ? new NarrationBlock(spoken, _level, text.Replace('\n', ' ')) : new(spoken));
        }
    }

    /// <summary>Begins a heading; what is open is ended.</summary>
    /// <param name="level">1 to 6, or 9 as Word has them.</param>
    public void BeginHeading(int level)
    {
        EndBlock();
        _level = level;
    }

    /// <summary>Ends the heading.</summary>
    /// <param name="isSpoken">Whether it is spoken, and not a title only.</param>
    public void EndHeading(bool isSpoken)
    {
        int count = _blocks.Count;
        EndBlock();
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
        EndBlock();
        _blocks.Add(EndsSentences ? block with { Text = SentenceEnd.AddTo(block.Text) } : block);
    }

    /// <summary>Ends what is open, and gives the whole.</summary>
    public NarratedText Build()
    {
        EndBlock();
        return new NarratedText(_blocks, _anchors);
    }

    // The white space of HTML and XML; a no-break space belongs to the text.
    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
