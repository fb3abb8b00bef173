using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Joins Opus in Ogg (RFC 7845) into one logical stream: pages keep their packets and get one serial number, running
/// page numbers and granule positions counted anew from the packets; between two parts stands 2.5 or 12.5 ms of
/// silence. Chained streams would be legal too, but few players get past their first link.
/// </summary>
/// <param name="output">Writable and seekable.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal sealed class OpusJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    private readonly OpusScanner _scanner = new();
    private OggPageWriter? _pages;
    private long _granule;
    private long _tagsPosition;
    private int _tagsLength;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings =>
        VorbisComments.GetWarnings(Options.Chapters.Count, ChapterStarts);

    /// <summary>What a decoder gives of all packets: pre-skip and end trim count once, not for each part.</summary>
    private protected override long SampleCount =>
        Math.Max(0, _granule - _scanner.EndTrim - _scanner.Head.PreSkip);

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
        else if (_scanner.StartsStream && _scanner.Head.IsSingleStream)
        {
            // A decoder would go on with what it knows of the stream before, and decode the first tenth of a second of
            // this one, or all of it, another way.
            byte[] silence = OpusPacket.CreateSilence(_scanner.Body, out byte[] lacing, out int samples);
            _granule += samples;
            _pages.Write(lacing, silence, _granule);
        }

        _granule += _scanner.PacketSamples;
        _pages.Write(_scanner.Lacing, _scanner.Body, _granule, OggPageFlags.None, _scanner.ContentCrc);
    }

    /// <summary>
    /// Joined after the trimmed end of the part before and the silence, both of which are decoded. The part's own
    /// pre-skip is decoded too, and the first one's is not; encoders of one service have the same.
    /// </summary>
    private protected override long FindPartStart(long samples) => _granule - _scanner.PacketSamples;

    // The silence at the joint is 2.5 ms for all but the few parts that begin without speech coding.
    private protected override long FindNextStart(long samples) => _granule + OpusPacket.CeltSilenceSamples;

    private protected override void CompleteFile()
    {
        _pages!.MarkLast(_granule - _scanner.EndTrim);
        if (Options.Chapters.Count > 0)
        {
            FillInChapters();
        }
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
