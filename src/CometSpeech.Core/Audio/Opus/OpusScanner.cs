using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Reads Opus in Ogg (RFC 7845) page by page and checks every page's CRC. A unit is a group of whole packets, with
/// their lacing values as one page may hold them.
/// </summary>
internal sealed class OpusScanner : PartScanner
{
    // RFC 7845, 4: granule positions count at this rate whatever the encoder was given.
    private const int Rate = 48_000;

    private OpusHead? _first;
    private OpusLink? _link;
    private int _pageLength;
    private uint _contentCrc;
    private bool _isInPage;
    private bool _isNewStream;
    private bool _isStreamEnded;
    private bool _hasGap;
    private bool _hasOtherStreams;
    private string? _otherCoding;
    private bool _isNewPart;
    private OpusLevelMeter? _meter;
    private int _preSkip;

    public override AudioFormat Format => AudioFormat.Opus;

    /// <summary>
    /// The identification header of the first stream, which the others must fit; known from the first unit on.
    /// </summary>
    public OpusHead Head => _first!;

    /// <summary>The serial number of the first stream.</summary>
    public uint Serial { get; private set; }

    /// <summary>The lacing values of the packets read last.</summary>
    public ReadOnlySpan<byte> Lacing => _link!.GetLacing(Page);

    /// <summary>The packets read last, one after the other.</summary>
    public ReadOnlySpan<byte> Body => _link!.GetBody(Page);

    /// <summary>The samples of these packets.</summary>
    public int PacketSamples => _link!.GroupSamples;

    /// <summary>
    /// The CRC register over lacing values and body when they are a page of the part; null when they must be gone
    /// through.
    /// </summary>
    public uint? ContentCrc => _link!.IsWholePage(Page) ? _contentCrc : null;

    /// <summary>Whether the packets read last are the first ones of a stream.</summary>
    public bool StartsStream { get; private set; }

    /// <summary>Whether the packets read last are the first ones of the part.</summary>
    public bool StartsPart { get; private set; }

    /// <summary>Samples that a decoder drops at the beginning of the stream that is being read.</summary>
    public int PreSkip => _link!.Head.PreSkip;

    /// <summary>
    /// Where the packets read last begin, in samples from where the part's sound begins; negative in the pre-skip.
    /// </summary>
    public long Position => SampleCount + _link!.PacketSamples - _link.GroupSamples - PreSkip;

    /// <summary>Samples that a decoder drops at the end of the last stream; known when the part has ended.</summary>
    public int EndTrim { get; private set; }

    protected internal override int SampleRate => Rate;

    protected internal override int Channels => Head.Channels;

    private OggPage Page => new(Part.Bytes.Slice(0, _pageLength));

    protected override Step Scan()
    {
        if (!_isInPage)
        {
            return ScanPage();
        }

        if (_link!.Read(Page))
        {
            StartsStream = _isNewStream;
            StartsPart = _isNewPart;
            _isNewStream = _isNewPart = false;
            if (Levels is not null)
            {
                Measure(Levels);
            }

            return Found(0);
        }

        _link.ClosePage(Page);
        _isInPage = false;
        Part.Advance(_pageLength);
        return Step.Continue;
    }

    protected override void BeginPart()
    {
        _link = null;
        _meter = null;
        _otherCoding = null;
        _isNewPart = true;
        _isInPage = _isStreamEnded = _hasGap = _hasOtherStreams = false;
    }

    protected override void JudgePart()
    {
        EndLink();
        if (_link is null && _otherCoding is not null)
        {
            throw AudioFormatException.OtherCoding(Name, $"{Name} is Ogg, but holds {_otherCoding} in place of Opus.");
        }

        if (SampleCount == 0)
        {
            throw AudioFormatException.Empty(Name, $"{Name} holds no Opus audio.");
        }

        if (_hasGap)
        {
            Warnings.Add($"{Name} has a gap: an Ogg page is missing between others.");
        }

        if (_hasOtherStreams)
        {
            Warnings.Add($"{Name} holds other streams beside Opus; they are left out.");
        }

        IsIncomplete = IsTruncated;
        if (IsTruncated)
        {
            Warnings.Add($"{Name} is cut short; a page or packet that was not whole was left out.");
        }
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => _meter?.ToCurve(_preSkip);

    private void Measure(LevelCurveBuilder levels)
    {
        // Of several streams in one packet the first alone would tell.
        if (!Head.IsSingleStream)
        {
            return;
        }

        if (_meter is null)
        {
            _meter = new OpusLevelMeter(levels);
            _preSkip = PreSkip;
        }
        else if (StartsStream)
        {
            _meter.AddSilence(OpusSilence.CountJointSamples(Body[0]));
        }

        OpusPacketReader packets = new(Lacing, Body);
        while (packets.Read())
        {
            _meter.Add(packets.Packet);
        }
    }

    private Step ScanPage()
    {
        if (Lacks(OggPage.HeaderLength))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        if (!OggPage.IsStart(bytes))
        {
            return EndWithoutPage(bytes.Length);
        }

        int length = OggPage.Measure(bytes);
        if (Lacks(length))
        {
            return Step.More;
        }

        if (bytes.Length < length)
        {
            IsTruncated = true;
            return Step.End;
        }

        _pageLength = length;
        OggPage page = Page;
        if (!page.HasRightCrc(out _contentCrc))
        {
            throw new AudioFormatException(
                Name, $"{Name} is damaged: the Ogg page at byte {Part.Offset} has a wrong CRC.");
        }

        _isStreamEnded = page.IsLast;
        if (_link is not null && !page.IsFirst && page.Serial == _link.Serial)
        {
            _link.OpenPage(page);
            _isInPage = true;
            return Step.Continue;
        }

        if (page.IsFirst && OpusHead.IsOpus(page.Body))
        {
            RefuseEmptyBeginning();
            EndLink();
            _link = BeginLink(page);
        }
        else
        {
            _hasOtherStreams = true;
            _otherCoding ??= page.IsFirst ? OggPage.FindCoding(page.Body) : null;
        }

        Part.Advance(length);
        return Step.Continue;
    }

    private Step EndWithoutPage(int available)
    {
        if (Part.Offset == 0)
        {
            throw new AudioFormatException(Name, $"{Name} is not an Ogg stream.");
        }

        if (available > 0)
        {
            if (!_isStreamEnded)
            {
                throw new AudioFormatException(
                    Name, $"{Name} is damaged: at byte {Part.Offset} an Ogg page should begin.");
            }

            Warnings.Add(
                $"{Name} has other bytes after its last Ogg page, from byte {Part.Offset} on; they are left out.");
        }

        return Step.End;
    }

    private OpusLink BeginLink(OggPage page)
    {
        OpusHead head = OpusHead.TryParse(page.Body)
            ?? throw new AudioFormatException(Name, $"{Name} has a damaged Opus header, or one of an unknown version.");
        // A stream without packets leaves nothing in the file that its pre-skip could be for.
        bool isFirst = _first is null || (_link is { PacketSamples: 0 } && ReferenceEquals(_link.Head, _first));
        Require(new AudioConfiguration(head.Kind, $"opus, {head}"), isFirst);
        if (isFirst)
        {
            _first = head;
            Serial = page.Serial;
        }

        _isNewStream = true;
        return new OpusLink(head, page, Name);
    }

    // The joined stream begins with the pre-skip of this one: it would take from what follows.
    private void RefuseEmptyBeginning()
    {
        if (_link is { PacketSamples: > 0 } link && ReferenceEquals(link.Head, _first)
            && link.PacketSamples < link.Head.PreSkip)
        {
            throw new AudioFormatException(
                Name, $"{Name} is damaged: the header of its first stream leaves out more than the stream holds.");
        }
    }

    private void EndLink()
    {
        if (_link is null)
        {
            return;
        }

        IsTruncated |= _link.End();
        _hasGap |= _link.HasGap;
        if (_link.PacketSamples > 0)
        {
            EndTrim = _link.EndTrim;
            SampleCount += Math.Max(0, _link.PacketSamples - _link.EndTrim - _link.Head.PreSkip);
        }
    }
}
