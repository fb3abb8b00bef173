using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Frames;

/// <summary>The sizes of tags that stand before, between and after audio frames.</summary>
internal static class TagSize
{
    /// <summary>The bytes to look at.</summary>
    public const int HeaderLength = 32;

    private const int Id3v1Length = 128;

    // Far beyond what the APEv2 specification recommends (8 KiB) and any cover picture.
    private const uint MaxApeLength = 16 * 1024 * 1024;

    /// <summary>The whole bytes of the tag at the span's beginning; 0 when none stands there.</summary>
    /// <param name="at">The bytes there.</param>
    /// <param name="atBoundary">
    /// Whether a frame would begin here. Only then is the three letters' mark of ID3v1 believed.
    /// </param>
    public static long At(ReadOnlySpan<byte> at, bool atBoundary)
    {
        if (at.Length < 3 || at[0] is not ((byte)'I' or (byte)'A' or (byte)'T'))
        {
            return 0;
        }

        if (atBoundary && at.StartsWith("TAG"u8))
        {
            return Id3v1Length;
        }

        return at.StartsWith("APETAGEX"u8) && at.Length >= HeaderLength ? Ape(at) : Id3v2(at);
    }

    /// <summary>
    /// An ID3v2 tag (ID3v2.4.0 structure, 3.1): header, four bytes of seven bits each, perhaps a footer.
    /// </summary>
    private static long Id3v2(ReadOnlySpan<byte> at)
    {
        if (at.Length < 10
            || !at.StartsWith("ID3"u8)
            || at[3] is < 2 or > 4
            || at[4] == 0xFF
            || ((at[6] | at[7] | at[8] | at[9]) & 0x80) != 0)
        {
            return 0;
        }

        int size = at[6] << 21 | at[7] << 14 | at[8] << 7 | at[9];
        bool hasFooter = at[3] == 4 && (at[5] & 0x10) != 0;
        return 10L + size + (hasFooter ? 10 : 0);
    }

    /// <summary>
    /// An APEv2 tag's header or footer: the size counts items and footer, and flag 29 tells a header.
    /// </summary>
    private static long Ape(ReadOnlySpan<byte> at)
    {
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(at.Slice(12));
        bool isHeader = (at[23] & 0x20) != 0;
        return size > MaxApeLength ? 0 : isHeader ? HeaderLength + (long)size : HeaderLength;
    }
}
