using CometSpeech.Core.Documents;

namespace CometSpeech.Input.Documents;

/// <summary>What a document says of itself.</summary>
internal sealed record DocumentInfo
{
    /// <summary>Its title, on one line; null when it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Who wrote it; empty when it does not say.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Its language as BCP 47 has it, as in <c>en-GB</c>; null when it does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Its cover; null for none.</summary>
    public DocumentCover? Cover { get; init; }

    /// <summary>What was left out, counted in words; empty for nothing.</summary>
    public string LeftOut { get; init; } = "";
}
