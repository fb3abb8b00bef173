namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// One logical Opus stream of a part, from its header to its last page: moves its packets to the output's pages and finds out how many
/// samples they hold. A missing end-of-stream flag alone is not held against a part, because servers that stream leave it out.
/// </summary>
internal sealed class OpusLink
{
    private readonly OggPageWriter _output;
    private readonly string _name;
    private readonly long _samplesBefore;

    // The beginning of a packet that goes on over the page's end: whole segments of 255 bytes, then what the next page adds.
    private byte[] _content = [];
    private byte[] _lacing = [];
    private int _heldLength;
    private int _heldSegments;

    private bool _isBeforeTags = true;
    private bool _isInTags;
    private uint _sequence;
    private bool _isLast;
    private bool _hasGranule;
    private long _granuleOffset;
    private long _granule;
    private int _outputPageSamples;

    public OpusLink(OpusHead head, OggPage first, OggPageWriter output, long samplesBefore, string name)
    {
        Head = head;
        Serial = first.Serial;
        _sequence = first.Sequence;
        _output = output;
        _samplesBefore = samplesBefore;
        _name = name;
    }

    public OpusHead Head { get; }

    public uint Serial { get; }

    /// <summary>Samples of all packets so far, at 48 kHz.</summary>
    public long PacketSamples { get; private set; }

    /// <summary>Samples that a decoder drops at this stream's end (RFC 7845, 4.4); known after <see cref="End"/>.</summary>
    public int EndTrim { get; private set; }

    /// <summary>A page, or part of a packet, is missing between others.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Takes the stream's next page.</summary>
    public void Add(OggPage page)
    {
        if (page.Sequence != _sequence + 1)
        {
            HasGap = true;
            _heldSegments = _heldLength = 0;
        }

        _sequence = page.Sequence;
        _isLast = page.IsLast;
        long samplesBefore = PacketSamples;
        if (_isBeforeTags || _isInTags)
        {
            SkipTags(page);
        }
        else
        {
            AddAudio(page, page.Lacing, page.Body);
        }

        if (page.Granule < 0)
        {
            return;
        }

        // A stream that was recorded from its middle does not begin at 0 (RFC 7845, 4.5).
        if (!_hasGranule && PacketSamples > samplesBefore)
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
            EndTrim = (int)Math.Max(0, Math.Min(_granuleOffset + PacketSamples - _granule, _outputPageSamples));
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

        int end = CountSegmentsOfFirstPacket(page.Lacing);
        if (end > 0)
        {
            _isInTags = false;
            AddAudio(page, page.Lacing.Slice(end), page.Body.Slice(Sum(page.Lacing.Slice(0, end))));
        }
    }

    private void AddAudio(OggPage page, ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body)
    {
        if (lacing.IsEmpty)
        {
            return;
        }

        bool isContinued = page.IsContinued && lacing.Length == page.Lacing.Length;
        if (!isContinued && _heldSegments > 0)
        {
            HasGap = true;
            _heldSegments = _heldLength = 0;
        }
        else if (isContinued && _heldSegments == 0)
        {
            HasGap = true;
            int end = CountSegmentsOfFirstPacket(lacing);
            end = end > 0 ? end : lacing.Length;
            body = body.Slice(Sum(lacing.Slice(0, end)));
            lacing = lacing.Slice(end);
        }

        while (lacing.Length > 0)
        {
            int count = CountSegmentsOfWholePackets(lacing.Slice(0, Math.Min(lacing.Length, OggPage.MaxSegments - _heldSegments)));
            int length = Sum(lacing.Slice(0, count > 0 ? count : lacing.Length));
            if (count > 0 && _heldSegments == 0)
            {
                bool isUnchanged = count == page.Lacing.Length;
                Write(lacing.Slice(0, count), body.Slice(0, length), isUnchanged ? page.ContentCrc : null);
            }
            else
            {
                Hold(lacing.Slice(0, count > 0 ? count : lacing.Length), body.Slice(0, length));
                if (count == 0)
                {
                    return;
                }

                Write(_lacing.AsSpan(0, _heldSegments), _content.AsSpan(0, _heldLength), null);
                _heldSegments = _heldLength = 0;
            }

            lacing = lacing.Slice(count);
            body = body.Slice(length);
        }
    }

    private void Hold(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body)
    {
        if (_heldSegments + lacing.Length > OggPage.MaxSegments)
        {
            throw new AudioFormatException(_name, $"{_name} is damaged: it has a packet longer than an Opus packet can be.");
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

    private void Write(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body, uint? contentCrc)
    {
        int samples = 0;
        int start = 0;
        int length = 0;
        foreach (byte segment in lacing)
        {
            length += segment;
            if (segment < 255)
            {
                int packetSamples = OpusPacket.GetSampleCount(body.Slice(start, length));
                samples += packetSamples > 0
                    ? packetSamples
                    : throw new AudioFormatException(_name, $"{_name} is damaged: it has a packet that is no Opus packet.");
                start += length;
                length = 0;
            }
        }

        PacketSamples += samples;
        _outputPageSamples = samples;
        _output.Write(lacing, body, _samplesBefore + PacketSamples, OggPageFlags.None, contentCrc);
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
