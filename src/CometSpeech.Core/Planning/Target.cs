using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Captions;

namespace CometSpeech.Core.Planning;

/// <summary>A file to be, or bytes to be, and what it says.</summary>
public sealed record Target
{
    private readonly AudioContainer? _container;

    /// <summary>How messages call it: the file as the user named it, or what stands for it.</summary>
    public required string Name { get; init; }

    /// <summary>The full path; null when the audio is wanted as bytes.</summary>
    public string? OutFile { get; init; }

    /// <summary>
    /// What the file tells of itself: what the user says and, where that is silent, what a document says; null for a
    /// file without tags. A beginning that belongs to no chapter is a chapter named for the title.
    /// </summary>
    public AudioTags? Tags { get; init; }

    /// <summary>The format to ask for.</summary>
    public required AudioFormat Format { get; init; }

    /// <summary>
    /// What the file is to be, as its name says; that of <see cref="Format"/> where nobody says otherwise.
    /// </summary>
    public AudioContainer Container { get => _container ?? AudioContainers.Of(Format); init => _container = value; }

    /// <summary>What is spoken, in order.</summary>
    public required IReadOnlyList<Segment> Segments { get; init; }

    /// <summary>
    /// The most characters (UTF-16 units) of one request, 1 to 4096; null for the default of each segment's model.
    /// </summary>
    public int? MaxChunkLength { get; init; }

    /// <summary>
    /// Whether chunks end with paragraphs wherever those are long enough, so that a change in one leaves the parts of
    /// the others what they were; for runs with a cache.
    /// </summary>
    public bool EndsChunksWithParagraphs { get; init; }

    /// <summary>
    /// Whether its first request is the first sentence, and the next ones grow: for sound that is heard while it is
    /// made.
    /// </summary>
    public bool BeginsSmall { get; init; }

    /// <summary>The pauses that are heard between its pieces.</summary>
    public PauseLengths Pauses { get; init; }

    /// <summary>The captions to be written beside the file; empty for none, as without a file.</summary>
    public IReadOnlyList<SubtitleFormat> Subtitles { get; init; } = [];

    /// <summary>Replace the file even when it is read-only.</summary>
    public bool Force { get; init; }

    /// <summary>Leave a file alone that appeared in the meantime.</summary>
    public bool NoClobber { get; init; }
}
