namespace CometSpeech.Core.Planning;

/// <summary>What begins with a chunk; each of them begins what stands before it as well.</summary>
public enum ChunkStart
{
    /// <summary>Nothing: the text goes on.</summary>
    Text,

    /// <summary>A paragraph; told only where each one begins a chunk.</summary>
    Paragraph,

    /// <summary>A segment.</summary>
    Segment,

    /// <summary>A chapter.</summary>
    Chapter,
}
