using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>Reads the level curve of FLAC: decodes each frame and measures its samples.</summary>
/// <param name="levels">Where the levels go.</param>
internal sealed class FlacLevels(LevelCurveBuilder levels)
{
    // Of a sample this many bits matter: more would tell of what nobody hears.
    private const int LevelBits = 16;

    private readonly FlacDecoder _decoder = new();
    private PowerMeter? _meter;
    private bool _hasFailed;

    /// <summary>Begins with another part.</summary>
    public void Clear()
    {
        _hasFailed = false;
        _meter = null;
    }

    /// <summary>
    /// Adds the levels of the part's next frame. From a frame that cannot be decoded on the part has none: what comes
    /// behind has no place in time.
    /// </summary>
    /// <param name="frame">The whole frame.</param>
    /// <param name="header">Its header.</param>
    /// <param name="info">Its stream's.</param>
    public void Add(ReadOnlySpan<byte> frame, FlacFrameHeader header, FlacStreamInfo info)
    {
        if (_hasFailed)
        {
            return;
        }

        if (!_decoder.TryDecode(frame, header, info))
        {
            _hasFailed = true;
            levels.Clear();
            return;
        }

        _meter ??= new PowerMeter(info.SampleRate, info.Channels, levels);
        int shift = Math.Max(0, info.BitsPerSample - LevelBits);
        double fullScale = 1L << (info.BitsPerSample - shift - 1);
        for (int start = 0; start < header.BlockSize;)
        {
            int count = Math.Min(_meter.Room, header.BlockSize - start);
            long energy = 0;
            for (int channel = 0; channel < info.Channels; channel++)
            {
                energy += GetEnergy(_decoder[channel].Slice(start, count), shift);
            }

            _meter.Add(energy / (fullScale * fullScale), count);
            start += count;
        }
    }

    /// <summary>The curve of the part; null when it has none.</summary>
    public LevelCurve? ToCurve() => _meter?.ToCurve();

    private static long GetEnergy(ReadOnlySpan<int> samples, int shift)
    {
        long energy = 0;
        foreach (int sample in samples)
        {
            int level = sample >> shift;
            energy += level * level;
        }

        return energy;
    }
}
