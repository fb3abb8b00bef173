namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Finds a table of contents that nothing marks as one: paragraphs one below the other of nothing but links to
/// chapters. It is there for clicking.
/// </summary>
internal static class ContentsParagraphs
{
    // Fewer are more likely a sentence's own list.
    private const int Fewest = 3;

    /// <summary>A text without its tables of contents; the paragraphs are there, and say nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isToChapter">Whether a link leads to a chapter.</param>
    /// <param name="omissions">Counts the tables.</param>
    public static NarratedText LeaveOut(
        NarratedText text, Func<LinkedText, bool> isToChapter, DocumentOmissions omissions)
    {
        NarrationBlock[]? blocks = null;
        int start = 0;
        while (start < text.Blocks.Count)
        {
            int links = 0;
            int chapters = 0;
            int end = start;
            for (; end < text.Blocks.Count && text.Blocks[end].Links is { } linked; end++)
            {
                links += linked.Count;
                chapters += linked.Count(isToChapter);
            }

            // A preface may be no chapter; in a game of choices most paragraphs are none.
            if (links >= Fewest && 2 * chapters > links)
            {
                blocks ??= [.. text.Blocks];
                bool hasTitle = start > 0 && blocks[start - 1].Level > 0
                    && (end == blocks.Length || blocks[end].Level > 0);
                for (int i = hasTitle ? start - 1 : start; i < end; i++)
                {
                    blocks[i] = blocks[i] with { Text = "" };
                }

                omissions.Add(DocumentOmission.Navigation);
            }

            start = Math.Max(end, start + 1);
        }

        return blocks is null ? text : new NarratedText(blocks, text.Anchors);
    }
}
