using System.Buffers.Binary;

namespace CometSpeech.Core.Audio;

/// <summary>What can stand in a FLAC file beside frames.</summary>
internal static class FlacMarks
{
    /// <summary>A stream's first four bytes (RFC 9639, 6).</summary>
    public static ReadOnlySpan<byte> Stream => "fLaC"u8;

    public static bool IsStream(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Stream);

    /// <summary>A stream's beginning with the header of its STREAMINFO block: eight bytes that do not come about by chance.</summary>
    public static bool IsStreamWithInfo(ReadOnlySpan<byte> bytes) =>
        IsStream(bytes) && bytes.Length >= 8 && (BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(4)) & 0x7FFFFFFF) == FlacStreamInfo.Length;

    /// <summary>Tags of other formats, which taggers put before or behind a stream.</summary>
    public static bool IsTag(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("ID3"u8) || bytes.StartsWith("TAG"u8) || bytes.StartsWith("APETAGEX"u8);

    /// <summary>Bytes of such a tag.</summary>
    /// <param name="bytes">Its beginning, 16 bytes where the part has as many.</param>
    public static long GetTagLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || bytes[0] == (byte)'T')
        {
            return 128;
        }

        if (bytes[0] == (byte)'A')
        {
            return 32 + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(12));
        }

        // ID3v2: a size of four times seven bits, and a footer by flag.
        int size = ((bytes[6] & 0x7F) << 21) | ((bytes[7] & 0x7F) << 14) | ((bytes[8] & 0x7F) << 7) | (bytes[9] & 0x7F);
        return 10 + size + ((bytes[5] & 0x10) != 0 ? 10 : 0);
    }
}
