namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Finds chapters by headings. Of themselves those of the shallowest level that occurs at least twice begin one; a
/// single heading of a higher rank before them is the document's title. Players show a flat list, so it is flat.
/// </summary>
internal static class HeadingChapters
{
    /// <summary>Divides a text into chapters.</summary>
    /// <param name="text">The whole document.</param>
    /// <param name="level">The deepest level that begins one; 0 for none; null for the rule.</param>
    /// <param name="warnings">Hears of more than <see cref="DocumentLimits.Chapters"/> chapters.</param>
    /// <param name="title">The heading that is the document's title; null when there is none.</param>
    public static IReadOnlyList<DocumentSection> Divide(
        NarratedText text, int? level, ICollection<string> warnings, out string? title)
    {
        int titleIndex = FindTitle(text.Blocks, out int ruled);
        title = titleIndex < 0 ? null : text.Blocks[titleIndex].Title;
        int deepest = level ?? ruled;
        // Named by hand, its level counts as any other.
        int left = level is null ? titleIndex : -1;
        List<int> starts =
        [
            .. Enumerable.Range(0, text.Blocks.Count).Where(i => i != left && IsHeading(text.Blocks[i], deepest)),
        ];
        return Divide(text, ChapterLimit.Apply(starts, i => text.Blocks[i].Level, "Its headings", warnings));
    }

    private static List<DocumentSection> Divide(NarratedText text, List<int> starts)
    {
        List<DocumentSection> sections = [];
        int start = 0;
        string? chapter = null;
        foreach (int next in starts.Append(text.Blocks.Count))
        {
            string spoken = text.GetText(start, next);
            if (spoken.Length > 0)
            {
                sections.Add(new DocumentSection(chapter, spoken));
            }

            start = next;
            chapter = next < text.Blocks.Count ? text.Blocks[next].Title : null;
        }

        return sections;
    }

    private static bool IsHeading(NarrationBlock block, int deepest) => block.Level > 0 && block.Level <= deepest;

    // The index of the title, or -1; and the level of chapters by the rule, or 0.
    private static int FindTitle(IReadOnlyList<NarrationBlock> blocks, out int chapterLevel)
    {
        chapterLevel = blocks
            .Where(block => block.Level > 0)
            .GroupBy(block => block.Level)
            .Where(level => level.Count() > 1)
            .Select(level => level.Key)
            .DefaultIfEmpty()
            .Min();
        for (int i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Level > 0)
            {
                // The first heading, or none.
                return chapterLevel == 0 || blocks[i].Level < chapterLevel ? i : -1;
            }
        }

        return -1;
    }
}
