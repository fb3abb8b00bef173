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
    private readonly Dictionary<string, (int Start, int End)> _documents = new(StringComparer.Ordinal);

    // Where entries lead.
    private readonly HashSet<int> _entryPlaces = [];
    private int _firstEntryPlace = int.MaxValue;
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
        if (Contains(path))
        {
            return;
        }

        _documents.Add(path, (start, _blocks.Count));
        foreach (string fragment in _fragments[path])
        {
            int index = 0;
            if (fragment.Length == 0 || text.Anchors.TryGetValue(fragment, out index))
            {
                int place = start + index;
                _places[new EpubLink(path, fragment)] = place;
                _entryPlaces.Add(place);
                _firstEntryPlace = Math.Min(place, _firstEntryPlace);
            }
        }
    }

    /// <summary>Whether a document is part of the text.</summary>
    public bool Contains(string path) => _documents.ContainsKey(path);

    /// <summary>
    /// The paragraph with which the chapter of an entry begins; the document's first when its anchor is not there.
    /// </summary>
    public int FindOrStart(EpubLink link) => Find(link) ?? _documents[link.Path].Start;

    /// <summary>
    /// The paragraph with which the chapter of an entry begins: the one of its anchor, or the heading over it. Null
    /// when its anchor is not there.
    /// </summary>
    public int? Find(EpubLink link)
    {
        if (!_places.TryGetValue(link, out int anchor))
        {
            return null;
        }

        (int first, int end) = _documents[link.Path];
        bool isHeading = anchor < end && _blocks[anchor].Level > 0;
        int level = isHeading ? _blocks[anchor].Level : int.MaxValue;

        // «Part Two» over «Chapter 5», and an anchor that stands behind its heading.
        int start = anchor;
        while (start > first && !_entryPlaces.Contains(start - 1)
            && _blocks[start - 1].Level is > 0 and var above && above < level)
        {
            start--;
            level = above;
        }

        // The first document of all may begin with the book's title.
        int top = first < end ? _blocks[first].Level : 0;
        bool isBehindHeading = top > 0
            && (isHeading
                ? top < level && first > _firstEntryPlace
                : start == anchor && anchor < end && !IsMark(_blocks[anchor]));
        return IsHead(first, start, isBehindHeading) ? first : start;
    }

    // Whether all that a document has before a place belongs to the chapter that begins there: headings, numbers and
    // ornaments, or what stands between a heading, its own or its part's, and the anchor. All else is a title page or,
    // where a book is cut into documents by size, the end of the chapter before.
    private bool IsHead(int first, int end, bool isBehindHeading)
    {
        // A part's heading, a chapter's and an ornament.
        const int MostBlocks = 3;

        // The author's name or a motto below a heading. A page has some 1,800 characters.
        const int LongestMotto = 300;
        int length = 0;
        for (int i = first; i < end; i++)
        {
            bool isMark = IsMark(_blocks[i]);
            length += isMark ? 0 : _blocks[i].Text.Length;
            if (_entryPlaces.Contains(i) || i - first >= MostBlocks || length > LongestMotto
                || !(isMark || isBehindHeading))
            {
                return false;
            }
        }

        return true;
    }

    // «1851», «PART ONE», «* * *»: a heading, or what stands for one.
    private static bool IsMark(NarrationBlock block)
    {
        const int Longest = 20;
        return block.Level > 0 || (block.Text.Length <= Longest && !block.Text.Any(char.IsLower));
    }
}
