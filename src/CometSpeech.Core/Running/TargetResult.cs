using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running;

/// <summary>A finished target.</summary>
public sealed class TargetResult
{
    /// <summary>What was made.</summary>
    public required TargetPlan Plan { get; init; }

    /// <summary>What came out, as its frames tell.</summary>
    public required AudioProperties Audio { get; init; }

    /// <summary>
    /// The chapters, one after the other from the beginning to the end; empty when the text has none.
    /// </summary>
    public required IReadOnlyList<TargetChapter> Chapters { get; init; }

    /// <summary>The full paths of the caption files; empty for none.</summary>
    public IReadOnlyList<string> Subtitles { get; init; } = [];

    /// <summary>The audio, for a target without a file whose sound no sink took.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Requests that this target paid for.</summary>
    public required int Requests { get; init; }

    /// <summary>Attempts beyond the first, over all of them.</summary>
    public required int Retries { get; init; }

    /// <summary>Parts that were there already, from an earlier run or another target.</summary>
    public required int ReusedParts { get; init; }

    /// <summary>
    /// The service's ids of the requests, in the order of the text; those that gave none are left out.
    /// </summary>
    public required IReadOnlyList<string> RequestIds { get; init; }
}
