using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// What a book says, all its documents in one, and where in it the links of its table of contents lead.
/// </summary>
/// <param name="entries">The table of contents: other places nobody asks for.</param>
internal sealed class EpubText(IEnumerable<EpubEntry> entries)
{
    private readonly ILookup<string, string> _fragments =
        entries.ToLookup(entry => entry.Link.Path, entry => entry.Link.Fragment, StringComparer.Ordinal);

    private readonly List<NarrationBlock> _blocks = [];
    private readonly Dictionary<EpubLink, int> _places = [];
    private long _characters;

    /// <summary>The whole text.</summary>
    public NarratedText Narrated => new(_blocks, new Dictionary<string, int>());

    /// <summary>Adds what a document says. Of one that is read twice the first counts for links.</summary>
    /// <exception cref="DocumentException">The book says more than the limits allow.</exception>
    public void Add(string path, NarratedText text)
    {
        int start = _blocks.Count;
        _characters += text.Blocks.Sum(block => (long)block.Text.Length);
        DocumentLimits.CheckSpoken(_characters, _blocks.Count + text.Blocks.Count);
        _blocks.AddRange(text.Blocks);
        AddPlace(new EpubLink(path, ""), start);
        foreach (string fragment in _fragments[path])
        {
            if (text.Anchors.TryGetValue(fragment, out int index))
            {
                AddPlace(new EpubLink(path, fragment), start + index);
            }
        }
    }

    /// <summary>Whether a document is part of the text.</summary>
    public bool Contains(string path) => _places.ContainsKey(new EpubLink(path, ""));

    /// <summary>The paragraph to which a link leads; null when its anchor is not there.</summary>
    public int? Find(EpubLink link) => _places.TryGetValue(link, out int index) ? index : null;

    /// <summary>
    /// Where a document's first chapter begins: with the document, but for the rest of the chapter before it, where a
    /// book is cut into documents by size.
    /// </summary>
    /// <param name="link">Where the table of contents has the chapter.</param>
    public int FindFirst(EpubLink link)
    {
        // A number, a date, a motto over the heading belong to it. A page has some 1,800 characters.
        const int LongestHead = 300;
        int start = _places[link with { Fragment = "" }];
        if (Find(link) is not { } index || index >= _blocks.Count || _blocks[index].Level == 0)
        {
            return start;
        }

        int length = 0;
        for (int i = start; i < index; i++)
        {
            if (_blocks[i].Level > 0)
            {
                return start;
            }

            length += _blocks[i].Text.Length;
        }

        return length > LongestHead ? index : start;
    }

    private void AddPlace(EpubLink link, int index)
    {
        if (!_places.TryGetValue(link, out _))
        {
            _places.Add(link, index);
        }
    }
}
