using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Parts;

/// <summary>The audio of one request: a file, or, while it is small and about to be joined, bytes in memory.</summary>
/// <param name="Name">What it is known by.</param>
/// <param name="Audio">What its frames say.</param>
/// <param name="Path">The file; null while it is in memory.</param>
/// <param name="Bytes">The bytes; empty when it is a file.</param>
internal sealed record Part(string Name, AudioProperties Audio, string? Path, ArraySegment<byte> Bytes)
{
    /// <summary>Opens it for one pass from its beginning.</summary>
    /// <exception cref="IOException">The file is gone, or cannot be read.</exception>
    public Stream OpenRead() => Path is null
        ? new MemoryStream(Bytes.Array!, Bytes.Offset, Bytes.Count, writable: false)
        : new PartFileStream(Path);
}
