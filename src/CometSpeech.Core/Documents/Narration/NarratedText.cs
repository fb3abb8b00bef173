namespace CometSpeech.Core.Documents.Narration;

/// <summary>What a document, or one file of it, says.</summary>
/// <param name="blocks">Its paragraphs in order.</param>
/// <param name="anchors">Where its anchors are: the index of the block in which, or before which, each stands.</param>
internal sealed class NarratedText(IReadOnlyList<NarrationBlock> blocks, IReadOnlyDictionary<string, int> anchors)
{
    /// <summary>Its paragraphs in order; none is blank but for what is not spoken.</summary>
    public IReadOnlyList<NarrationBlock> Blocks { get; } = blocks;

    /// <summary>
    /// Where its anchors (ids) are: the index of the block in which, or before which, each stands; the number of blocks
    /// for one at the end.
    /// </summary>
    public IReadOnlyDictionary<string, int> Anchors { get; } = anchors;

    /// <summary>The text of some blocks, with a blank line between them; empty when they say nothing.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="end">The one after the last.</param>
    public string GetText(int start, int end)
    {
        List<string> texts = new(end - start);
        for (int i = start; i < end; i++)
        {
            if (Blocks[i].Text.Length > 0)
            {
                texts.Add(Blocks[i].Text);
            }
        }

        return string.Join("\n\n", texts);
    }
}
