using System.Buffers.Binary;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// Reads raw samples: 16-bit signed, at the rate and in the channels that were told with them. A unit is a run of them,
/// little-endian whatever the part's own order.
/// </summary>
internal sealed class PcmScanner : SampleScanner
{
    private WaveFormat? _sampleFormat;
    private ByteOrder _order = new(1);

    // Of the samples in the order in which they came, in case it turns out to be the right one.
    private SampleLevelMeter? _asSent;

    public override AudioFormat Format => AudioFormat.Pcm;

    public override WaveFormat SampleFormat => _sampleFormat!;

    /// <inheritdoc/>
    protected override PcmFormat Samples => Pcm with { IsBigEndian = Pcm.IsBigEndian && _order.IsBigEndian };

    protected override Step Scan()
    {
        int align = Pcm.BlockAlign;
        if (Lacks(align))
        {
            return Step.More;
        }

        int run = Part.Available / align * align;
        if (run == 0)
        {
            // A part of a sample would shift the bytes of all later ones.
            IsTruncated = Part.Available > 0;
            return Step.End;
        }

        Span<byte> samples = Part.Buffer.AsSpan(Part.Start, run);
        IsSilent = IsSilent && Silence.Is(samples, 0);
        if (Pcm.IsBigEndian)
        {
            _order.Add(samples);
            if (Levels is not null)
            {
                _asSent ??= new SampleLevelMeter(SampleFormat, new LevelCurveBuilder());
                _asSent.Add(samples);
            }

            Swap(samples);
        }

        Measure(samples);

        SampleCount += run / align;
        return Found(run);
    }

    protected override void BeginPart()
    {
        base.BeginPart();
        _asSent = null;
        _order = new ByteOrder(Pcm.Channels);
        IsSilent = true;
        Require(AudioConfiguration.Of(Pcm), isFirst: _sampleFormat is null);
        _sampleFormat ??= WaveFormat.Of(Pcm);
    }

    protected override void JudgePart()
    {
        if (SampleCount == 0)
        {
            throw AudioFormatException.Empty(Name, $"{Name} holds no PCM samples.");
        }

        if (IsTruncated)
        {
            Warnings.Add($"{Name} ends inside a sample, which was left out.");
        }
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) =>
        _asSent is null || _order.IsBigEndian ? base.ToCurve(levels) : _asSent.ToCurve();

    private static void Swap(Span<byte> samples)
    {
        for (int i = 0; i < samples.Length; i += 2)
        {
            (samples[i], samples[i + 1]) = (samples[i + 1], samples[i]);
        }
    }

    /// <summary>
    /// Finds out the order of bytes in samples that are said to be big-endian: by the steps from one sample to the
    /// next, which are small in sound, and those of noise in the wrong order.
    /// </summary>
    private sealed class ByteOrder(int channels)
    {
        // The last sample of each channel: where one run ends and the next begins is chance.
        private readonly byte[] _last = new byte[2 * channels];
        private bool _hasLast;
        private long _littleEndian;
        private long _bigEndian;

        /// <summary>What the samples so far make more likely; what was said while they tell nothing.</summary>
        public bool IsBigEndian => _bigEndian <= _littleEndian;

        public void Add(ReadOnlySpan<byte> samples)
        {
            int block = _last.Length;
            if (_hasLast)
            {
                Compare(_last, samples.Slice(0, block));
            }

            Compare(samples.Slice(0, samples.Length - block), samples.Slice(block));
            samples.Slice(samples.Length - block).CopyTo(_last);
            _hasLast = true;
        }

        private void Compare(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
        {
            for (int i = 0; i < now.Length; i += 2)
            {
                ReadOnlySpan<byte> old = before.Slice(i), next = now.Slice(i);
                _littleEndian += Math.Abs(
                    BinaryPrimitives.ReadInt16LittleEndian(next) - BinaryPrimitives.ReadInt16LittleEndian(old));
                _bigEndian += Math.Abs(
                    BinaryPrimitives.ReadInt16BigEndian(next) - BinaryPrimitives.ReadInt16BigEndian(old));
            }
        }
    }
}
