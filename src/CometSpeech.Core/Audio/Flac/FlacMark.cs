using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>The mark that a FLAC stream begins with (RFC 9639, 6).</summary>
internal static class FlacMark
{
    public static ReadOnlySpan<byte> Bytes => "fLaC"u8;

    public static bool IsStream(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Bytes);

    /// <summary>The mark and the header of a STREAMINFO block: eight bytes that do not come about by chance.</summary>
    public static bool IsStreamWithInfo(ReadOnlySpan<byte> bytes) =>
        IsStream(bytes)
        && bytes.Length >= 8
        && (BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(4)) & 0x7FFFFFFF) == FlacStreamInfo.Length;
}
