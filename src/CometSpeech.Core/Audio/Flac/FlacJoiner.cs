using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Joins FLAC (RFC 9639). The short block that ends a part may stand in mid-stream only when frames are numbered by
/// sample, so the frames of several parts get new headers. A single part keeps its frames as they are and its digest;
/// they are numbered anew only when a second part comes, by reading the output back. An output that cannot be read gets
/// numbers by sample from the beginning.
/// </summary>
/// <param name="output">Writable and seekable, better also readable.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal sealed class FlacJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    private readonly FlacScanner _scanner = new();
    private FlacFrameWriter? _frames;
    private bool _keepsNumbers = output.CanRead;
    private int _streams;
    private int _tagsLength;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings =>
        VorbisComments.GetWarnings(Options.Chapters.Count, ChapterStarts);

    private protected override void WriteUnit()
    {
        _frames ??= Begin();
        _streams += _scanner.StartsStream ? 1 : 0;
        if (_keepsNumbers && !_frames.IsNext(_scanner.Header))
        {
            _keepsNumbers = false;
            Renumber(_frames);
        }

        if (_keepsNumbers)
        {
            _frames.WriteUnchanged(_scanner);
        }
        else
        {
            _frames.WriteRenumbered(_scanner);
        }
    }

    private protected override void CompleteFile()
    {
        _frames!.Complete(_scanner.Info, _keepsNumbers, keepsSamples: _streams == 1 && _scanner.IsExact);
        if (Options.Chapters.Count > 0)
        {
            Output.Patch(
                FlacFrameWriter.TagsPosition, FlacTagBlocks.Make(Options.Tags, ChapterMarks, _tagsLength));
        }
    }

    private FlacFrameWriter Begin()
    {
        byte[] tags = FlacTagBlocks.Make(Options.Tags, ChapterMarks);
        _tagsLength = tags.Length;
        return new FlacFrameWriter(Output, _scanner.Info, tags);
    }

    /// <summary>Writes the frames that are in the output once more, numbered by sample.</summary>
    private void Renumber(FlacFrameWriter frames)
    {
        using PartReader part = new();
        using Stream written = frames.BeginRenumbering(CancellationToken);
        part.Open(written, CancellationToken);
        FlacScanner again = new(_scanner.Info);
        again.Begin(part, "output", null);

        // Complete at once: an OutputRegion never waits.
        while (again.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            frames.WriteRenumbered(again);
        }
    }
}
