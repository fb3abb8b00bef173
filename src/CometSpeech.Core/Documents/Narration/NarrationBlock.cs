namespace CometSpeech.Core.Documents.Narration;

/// <summary>A paragraph, or what stands alone like one.</summary>
/// <param name="Text">What is spoken; empty for a heading that is not.</param>
/// <param name="Level">A heading's level, from 1; 0 for any other paragraph.</param>
/// <param name="Title">A heading's text without the sentence end that was added; null for any other paragraph.</param>
/// <param name="Links">The links, where it is nothing but links, and no heading; else null.</param>
internal readonly record struct NarrationBlock(
    string Text, int Level = 0, string? Title = null, IReadOnlyList<LinkedText>? Links = null);
