namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Joins FLAC (RFC 9639). The short block that ends a part may stand in mid-stream only when frames are numbered by sample, so the frames
/// of several parts get new headers. A single part keeps its frames as they are and its digest; they are numbered anew only when
/// a second part comes, by reading the output back. An output that cannot be read gets numbers by sample from the beginning.
/// </summary>
/// <param name="output">Writable and seekable, better also readable.</param>
internal sealed class FlacJoiner(Stream output) : AudioJoiner
{
    private readonly OutputWriter _output = new(output);
    private readonly PartReader _part = new();
    private FlacStreamInfo? _info;
    private FlacFrameWriter? _frames;
    private string _firstName = "";
    private bool _keepsNumbers = output.CanRead;
    private bool _keepsSamples = true;
    private bool _isTruncated;

    public override AudioFormat Format => AudioFormat.Flac;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default)
    {
        List<string> warnings = [];
        _part.Open(part, cancellationToken);
        FlacFrameReader reader = new(_part, name);
        long sampleCount = 0;
        long streamSampleCount = 0;
        long streamTotal = 0;
        bool isTruncated = false;
        bool hasGap = false;
        FlacFrameHeader previous = default;
        while (reader.Read())
        {
            if (reader.StartsStream)
            {
                EndStream();
                BeginStream(reader.Info!, name);
                streamSampleCount = 0;
                streamTotal = reader.Info!.TotalSamples;
            }
            else if (reader.Header.Number != previous.NextNumber)
            {
                hasGap = true;
            }

            previous = reader.Header;
            sampleCount += previous.BlockSize;
            streamSampleCount += previous.BlockSize;
            WriteFrame(reader);
        }

        EndStream();
        if (sampleCount == 0)
        {
            throw new AudioFormatException(name, $"{name} holds no FLAC audio.");
        }

        if (hasGap)
        {
            warnings.Add($"{name} has frames that are not numbered one after the other; audio may be missing between them.");
        }

        isTruncated |= reader.IsTruncated;
        if (isTruncated)
        {
            warnings.Add($"{name} is cut short; a frame that was not whole was left out.");
        }

        _isTruncated |= isTruncated;
        _keepsSamples &= !isTruncated && !hasGap;
        return Describe(sampleCount, isTruncated, warnings);

        void EndStream()
        {
            if (streamSampleCount < streamTotal)
            {
                isTruncated = true;
            }

            _keepsSamples &= streamTotal == 0 || streamSampleCount == streamTotal;
        }
    }

    public override AudioProperties Complete()
    {
        if (_frames is null)
        {
            throw new InvalidOperationException("No part has been appended.");
        }

        _frames.Complete(_info!, _keepsNumbers, _keepsSamples);
        return Describe(_frames.SampleCount, _isTruncated, []);
    }

    private void BeginStream(FlacStreamInfo info, string name)
    {
        if (_info is null)
        {
            _info = info;
            _firstName = name;
            _frames = new FlacFrameWriter(_output, info);
            return;
        }

        if (!_info.Fits(info))
        {
            throw AudioFormatException.Different(name, $"flac, {info}", _firstName, $"flac, {_info}");
        }

        _keepsSamples = false;
    }

    private void WriteFrame(FlacFrameReader reader)
    {
        if (_keepsNumbers && !_frames!.IsNext(reader.Header))
        {
            _keepsNumbers = false;
            using Stream written = _frames.BeginRenumbering();
            PartReader part = new();
            part.Open(written, CancellationToken.None);
            FlacFrameReader again = new(part, _firstName, _info);
            while (again.Read())
            {
                _frames.WriteRenumbered(again);
            }
        }

        if (_keepsNumbers)
        {
            _frames!.WriteUnchanged(reader);
        }
        else
        {
            _frames!.WriteRenumbered(reader);
        }
    }

    private AudioProperties Describe(long sampleCount, bool isTruncated, List<string> warnings) => new()
    {
        Format = AudioFormat.Flac,
        SampleRate = _info!.SampleRate,
        Channels = _info.Channels,
        SampleCount = sampleCount,
        IsTruncated = isTruncated,
        Warnings = warnings,
    };
}
