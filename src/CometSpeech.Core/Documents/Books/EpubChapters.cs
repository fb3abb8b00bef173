using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Books;

/// <summary>
/// Finds a book's chapters by its table of contents. Of itself each document to which the table leads is one, and
/// further ones begin where the table has entries of the same rank in it, and where one of their siblings or most of
/// their level do; when there are fewer than two such documents, every entry that is shown begins one. Players show a
/// flat list, so it is flat.
/// </summary>
internal static class EpubChapters
{
    /// <summary>Divides a book into chapters; by its headings when the table of contents gives none.</summary>
    /// <param name="text">The whole book.</param>
    /// <param name="entries">The table of contents.</param>
    /// <param name="level">The deepest level of the table that begins one; 0 for none; null for the rule.</param>
    /// <param name="warnings">Hears of more than <see cref="DocumentLimits.Chapters"/> chapters.</param>
    public static IReadOnlyList<DocumentSection> Divide(
        EpubText text, IReadOnlyList<EpubEntry> entries, int? level, EpubWarnings warnings)
    {
        List<Cut> cuts = level is { } deepest ? CutTo(text, entries, deepest) : CutByRule(text, entries);
        List<string> sentences = [];

        // A sort that keeps the order of the table.
        IReadOnlyList<DocumentSection> sections = cuts.Count == 0
            ? HeadingChapters.Divide(text.Narrated, level, sentences, out _)
            : Divide(text.Narrated, ChapterLimit.Apply(
                [.. cuts.OrderBy(cut => cut.Index)], cut => cut.Entry.Level, "Its table of contents", sentences));
        sentences.ForEach(warnings.Add);
        return sections;
    }

    private static List<Cut> CutTo(EpubText text, IReadOnlyList<EpubEntry> entries, int deepest) =>
        CutAtEntries(text, entries.Where(entry => entry.Level <= deepest));

    private static List<Cut> CutByRule(EpubText text, IReadOnlyList<EpubEntry> entries)
    {
        List<Cut> cuts = CutAtDocuments(text, entries, out int documents);
        if (documents < 2)
        {
            cuts = CutAtEntries(text, entries.Where(entry => !entry.IsHidden));
        }

        // One chapter is none.
        return cuts.Count < 2 ? [] : cuts;
    }

    private static List<Cut> CutAtDocuments(EpubText text, IReadOnlyList<EpubEntry> entries, out int documents)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        List<EpubEntry> shown = [.. entries.Where(entry => text.Contains(entry.Link.Path) && !entry.IsHidden)];
        var chapters = new HashSet<EpubEntry>();
        foreach (EpubEntry entry in entries.Where(entry => text.Contains(entry.Link.Path)))
        {
            if (!ranks.TryGetValue(entry.Link.Path, out int rank))
            {
                ranks.Add(entry.Link.Path, entry.Level);
                chapters.Add(entry);
            }
            else if (entry.Level <= rank && !entry.IsHidden)
            {
                chapters.Add(entry);
            }
        }

        // A part may begin in the document of its first chapters.
        foreach (IGrouping<EpubEntry?, EpubEntry> siblings in GroupBySibling(shown))
        {
            if (siblings.Any(chapters.Contains))
            {
                chapters.UnionWith(siblings);
            }
        }

        foreach (IGrouping<int, EpubEntry> level in shown.GroupBy(entry => entry.Level))
        {
            if (2 * level.Count(chapters.Contains) > level.Count())
            {
                chapters.UnionWith(level);
            }
        }

        documents = ranks.Count;
        return CutAtEntries(text, entries.Where(chapters.Contains));
    }

    private static IEnumerable<IGrouping<EpubEntry?, EpubEntry>> GroupBySibling(IEnumerable<EpubEntry> entries)
    {
        var above = new Stack<EpubEntry>();
        return entries.GroupBy(entry =>
        {
            while (above.Count > 0 && above.Peek().Level >= entry.Level)
            {
                above.Pop();
            }

            EpubEntry? parent = above.Count > 0 ? above.Peek() : null;
            above.Push(entry);
            return parent;
        });
    }

    private static List<Cut> CutAtEntries(EpubText text, IEnumerable<EpubEntry> entries)
    {
        var documents = new HashSet<string>(StringComparer.Ordinal);
        List<Cut> cuts = [];
        foreach (EpubEntry entry in entries.Where(entry => text.Contains(entry.Link.Path)))
        {
            int? index = documents.Add(entry.Link.Path) ? text.FindOrStart(entry.Link) : text.Find(entry.Link);
            if (index is { } place)
            {
                cuts.Add(new Cut(place, entry));
            }
        }

        return cuts;
    }

    private static List<DocumentSection> Divide(NarratedText text, List<Cut> cuts)
    {
        List<DocumentSection> sections = [];
        int start = 0;
        string? title = null;

        // Of two at one place the first has no text.
        foreach (Cut cut in cuts)
        {
            AddSection(cut.Index);
            start = cut.Index;
            title = cut.Entry.Title;
        }

        AddSection(text.Blocks.Count);
        return sections;

        void AddSection(int end)
        {
            string spoken = text.GetText(start, end);
            if (spoken.Length > 0)
            {
                sections.Add(new DocumentSection(title, spoken));
            }
        }
    }

    private readonly struct Cut(int index, EpubEntry entry)
    {
        public int Index { get; } = index;

        public EpubEntry Entry { get; } = entry;
    }
}
