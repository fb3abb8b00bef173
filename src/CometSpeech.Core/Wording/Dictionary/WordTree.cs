using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Dictionary;

/// <summary>
/// The words of a dictionary as a tree of their units, capitals left aside: how long a search takes depends on the
/// text, not on the number of entries.
/// </summary>
internal sealed class WordTree
{
    private const int Root = 0;

    // A node and a unit give the next node.
    private readonly Dictionary<long, int> _next = [];
    private readonly Dictionary<int, List<WordEntry>> _entries = [];

    // Most letters of a text begin no entry at all.
    private readonly bool[] _begins = new bool[char.MaxValue + 1];
    private int _nodes = 1;

    /// <summary>Whether it has no word.</summary>
    public bool IsEmpty => _nodes == 1;

    /// <summary>Adds an entry.</summary>
    public void Add(WordEntry entry)
    {
        _begins[WordText.Fold(entry.Text[0])] = true;
        int node = Root;
        foreach (char unit in entry.Text)
        {
            long key = Key(node, WordText.Fold(unit));
            if (!_next.TryGetValue(key, out int next))
            {
                _next.Add(key, next = _nodes++);
            }

            node = next;
        }

        if (!_entries.TryGetValue(node, out List<WordEntry>? entries))
        {
            _entries.Add(node, entries = []);
        }

        entries.Add(entry);
    }

    /// <summary>Puts the entries of one word in the order in which they count.</summary>
    public void Sort()
    {
        foreach (int node in _entries.Keys.ToList())
        {
            // Stable: of two that differ in nothing the order does not matter, as they cannot stand in one source.
            _entries[node] = [.. _entries[node].OrderByDescending(entry => entry.Source)
                .ThenByDescending(entry => entry.IsCaseSensitive)];
        }
    }

    /// <summary>The longest entry that a text has at an index.</summary>
    /// <param name="text">In Unicode form C.</param>
    /// <param name="index">Where it would begin.</param>
    /// <param name="end">Where it ends in the text.</param>
    /// <param name="entry">The entry.</param>
    public bool TryMatch(string text, int index, out int end, out WordEntry? entry)
    {
        end = index;
        entry = null;
        if (!_begins[WordText.Fold(text[index])] || WordText.IsInsideWord(text, index))
        {
            return false;
        }

        int node = Root;
        int position = index;
        while (position < text.Length && TryStep(text, ref node, ref position))
        {
            if (_entries.TryGetValue(node, out List<WordEntry>? entries) && !WordText.IsInsideWord(text, position)
                && FirstAt(entries, text, index) is { } found)
            {
                entry = found;
                end = position;
            }
        }

        return entry is not null;
    }

    // Not by a delegate, which every call would allocate.
    private static WordEntry? FirstAt(List<WordEntry> entries, string text, int index)
    {
        foreach (WordEntry entry in entries)
        {
            if (entry.IsAt(text, index))
            {
                return entry;
            }
        }

        return null;
    }

    // A space of an entry is any white space of the text, but for the end of a paragraph.
    private bool TryStep(string text, ref int node, ref int position)
    {
        bool isSpace = char.IsWhiteSpace(text[position]);
        char unit = isSpace ? ' ' : WordText.Fold(text[position]);
        if (!_next.TryGetValue(Key(node, unit), out node))
        {
            return false;
        }

        int next = isSpace ? Characters.SkipWhiteSpace(text, position) : position + 1;
        bool isEnd = isSpace && ParagraphBoundary.IsIn(text, position, next);
        position = next;
        return !isEnd;
    }

    private static long Key(int node, char unit) => ((long)node << 16) | unit;
}
