using System.Buffers.Binary;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Writes the pages of one logical Ogg stream: numbers them, gives them CRCs, and marks the last one. The page written
/// last is held back until another comes, since it may be the stream's end.
/// </summary>
/// <param name="output">Where the pages go.</param>
/// <param name="serial">The stream's serial number.</param>
/// <param name="sequence">The number of the first page.</param>
internal sealed class OggPageWriter(OutputWriter output, uint serial, uint sequence = 0)
{
    private readonly byte[] _header = new byte[OggPage.HeaderLength];
    private readonly byte[] _lacing = new byte[OggPage.MaxSegments];
    private byte[] _body = [];
    private int _segments;
    private int _length;
    private long _granule;
    private uint _contentCrc;
    private uint _sequence = sequence;

    private ReadOnlySpan<byte> Lacing => _lacing.AsSpan(0, _segments);

    private ReadOnlySpan<byte> Body => _body.AsSpan(0, _length);

    /// <summary>Writes a page of whole packets.</summary>
    /// <param name="lacing">1 to 255 lacing values.</param>
    /// <param name="body">As many bytes as the lacing values sum up to.</param>
    /// <param name="granule">The granule position.</param>
    /// <param name="contentCrc">The CRC register over lacing values and body when it is known.</param>
    public void Write(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body, long granule, uint? contentCrc = null)
    {
        WriteHeld(OggPageFlags.None);
        if (_body.Length < body.Length)
        {
            _body = new byte[body.Length];
        }

        lacing.CopyTo(_lacing);
        body.CopyTo(_body);
        _segments = lacing.Length;
        _length = body.Length;
        _granule = granule;
        _contentCrc = contentCrc ?? GetContentCrc(lacing, body);
    }

    /// <summary>
    /// Writes one packet on pages of its own, at once. All but the last are full, and no packet ends there (RFC 3533,
    /// 6).
    /// </summary>
    public void WritePacket(ReadOnlySpan<byte> packet, long granule, OggPageFlags flags = OggPageFlags.None)
    {
        const int FullPage = OggPage.MaxSegments * 255;
        WriteHeld(OggPageFlags.None);
        Span<byte> lacing = stackalloc byte[OggPage.MaxSegments];
        lacing.Fill(255);
        for (; packet.Length >= FullPage; packet = packet.Slice(FullPage))
        {
            ReadOnlySpan<byte> full = packet.Slice(0, FullPage);
            WriteThrough(lacing, full, OggPage.NoGranule, flags, GetContentCrc(lacing, full));
            flags = OggPageFlags.Continued;
        }

        // A packet that fills its last segment needs one more of length 0 (RFC 3533, 5).
        int last = packet.Length / 255;
        lacing[last] = (byte)(packet.Length % 255);
        lacing = lacing.Slice(0, last + 1);
        WriteThrough(lacing, packet, granule, flags, GetContentCrc(lacing, packet));
    }

    /// <summary>
    /// Writes the Opus packets of the page that is held back, but for its last ones, which become a page of their own.
    /// </summary>
    /// <param name="samples">What those must hold at least; one packet is held back in any case.</param>
    /// <returns>The samples that they hold.</returns>
    public int ReleaseAllBut(long samples)
    {
        int all = 0;
        OpusPacketReader packets = new(Lacing, Body);
        while (packets.Read())
        {
            all += OpusPacket.GetSampleCount(packets.Packet);
        }

        (int segments, int length, int released) = (0, 0, 0);
        int passed = 0;
        packets = new OpusPacketReader(Lacing, Body);
        while (packets.Read() && packets.Segments < _segments)
        {
            passed += OpusPacket.GetSampleCount(packets.Packet);
            if (all - passed >= samples)
            {
                (segments, length, released) = (packets.Segments, packets.Length, passed);
            }
        }

        if (segments > 0)
        {
            long granule = _granule;
            byte[] lacing = Lacing.Slice(segments).ToArray();
            byte[] body = Body.Slice(length).ToArray();
            (_segments, _length, _granule) = (segments, length, granule - (all - released));
            _contentCrc = GetContentCrc(Lacing, Body);
            Write(lacing, body, granule);
        }

        return all - released;
    }

    /// <summary>
    /// Writes the page that is held back as the stream's end (EOS), with its final granule position.
    /// </summary>
    public void WriteLast(long granule)
    {
        _granule = granule;
        WriteHeld(OggPageFlags.Last);
    }

    private static uint GetContentCrc(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body) =>
        Crc.OggPage.Append(Crc.OggPage.Append(0, lacing), body);

    private void WriteHeld(OggPageFlags flags)
    {
        if (_segments > 0)
        {
            WriteThrough(Lacing, Body, _granule, flags, _contentCrc);
            _segments = _length = 0;
        }
    }

    private void WriteThrough(
        ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body, long granule, OggPageFlags flags, uint contentCrc)
    {
        byte[] header = _header;
        OggPage.CapturePattern.CopyTo(header);
        header[5] = (byte)flags;
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(18), _sequence++);
        header.AsSpan(22, 4).Clear();
        header[26] = (byte)lacing.Length;
        uint crc = Crc.OggPage.Concat(Crc.OggPage.Append(0, header), contentCrc, lacing.Length + body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(22), crc);
        output.Write(header);
        output.Write(lacing);
        output.Write(body);
    }
}
