using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>One whole page of an Ogg stream (RFC 3533, 6), over bytes that somebody else holds.</summary>
/// <param name="bytes">The page from its capture pattern to the end of its body.</param>
/// <param name="contentCrc">The CRC register over lacing values and body alone, from 0.</param>
internal readonly ref struct OggPage(ReadOnlySpan<byte> bytes, uint contentCrc)
{
    /// <summary>Bytes before the lacing values.</summary>
    public const int HeaderLength = 27;

    /// <summary>Lacing values of one page at most.</summary>
    public const int MaxSegments = 255;

    /// <summary>The granule position of a page on which no packet ends.</summary>
    public const long NoGranule = -1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public static ReadOnlySpan<byte> CapturePattern => "OggS"u8;

    /// <summary>The CRC register over lacing values and body alone, from 0.</summary>
    public uint ContentCrc { get; } = contentCrc;

    /// <summary>The page begins inside a packet.</summary>
    public bool IsContinued => (_bytes[5] & (byte)OggPageFlags.Continued) != 0;

    /// <summary>The page begins a logical stream (BOS).</summary>
    public bool IsFirst => (_bytes[5] & (byte)OggPageFlags.First) != 0;

    /// <summary>The page ends a logical stream (EOS).</summary>
    public bool IsLast => (_bytes[5] & (byte)OggPageFlags.Last) != 0;

    public long Granule => BinaryPrimitives.ReadInt64LittleEndian(_bytes.Slice(6));

    public uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(14));

    public uint Sequence => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(18));

    public ReadOnlySpan<byte> Lacing => _bytes.Slice(HeaderLength, _bytes[26]);

    public ReadOnlySpan<byte> Body => _bytes.Slice(HeaderLength + _bytes[26]);
}
