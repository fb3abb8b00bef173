using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Planning;

/// <summary>A file to be, or bytes to be, and what it says.</summary>
public sealed class Target
{
    private readonly AudioFormat? _container;

    /// <summary>How messages call it: the file as the user named it, or what stands for it.</summary>
    public required string Name { get; init; }

    /// <summary>The full path; null when the audio is wanted as bytes.</summary>
    public string? OutFile { get; init; }

    /// <summary>
    /// The title of what is spoken, as a document's own; null when nothing tells one. A beginning that belongs to no
    /// chapter is a chapter of that name.
    /// </summary>
    public string? Title { get; init; }

    /// <summary>Who wrote it, in order; empty when nothing tells.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The text's language as BCP 47 has it, as in <c>en-GB</c>; null when nothing tells.</summary>
    public string? Language { get; init; }

    /// <summary>The format to ask for.</summary>
    public required AudioFormat Format { get; init; }

    /// <summary>
    /// What the file is to be, as its name says: wav or pcm around the samples of the other. Any other format is its
    /// own. <see cref="Format"/> where nobody says otherwise.
    /// </summary>
    public AudioFormat Container { get => _container ?? Format; init => _container = value; }

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

    /// <summary>Silence between segments; only formats of plain samples can have it.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Replace the file even when it is read-only.</summary>
    public bool Force { get; init; }

    /// <summary>Leave a file alone that appeared in the meantime.</summary>
    public bool NoClobber { get; init; }
}
