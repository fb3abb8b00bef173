using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Writes the pages of one logical Ogg stream: numbers them, gives them CRCs, and marks the last one.
/// </summary>
/// <param name="output">Where the pages go.</param>
/// <param name="serial">The stream's serial number.</param>
/// <param name="sequence">The number of the first page.</param>
internal sealed class OggPageWriter(OutputWriter output, uint serial, uint sequence = 0)
{
    private readonly byte[] _lastHeader = new byte[OggPage.HeaderLength];
    private long _lastPosition;
    private uint _lastContentCrc;
    private int _lastContentLength;
    private uint _sequence = sequence;

    /// <summary>Writes a page of whole packets.</summary>
    /// <param name="lacing">1 to 255 lacing values.</param>
    /// <param name="body">As many bytes as the lacing values sum up to.</param>
    /// <param name="granule">The granule position, or <see cref="OggPage.NoGranule"/>.</param>
    /// <param name="flags">The header type flags.</param>
    /// <param name="contentCrc">The CRC register over lacing values and body when it is known.</param>
    public void Write(
        ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body, long granule, OggPageFlags flags = OggPageFlags.None,
        uint? contentCrc = null)
    {
        byte[] header = _lastHeader;
        OggPage.CapturePattern.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(18), _sequence++);
        header[26] = (byte)lacing.Length;
        _lastContentCrc = contentCrc ?? Crc.OggPage.Append(Crc.OggPage.Append(0, lacing), body);
        _lastContentLength = lacing.Length + body.Length;
        _lastPosition = output.Position;
        Seal(granule, flags);
        output.Write(header);
        output.Write(lacing);
        output.Write(body);
    }

    /// <summary>
    /// Writes one packet on pages of its own. All but the last are full, and no packet ends there (RFC 3533, 6).
    /// </summary>
    public void WritePacket(ReadOnlySpan<byte> packet, long granule, OggPageFlags flags = OggPageFlags.None)
    {
        const int FullPage = OggPage.MaxSegments * 255;
        Span<byte> lacing = stackalloc byte[OggPage.MaxSegments];
        lacing.Fill(255);
        for (; packet.Length >= FullPage; packet = packet.Slice(FullPage))
        {
            Write(lacing, packet.Slice(0, FullPage), OggPage.NoGranule, flags);
            flags = OggPageFlags.Continued;
        }

        // A packet that fills its last segment needs one more of length 0 (RFC 3533, 5).
        int last = packet.Length / 255;
        lacing[last] = (byte)(packet.Length % 255);
        Write(lacing.Slice(0, last + 1), packet, granule, flags);
    }

    /// <summary>Marks the page written last as the stream's end (EOS), with its final granule position.</summary>
    public void MarkLast(long granule)
    {
        Seal(granule, OggPageFlags.Last);
        output.Patch(_lastPosition, _lastHeader);
    }

    private void Seal(long granule, OggPageFlags flags)
    {
        byte[] header = _lastHeader;
        header[5] = (byte)flags;
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(6), granule);
        header.AsSpan(22, 4).Clear();
        uint crc = Crc.OggPage.Concat(Crc.OggPage.Append(0, header), _lastContentCrc, _lastContentLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(22), crc);
    }
}
