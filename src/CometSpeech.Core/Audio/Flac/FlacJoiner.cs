using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Joins FLAC (RFC 9639). The short block that ends a part may stand in mid-stream only when frames are numbered by
/// sample, so the frames of several parts get new headers. A single part keeps its frames as they are and its digest;
/// they are numbered anew only when a second part comes, by reading the output back. An output that cannot be read gets
/// numbers by sample from the beginning, and so does a stream. Silence and a block that is cut inside, whose kept
/// samples are written without compression, need numbers by sample too.
/// </summary>
/// <param name="output">Where the file goes, better also readable.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal sealed class FlacJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    private readonly FlacScanner _scanner = new();
    private FlacFrameWriter? _frames;
    private bool _keepsNumbers = output.CanRead && output.CanSeek;
    private bool _keepsSamples = true;
    private int _streams;
    private int _tagsLength;
    private FlacDecoder? _decoder;

    public override bool CanAppendSilence => true;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings =>
        VorbisComments.GetWarnings(Options.Chapters.Count, ChapterStarts);

    private protected override void WriteUnit()
    {
        _frames ??= Begin();
        _streams += _scanner.StartsStream ? 1 : 0;
        int block = _scanner.Header.BlockSize;
        (int before, int after) =
            FlacCut.Find(Part, _scanner.SampleRate).Of(_scanner.FrameStart, block);
        if (before + after == 0 || !WriteCut(_frames, before, block - before - after))
        {
            WriteFrame(_frames);
            return;
        }

        _keepsSamples = false;
        LeftOutBefore += before;
        LeftOutAfter += after;
    }

    private protected override void WriteSilence(long samples)
    {
        NumberBySample(_frames!);
        _keepsSamples = false;
        _frames!.WriteSilence(_scanner.Header, samples);
    }

    private protected override void CompleteFile()
    {
        _frames!.Complete(_keepsNumbers, _keepsSamples && _streams == 1 && _scanner.IsExact);
        if (Options.Chapters.Count > 0)
        {
            Output.Patch(
                FlacFrameWriter.TagsPosition, FlacTagBlocks.Make(Options.Tags, ChapterMarks, _tagsLength));
        }
    }

    private void WriteFrame(FlacFrameWriter frames)
    {
        if (_scanner.Header.BlockSize > frames.LongestBlock)
        {
            throw new AudioFormatException(
                Part.Name,
                $"{Part.Name} does not fit: its blocks have {_scanner.Header.BlockSize} samples, and the stream has "
                    + $"told that none has more than {frames.LongestBlock}.");
        }

        if (_keepsNumbers && !frames.IsNext(_scanner.Header))
        {
            NumberBySample(frames);
        }

        if (_keepsNumbers)
        {
            frames.WriteUnchanged(_scanner);
        }
        else
        {
            frames.WriteRenumbered(_scanner);
        }
    }

    private FlacFrameWriter Begin()
    {
        byte[] tags = FlacTagBlocks.Make(Options.Tags, ChapterMarks);
        _tagsLength = tags.Length;
        return new FlacFrameWriter(Output, _scanner.Info, tags);
    }

    /// <summary>
    /// Writes what is kept of the frame; false where it must be kept whole because it cannot be decoded.
    /// </summary>
    private bool WriteCut(FlacFrameWriter frames, int start, int count)
    {
        if (count == 0)
        {
            return true;
        }

        _decoder ??= new FlacDecoder();
        if (!_decoder.TryDecode(_scanner.Unit, _scanner.Header, _scanner.Info))
        {
            return false;
        }

        NumberBySample(frames);
        frames.WriteSamples(_scanner.Header, _decoder, start, count);
        return true;
    }

    private void NumberBySample(FlacFrameWriter frames)
    {
        if (_keepsNumbers)
        {
            _keepsNumbers = false;
            Renumber(frames);
        }
    }

    /// <summary>Writes the frames that are in the output once more, numbered by sample.</summary>
    private void Renumber(FlacFrameWriter frames)
    {
        using PartReader part = new();
        using Stream written = frames.BeginRenumbering(CancellationToken);
        part.Open(written, CancellationToken);
        FlacScanner again = new(_scanner.Info);
        again.Begin(part, "output", null);

        // Complete at once: a StreamRegion never waits.
        while (again.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            frames.WriteRenumbered(again);
        }
    }
}
