namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// One logical Opus stream of a part, from its header to its last page: takes its pages apart into groups of whole
/// packets and finds out how many samples they hold. A missing end-of-stream flag alone is not held against a part,
/// because servers that stream leave it out.
/// </summary>
internal sealed class OpusLink
{
    private readonly string _name;

    // The beginning of a packet that goes on over the page's end: whole segments of 255 bytes, then what the next page
    // adds.
    private byte[] _content = [];
    private byte[] _lacing = [];
    private int _heldLength;
    private int _heldSegments;

    // How far the page is taken apart, and the group that was taken last.
    private int _segment;
    private int _offset;
    private int _groupSegments;
    private int _groupLength;
    private bool _isGroupHeld;
    private long _samplesBeforePage;

    private bool _isBeforeTags = true;
    private bool _isInTags;
    private uint _sequence;
    private bool _isLast;
    private bool _hasGranule;
    private long _granuleOffset;
    private long _granule;

    public OpusLink(OpusHead head, OggPage first, string name)
    {
        Head = head;
        Serial = first.Serial;
        _sequence = first.Sequence;
        _name = name;
    }

    public OpusHead Head { get; }

    public uint Serial { get; }

    /// <summary>Samples of all packets so far, at 48 kHz.</summary>
    public long PacketSamples { get; private set; }

    /// <summary>Samples of the packets that were read last.</summary>
    public int GroupSamples { get; private set; }

    /// <summary>
    /// Samples that a decoder drops at this stream's end (RFC 7845, 4.4); known after <see cref="End"/>.
    /// </summary>
    public int EndTrim { get; private set; }

    /// <summary>A page, or part of a packet, is missing between others.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Begins with the stream's next page.</summary>
    public void OpenPage(OggPage page)
    {
        if (page.Sequence != _sequence + 1)
        {
            HasGap = true;
            DropHeld();
        }

        _sequence = page.Sequence;
        _isLast = page.IsLast;
        _samplesBeforePage = PacketSamples;
        _segment = _offset = 0;
        if (_isBeforeTags || _isInTags)
        {
            SkipTags(page);
        }

        if (_segment < page.Lacing.Length)
        {
            BeginAudio(page);
        }
    }

    /// <summary>Takes the next group of whole packets off the page; false when it has no more.</summary>
    /// <exception cref="AudioFormatException">What stands there is no Opus packet.</exception>
    public bool Read(OggPage page)
    {
        if (_isGroupHeld)
        {
            DropHeld();
            _isGroupHeld = false;
        }

        ReadOnlySpan<byte> lacing = page.Lacing.Slice(_segment);
        if (lacing.IsEmpty)
        {
            return false;
        }

        int whole = CountSegmentsOfWholePackets(
            lacing.Slice(0, Math.Min(lacing.Length, OggPage.MaxSegments - _heldSegments)));
        int count = whole > 0 ? whole : lacing.Length;
        int length = Sum(lacing.Slice(0, count));
        if (whole == 0 || _heldSegments > 0)
        {
            Hold(lacing.Slice(0, count), page.Body.Slice(_offset, length));
            _isGroupHeld = whole > 0;
        }

        _segment += count;
        _offset += length;
        _groupSegments = count;
        _groupLength = length;
        if (whole == 0)
        {
            return false;
        }

        GroupSamples = CountSamples(GetLacing(page), GetBody(page));
        PacketSamples += GroupSamples;
        return true;
    }

    /// <summary>The lacing values of the packets that were read last.</summary>
    public ReadOnlySpan<byte> GetLacing(OggPage page) =>
        _isGroupHeld ? _lacing.AsSpan(0, _heldSegments) : page.Lacing.Slice(_segment - _groupSegments, _groupSegments);

    /// <summary>The packets that were read last, one after the other.</summary>
    public ReadOnlySpan<byte> GetBody(OggPage page) =>
        _isGroupHeld ? _content.AsSpan(0, _heldLength) : page.Body.Slice(_offset - _groupLength, _groupLength);

    /// <summary>Whether the packets that were read last are all that the page holds.</summary>
    public bool IsWholePage(OggPage page) => !_isGroupHeld && _groupSegments == page.Lacing.Length;

    /// <summary>Ends the page, whose packets have all been read.</summary>
    public void ClosePage(OggPage page)
    {
        if (page.Granule < 0)
        {
            return;
        }

        // A stream that was recorded from its middle does not begin at 0 (RFC 7845, 4.5).
        if (!_hasGranule && PacketSamples > _samplesBeforePage)
        {
            _hasGranule = true;
            _granuleOffset = Math.Max(0, page.Granule - PacketSamples);
        }

        _granule = page.Granule;
    }

    /// <summary>Ends the stream; true when it was cut inside a packet.</summary>
    public bool End()
    {
        if (_isLast && _hasGranule)
        {
            // Only the last page may hold fewer samples than its packets.
            EndTrim = (int)Math.Max(0, Math.Min(_granuleOffset + PacketSamples - _granule, GroupSamples));
        }

        return _heldSegments > 0 || _isInTags || _isBeforeTags;
    }

    private void SkipTags(OggPage page)
    {
        if (_isBeforeTags && page.Lacing.Length > 0)
        {
            if (!page.Body.StartsWith("OpusTags"u8))
            {
                throw new AudioFormatException(_name, $"{_name} has no Opus comment header.");
            }

            _isBeforeTags = false;
            _isInTags = true;
        }

        _isInTags &= !SkipPacket(page);
    }

    private void BeginAudio(OggPage page)
    {
        bool isContinued = page.IsContinued && _segment == 0;
        if (isContinued == (_heldSegments > 0))
        {
            return;
        }

        // Of a packet only the beginning is there, or only the end.
        HasGap = true;
        DropHeld();
        if (isContinued)
        {
            SkipPacket(page);
        }
    }

    /// <summary>Passes over the packet, or what the page has of it; tells whether its end is on the page.</summary>
    private bool SkipPacket(OggPage page)
    {
        ReadOnlySpan<byte> lacing = page.Lacing.Slice(_segment);
        int end = CountSegmentsOfFirstPacket(lacing);
        int count = end > 0 ? end : lacing.Length;
        _segment += count;
        _offset += Sum(lacing.Slice(0, count));
        return end > 0;
    }

    private void Hold(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body)
    {
        if (_heldSegments + lacing.Length > OggPage.MaxSegments)
        {
            throw new AudioFormatException(
                _name, $"{_name} is damaged: it has a packet longer than an Opus packet can be.");
        }

        if (_content.Length == 0)
        {
            _lacing = new byte[OggPage.MaxSegments];
            _content = new byte[OggPage.MaxSegments * 255];
        }

        lacing.CopyTo(_lacing.AsSpan(_heldSegments));
        body.CopyTo(_content.AsSpan(_heldLength));
        _heldSegments += lacing.Length;
        _heldLength += body.Length;
    }

    private void DropHeld() => _heldSegments = _heldLength = 0;

    private int CountSamples(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body)
    {
        int samples = 0;
        OpusPacketReader packets = new(lacing, body);
        while (packets.Read())
        {
            int packetSamples = OpusPacket.GetSampleCount(packets.Packet);
            samples += packetSamples > 0
                ? packetSamples
                : throw new AudioFormatException(
                    _name, $"{_name} is damaged: it has a packet that is no Opus packet.");
        }

        return samples;
    }

    private static int CountSegmentsOfFirstPacket(ReadOnlySpan<byte> lacing)
    {
        for (int i = 0; i < lacing.Length; i++)
        {
            if (lacing[i] < 255)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static int CountSegmentsOfWholePackets(ReadOnlySpan<byte> lacing)
    {
        int count = lacing.Length;
        while (count > 0 && lacing[count - 1] == 255)
        {
            count--;
        }

        return count;
    }

    private static int Sum(ReadOnlySpan<byte> lacing)
    {
        int sum = 0;
        foreach (byte segment in lacing)
        {
            sum += segment;
        }

        return sum;
    }
}
