namespace CometSpeech.Core.Documents.Narration;

/// <summary>A paragraph, or what stands alone like one.</summary>
internal readonly struct NarrationBlock(
    string text, int level = 0, string? title = null, IReadOnlyList<LinkedText>? links = null)
{
    /// <summary>What is spoken; empty for a heading that is not.</summary>
    public string Text { get; init; } = text;

    /// <summary>A heading's level, from 1; 0 for any other paragraph.</summary>
    public int Level { get; init; } = level;

    /// <summary>A heading's text without the sentence end that was added; null for any other paragraph.</summary>
    public string? Title { get; init; } = title;

    /// <summary>The links, where it is nothing but links, and no heading; else null.</summary>
    public IReadOnlyList<LinkedText>? Links { get; init; } = links;
}
