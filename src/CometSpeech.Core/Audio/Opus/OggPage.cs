using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>One whole page of an Ogg stream (RFC 3533, 6), over bytes that somebody else holds.</summary>
/// <param name="bytes">The page from its capture pattern to the end of its body.</param>
internal readonly ref struct OggPage(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bytes before the lacing values.</summary>
    public const int HeaderLength = 27;

    /// <summary>Lacing values of one page at most.</summary>
    public const int MaxSegments = 255;

    /// <summary>The granule position of a page on which no packet ends.</summary>
    public const long NoGranule = -1;

    private const int CrcOffset = 22;
    private const int CrcLength = 4;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public static ReadOnlySpan<byte> CapturePattern => "OggS"u8;

    /// <summary>
    /// What a stream holds whose first page has that body, where it is a coding of sound that is not Opus; null for all
    /// else. By the Vorbis I specification, 4.2.1, FLAC's mapping (RFC 9639, 10.1) and the Speex manual.
    /// </summary>
    public static string? FindCoding(ReadOnlySpan<byte> body) =>
        body.StartsWith("\u0001vorbis"u8) ? "Vorbis"
            : body.StartsWith("\u007FFLAC"u8) ? "FLAC"
            : body.StartsWith("Speex   "u8) ? "Speex"
            : null;

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

    /// <summary>Whether a page begins there, as far as the bytes tell; none tell nothing.</summary>
    public static bool IsStart(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, CapturePattern.Length);
        return count > 0
            && bytes.Slice(0, count).SequenceEqual(CapturePattern.Slice(0, count))
            && (bytes.Length < 5 || bytes[4] == 0);
    }

    /// <summary>
    /// The length of the page that begins there; while the bytes do not tell it, how many of them do. It is the page's
    /// when the bytes are at least as many.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length < HeaderLength ? HeaderLength : HeaderLength + bytes[26];
        if (bytes.Length >= length)
        {
            foreach (byte segment in bytes.Slice(HeaderLength, length - HeaderLength))
            {
                length += segment;
            }
        }

        return length;
    }

    /// <summary>Whether the page has the right CRC.</summary>
    /// <param name="contentCrc">The CRC register over lacing values and body alone, from 0.</param>
    public bool HasRightCrc(out uint contentCrc)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        _bytes.Slice(0, HeaderLength).CopyTo(header);
        header.Slice(CrcOffset, CrcLength).Clear();
        ReadOnlySpan<byte> content = _bytes.Slice(HeaderLength);
        contentCrc = Crc.OggPage.Append(0, content);
        uint crc = Crc.OggPage.Concat(Crc.OggPage.Append(0, header), contentCrc, content.Length);
        return crc == BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(CrcOffset));
    }
}
