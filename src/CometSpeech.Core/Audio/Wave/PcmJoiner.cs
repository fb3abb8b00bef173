namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins raw samples as the endpoint sends them: 24 kHz, mono, 16-bit signed little-endian.</summary>
internal sealed class PcmJoiner(Stream output) : AudioJoiner
{
    private const int Rate = 24_000;
    private const int BytesPerSample = 2;

    private readonly PartReader _reader = new();
    private long _bytes;
    private bool _truncated;

    public override AudioFormat Format => AudioFormat.Pcm;

    public override bool CanAppendSilence => true;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default)
    {
        _reader.Open(part, cancellationToken);
        long bytes = 0;
        while (_reader.Require(BytesPerSample))
        {
            int run = _reader.Available & ~1;
            output.Write(_reader.Buffer, _reader.Start, run);
            _reader.Advance(run);
            bytes += run;
        }

        if (bytes == 0)
        {
            throw new AudioFormatException(name, $"{name} holds no PCM samples.");
        }

        // A single byte left over would swap the halves of all later samples.
        bool odd = _reader.Available > 0;
        _bytes += bytes;
        _truncated |= odd;
        return Properties(bytes, odd, odd ? [$"{name} ends inside a sample; its last byte was left out."] : []);
    }

    public override void AppendSilence(TimeSpan duration)
    {
        if (_bytes == 0)
        {
            throw new InvalidOperationException("No part has been appended.");
        }

        _bytes += Silence.Write(output, Silence.Samples(duration, Rate) * BytesPerSample, 0);
    }

    public override AudioProperties Complete() =>
        _bytes > 0 ? Properties(_bytes, _truncated, []) : throw new InvalidOperationException("No part has been appended.");

    private static AudioProperties Properties(long bytes, bool truncated, IReadOnlyList<string> warnings) => new()
    {
        Format = AudioFormat.Pcm,
        SampleRate = Rate,
        Channels = 1,
        SampleCount = bytes / BytesPerSample,
        IsTruncated = truncated,
        Warnings = warnings,
    };
}
