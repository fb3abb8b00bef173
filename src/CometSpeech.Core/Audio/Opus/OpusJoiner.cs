using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Joins Opus in Ogg (RFC 7845) into one logical stream: pages keep their packets and get one serial number, running
/// page numbers and granule positions counted anew from the packets; between two parts stands 2.5 or 12.5 ms of
/// silence. Chained streams would be legal too, but few players get past their first link.
/// </summary>
/// <param name="output">Where the stream goes.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal sealed class OpusJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    // What a decoder needs to come to the same samples from a place in mid-stream as from its beginning: 80 ms (RFC
    // 7845, 4.2 and 4.6).
    private const int Convergence = 3840;

    // CELT tells the energy of a band by how much it differs from half of the frame's before (RFC 6716, 4.3.2.1): after
    // 80 ms the beginning of a word would still be 2 dB off.
    private const int CeltConvergence = 9600;

    private readonly OpusScanner _scanner = new();
    private OggPageWriter? _pages;
    private long _granule;
    private long _tagsPosition;
    private int _tagsLength;

    // Of the packet written last; what may be trimmed of it, if it is silence.
    private byte _lastToc;
    private int _trimRoom;

    // Of the part appended last: where its first packet stands, what goes before such a packet, and what was left out.
    private bool _isJointDue;
    private bool _hasPartBegun;
    private long _partGranule;
    private int _partPreSkip;
    private int _joint;
    private long _droppedAtEnd;

    // Of several streams in one packet nobody knows how many there are to be silent.
    public override bool CanAppendSilence => _pages is null || _scanner.Head.IsSingleStream;

    private protected override int SilenceStep => OpusSilence.Step;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings =>
        VorbisComments.GetWarnings(Options.Chapters.Count, ChapterStarts);

    private protected override bool HasPartBegun => _hasPartBegun;

    /// <summary>What a decoder gives of all packets: pre-skip and end trim count once, not for each part.</summary>
    private protected override long SampleCount => Math.Max(0, _granule - EndTrim - _scanner.Head.PreSkip);

    /// <summary>
    /// What is still to be trimmed of the last part: its packets may have been left out, and behind them the last
    /// packet must hold all of it (RFC 7845, 4.4).
    /// </summary>
    private long EndTrim => Math.Min(Math.Max(0, _scanner.EndTrim - _droppedAtEnd), _trimRoom);

    private protected override void WriteUnit()
    {
        if (_pages is null)
        {
            _pages = new OggPageWriter(Output, _scanner.Serial);
            _pages.WritePacket(_scanner.Head.Packet, 0, OggPageFlags.First);
            byte[] tags = OpusTags.Make(Options.Tags, ChapterMarks);
            _tagsPosition = Output.Position;
            _tagsLength = tags.Length;
            _pages.WritePacket(tags, 0);
        }
        else
        {
            _isJointDue |= _scanner.StartsStream && _scanner.Head.IsSingleStream;
        }

        if (_scanner.StartsPart)
        {
            _hasPartBegun = false;
            _droppedAtEnd = 0;
        }

        if (Part.LeadingCut == TimeSpan.Zero && Part.TrailingCut == TimeSpan.Zero)
        {
            WritePage(_scanner.Lacing, _scanner.Body, _scanner.Position, _scanner.PacketSamples, _scanner.ContentCrc);
        }
        else
        {
            WriteUncut();
        }
    }

    /// <summary>
    /// Joined after the trimmed end of the part before and the silence, both of which are decoded. The part's own
    /// pre-skip is decoded too, and the first one's is not.
    /// </summary>
    private protected override long FindPartStart(long samples) =>
        _partGranule - _scanner.Head.PreSkip + _partPreSkip;

    private protected override long FindNextStart(long samples) =>
        _granule + _joint - _scanner.Head.PreSkip + _partPreSkip;

    private protected override void WriteSilence(long samples)
    {
        // The page that may be the last one is a long one, so that its last packet has room for the end trim.
        while (samples > 0)
        {
            int count = (int)((samples - 1) % OpusSilence.MaxSamples) + 1;
            byte[] silence = OpusSilence.Create(count, _lastToc, out byte[] lacing);
            AddPage(lacing, silence, count);
            _trimRoom = OpusPacket.GetSampleCount(silence.AsSpan(silence.Length - lacing[lacing.Length - 1]));
            samples -= count;
        }
    }

    private protected override void CompleteFile()
    {
        _pages!.WriteLast(_granule - EndTrim);
        if (Options.Chapters.Count > 0)
        {
            FillInChapters();
        }
    }

    /// <summary>
    /// Holds back the last packets alone: they end the stream, trimmed, if nothing comes after them.
    /// </summary>
    private protected override void ReleasePart() => _trimRoom = _pages!.ReleaseAllBut(EndTrim);

    /// <summary>Writes those packets of the group that are not to be left out.</summary>
    private void WriteUncut()
    {
        long leading = AudioProperties.ToSamples(Part.LeadingCut, Scanner.SampleRate);
        long keptFrom = (Part.SoundStart is { } start
            ? AudioProperties.ToSamples(start, Scanner.SampleRate)
            : leading) - (OpusPacket.IsCelt(_scanner.Body[0]) ? CeltConvergence : Convergence);
        long end = Part.Audio?.SampleCount ?? long.MaxValue;
        long keptTo = end - AudioProperties.ToSamples(Part.TrailingCut, Scanner.SampleRate);
        // A packet in which that lies goes too where it is all silence: pauses are filled up in shorter steps.
        long soundEnd = Part.SoundEnd is { } sound && Part.TrailingCut > TimeSpan.Zero
            ? AudioProperties.ToSamples(sound, Scanner.SampleRate)
            : keptTo;
        ReadOnlySpan<byte> lacing = _scanner.Lacing, body = _scanner.Body;
        OpusPacketReader packets = new(lacing, body);
        long position = _scanner.Position;
        long keptStart = position;
        // A decoder drops the pre-skip of the file's first part from what is kept of it, wherever that begins.
        int dropped = _granule == 0 ? _scanner.PreSkip : 0;
        int samples = 0;
        (int Segments, int Length) from = default, to = default;
        while (packets.Read())
        {
            int count = OpusPacket.GetSampleCount(packets.Packet);
            bool isKept = _hasPartBegun || samples > 0;
            // To the nearest packet.
            if (!isKept && position + dropped + (count / 2) < leading && position + dropped + count <= keptFrom)
            {
                from = (packets.Segments, packets.Length);
                keptStart = position + count;
            }
            else if (isKept && (position >= keptTo || (position + count > keptTo && position >= soundEnd)))
            {
                _droppedAtEnd += count;
                LeftOutAfter += Math.Max(0, Math.Min(position + count, end) - position);
            }
            else
            {
                samples += count;
                to = (packets.Segments, packets.Length);
            }

            position += count;
        }

        if (samples > 0)
        {
            WritePage(
                lacing.Slice(from.Segments, to.Segments - from.Segments),
                body.Slice(from.Length, to.Length - from.Length),
                keptStart,
                samples,
                samples == _scanner.PacketSamples ? _scanner.ContentCrc : null);
        }
    }

    private void WritePage(
        ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body, long position, int samples, uint? contentCrc)
    {
        if (_isJointDue)
        {
            // A decoder would go on with what it knows of the stream before, and decode the first tenth of a second of
            // this one, or all of it, another way.
            bool isInMidStream = !_hasPartBegun && position > -_scanner.PreSkip;
            byte[] silence = isInMidStream
                ? CreateMidStreamJoint(body[0], position, out byte[] joint, out int count)
                : OpusSilence.CreateJoint(body[0], out joint, out count);
            AddPage(joint, silence, count);
            _isJointDue = false;
        }

        if (!_hasPartBegun)
        {
            _hasPartBegun = true;
            _partGranule = _granule;
            _partPreSkip = _scanner.PreSkip;
            _joint = _scanner.Head.IsSingleStream ? OpusSilence.CountJointSamples(body[0]) : 0;
            LeftOutBefore = position + _scanner.PreSkip;
        }

        AddPage(lacing, body, samples, contentCrc);
    }

    /// <summary>
    /// Without speech coding a packet builds on the loudness of those before it (RFC 6716, 4.3.2.1), which a reset
    /// takes for middling: it would begin with noise. After silence without speech coding it begins too low. What of
    /// the last packet left out was to stay is made up for.
    /// </summary>
    private byte[] CreateMidStreamJoint(byte next, long position, out byte[] lacing, out int samples)
    {
        long owed = Math.Max(0, position - AudioProperties.ToSamples(Part.LeadingCut, Scanner.SampleRate));
        samples = OpusSilence.CountJointSamples(next) + (int)(owed / OpusSilence.Step * OpusSilence.Step);
        return OpusSilence.Create(samples, next, out lacing);
    }

    private void AddPage(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body, int samples, uint? contentCrc = null)
    {
        _granule += samples;
        // The last page alone may hold fewer samples than its packets (RFC 7845, 4.4).
        _trimRoom = samples;
        _lastToc = OpusPacketReader.FindLast(lacing, body)[0];
        _pages!.Write(lacing, body, _granule, contentCrc);
    }

    /// <summary>Writes the pages of the comment header once more, now that the chapters' times are known.</summary>
    private void FillInChapters()
    {
        using MemoryStream pages = new();
        using OutputWriter writer = new(pages);
        new OggPageWriter(writer, _scanner.Serial, sequence: 1)
            .WritePacket(OpusTags.Make(Options.Tags, ChapterMarks, _tagsLength), 0);
        writer.Flush();
        Output.Patch(_tagsPosition, pages.ToArray());
    }
}
