using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Reads the level curve of FLAC: decodes each frame and takes the root mean square of blocks of 10 ms over all
/// channels, in decibels over one step of 16 bits, which is also the lowest level.
/// </summary>
/// <param name="levels">Where the levels go.</param>
internal sealed class FlacLevels(LevelCurveBuilder levels)
{
    // So short a block tells the beginning of a sentence to some milliseconds.
    private const int BlocksPerSecond = 100;
    private const int LevelBits = 16;

    private readonly FlacDecoder _decoder = new();
    private bool _hasFailed;
    private int _blockLength;
    private double _stepSeconds;
    private int _bits;

    // Of the block that is not full yet.
    private int _count;
    private long _energy;

    /// <summary>Begins with another part.</summary>
    public void Clear()
    {
        _hasFailed = false;
        _count = 0;
        _energy = 0;
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

        _bits = info.BitsPerSample;
        _blockLength = Math.Max(1, (int)Math.Round((double)info.SampleRate / BlocksPerSecond));
        _stepSeconds = (double)_blockLength / info.SampleRate;
        for (int start = 0; start < header.BlockSize;)
        {
            int count = Math.Min(_blockLength - _count, header.BlockSize - start);
            for (int channel = 0; channel < info.Channels; channel++)
            {
                _energy += GetEnergy(_decoder[channel].Slice(start, count), Math.Max(0, _bits - LevelBits));
            }

            start += count;
            _count += count;
            if (_count == _blockLength)
            {
                End(info.Channels);
            }
        }
    }

    /// <summary>The curve of the part; a rest that fills no block does not count.</summary>
    public LevelCurve ToCurve() => levels.ToCurve(_stepSeconds, _stepSeconds / 2);

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

    private void End(int channels)
    {
        double mean = (double)_energy / ((long)_blockLength * channels);
        double step = 1 << Math.Max(0, LevelBits - _bits);
        levels.Add((float)(20 * Math.Log10(Math.Max(1, Math.Sqrt(mean) * step))));
        _count = 0;
        _energy = 0;
    }
}
