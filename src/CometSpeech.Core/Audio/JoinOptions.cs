using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio;

/// <summary>Options of a joined file: its container, tags and chapters.</summary>
public sealed class JoinOptions
{
    /// <summary>Nothing but the parts.</summary>
    public static JoinOptions None { get; } = new();

    /// <summary>The file's container, which can hold the parts; null for that of the parts.</summary>
    public AudioContainer? Container { get; init; }

    /// <summary>What the file tells of itself; null for nothing. Containers without tags leave it out.</summary>
    public AudioTags? Tags { get; init; }

    /// <summary>
    /// The titles of the chapters in order, known before the first part because room for them is made at the file's
    /// beginning; empty for none. Where they begin is told to <see cref="AudioJoiner.Complete"/>.
    /// </summary>
    public IReadOnlyList<string> Chapters { get; init; } = [];
}
