using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Audio.Mpeg.Spectrum;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Measures how loud MP3 frames are, as loud as their decoded samples: reads their spectrum, and of it how loud the
/// subbands are every 32 samples. No samples are made.
/// </summary>
/// <param name="sampleRate">In hertz.</param>
/// <param name="channels">How many channels there are.</param>
/// <param name="levels">Where the levels go.</param>
internal sealed class Mp3LevelMeter(int sampleRate, int channels, LevelCurveBuilder levels)
{
    // From the samples that a decoder gives when it takes a slot to where those lie that the slot tells of: half of the
    // synthesis window's 512 samples, and half of the slot less.
    private const double Delay = 240;

    // Coding leaves some of its noise before a sudden sound, and more of it behind a sudden end: there sound begins
    // half a step later than its level, and ends one step earlier. That noise is 33 dB below loud speech and less.
    // Measured with LAME at 64 and 128 kbit/s and at a variable bitrate, on sentences of six voices, cut off in words
    // and beginning softly, in silence and in noise: 96 of 100 pauses at least are right within a frame.
    private static readonly LevelScale s_scale = new(LevelEdge.Plain, new(1, 1.5), 33);

    private const int SlotSamples = Mp3Granule.Lines / Mp3HybridFilter.Slots;
    private const int JointStereo = 0x40;
    private const int StereoMask = 0xC0;
    private const int IntensityStereo = 0x10;

    private readonly PowerMeter _meter = new(sampleRate, channels, levels);
    private readonly Mp3BandLayout[] _layouts = Mp3BandLayout.Of(sampleRate);
    private readonly Mp3MainData _before = new();
    private readonly byte[] _mainData = new byte[Mp3BitReservoir.Capacity + Mp3FrameHeader.MaxFrameLength];
    private readonly Mp3Granule[] _granules = new Mp3Granule[4];
    private readonly Mp3Spectrum _spectrum = new();
    private readonly Mp3ScaleFactors[] _factors = [new(), new()];
    private readonly Mp3HybridFilter[] _filters = [new(), new()];
    private readonly float[] _energies = new float[Mp3HybridFilter.Slots];

    /// <summary>Measures the next frame.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        int offset = Mp3FrameHeader.MainDataOffset(frame);
        if (offset > frame.Length)
        {
            return;
        }

        ReadOnlySpan<byte> before = _before.Find(frame);
        ReadOnlySpan<byte> body = frame.Slice(offset);
        before.CopyTo(_mainData);
        body.CopyTo(_mainData.AsSpan(before.Length));
        // What a part's first frames look back to may be missing: a joined file has silence in their place
        // (Mp3BitReservoir).
        bool isWhole = before.Length == Mp3FrameHeader.ReadMainDataBegin(frame);
        Read(frame, isWhole, _mainData.AsSpan(0, before.Length + body.Length));
        _before.Add(frame);
    }

    /// <summary>The curve of all that was measured; null when it was shorter than a step.</summary>
    /// <param name="delay">The samples that a decoder puts before the part's sound.</param>
    public LevelCurve? ToCurve(int delay) => _meter.ToCurve((Delay - delay) / sampleRate, s_scale);

    private void Read(ReadOnlySpan<byte> frame, bool isWhole, ReadOnlySpan<byte> mainData)
    {
        bool isMpeg1 = Mp3FrameHeader.HasTwoGranules(frame);
        bool isIntensity = (frame[3] & StereoMask) == JointStereo && (frame[3] & IntensityStereo) != 0;
        var side = new BitReader(frame.Slice(
            Mp3FrameHeader.SideInformationOffset(frame), Mp3FrameHeader.SideInformationLength(frame)))
        {
            // main_data_begin and private bits (2.4.1.7).
            Position = isMpeg1 ? (channels == 1 ? 14 : 12) : (channels == 1 ? 9 : 10),
        };
        int kept = isMpeg1 ? side.Read(4 * channels) : 0;
        int granules = isMpeg1 ? 2 : 1;
        for (int i = 0; i < granules * channels; i++)
        {
            _granules[i] = new Mp3Granule(ref side, isMpeg1, isIntensity && i % channels == 1);
        }

        var bits = new BitReader(mainData);
        int end = 0;
        for (int granule = 0; granule < granules; granule++)
        {
            Array.Clear(_energies, 0, _energies.Length);
            for (int channel = 0; channel < channels; channel++)
            {
                ref readonly Mp3Granule told = ref _granules[(granule * channels) + channel];
                bits.Position = end;
                end = Math.Min(bits.Length, end + told.Bits);
                if (isWhole)
                {
                    int shared = granule == 0 ? 0 : kept >> (4 * (channels - 1 - channel));
                    _factors[channel].Read(ref bits, told, Mp3Spectrum.KindOf(told), isMpeg1, shared);
                    _spectrum.Read(bits, end, told, _layouts, _factors[channel]);
                }
                else
                {
                    _spectrum.Clear();
                }

                _filters[channel].Add(_spectrum, told, _energies);
            }

            Measure();
        }
    }

    // Left and right have as much energy as their sum and difference: it is no matter which of both is coded.
    private void Measure()
    {
        foreach (float energy in _energies)
        {
            for (int left = SlotSamples; left > 0;)
            {
                int count = Math.Min(left, _meter.Room);
                _meter.Add(energy * count, count);
                left -= count;
            }
        }
    }
}
