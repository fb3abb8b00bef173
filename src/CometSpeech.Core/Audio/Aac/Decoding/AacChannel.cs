using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// A channel's spectrum: individual_channel_stream of AAC LC (ISO/IEC 14496-3, 4.4.2.2 to 4.4.2.7), and the samples
/// that it gives.
/// </summary>
internal sealed class AacChannel
{
    /// <summary>The lines of a spectrum, and the samples of a block.</summary>
    public const int Length = 1024;

    // 8 groups of 15 bands, or 51.
    private const int MostBands = 128;

    // The scale of scale factors and of noise (4.6.2.3.3, 4.6.13.3).
    private const int ScaleOffset = 100;
    private const int NoiseOffset = 90;
    private const int NoiseBits = 9;
    private const int NoiseMiddle = 256;
    private const int ChangeMiddle = 60;

    private const int MostScale = 255;
    private const int MostPulses = 4;

    private readonly byte[] _books = new byte[MostBands];
    private readonly float[] _scales = new float[MostBands];
    private readonly float[] _spectrum = new float[Length];
    private readonly NoiseShaping _shaping = new();
    private readonly FilterBank _bank = new();
    private readonly (int Offset, int Size)[] _pulses = new (int Offset, int Size)[MostPulses];
    private int _pulseCount;
    private int _pulseBand;
    private uint _noise;


    /// <summary>The windows of the spectrum that was read last.</summary>
    public AacWindows Windows { get; private set; }

    /// <summary>The spectrum that was read last, window after window.</summary>
    public Span<float> Spectrum => _spectrum;

    /// <summary>Begins with another part.</summary>
    public void Clear() => _bank.Clear();

    /// <summary>The codebook of a group's band: <see cref="AacCodebooks"/>.</summary>
    public int BookOf(int group, int band) => _books[(group * Windows.BandCount) + band];

    /// <summary>The scale of a group's band; of intensity stereo the other channel's share.</summary>
    public float ScaleOf(int group, int band) => _scales[(group * Windows.BandCount) + band];

    /// <summary>
    /// Reads a spectrum; false when there is something in it that AAC LC does not have, or a sample rate does not.
    /// </summary>
    /// <param name="bits">From where it begins.</param>
    /// <param name="bands">The bands of its sample rate.</param>
    /// <param name="shared">The windows that two channels have in common.</param>
    public bool TryRead(ref BitReader bits, ScaleFactorBands bands, AacWindows? shared)
    {
        int gain = bits.Read(8);
        AacWindows windows = shared ?? default;
        if (shared is null && !AacWindows.TryRead(ref bits, out windows))
        {
            return false;
        }

        Windows = windows;
        ushort[] ends = windows.IsShort ? bands.Short : bands.Long;
        if (windows.BandCount > ends.Length || !TryReadSections(ref bits))
        {
            return false;
        }

        ReadScales(ref bits, gain);
        if (!TryReadPulses(ref bits, ends))
        {
            return false;
        }

        _shaping.Read(ref bits, windows);

        // gain_control_data, which AAC LC never has.
        if (bits.Read(1) == 1)
        {
            return false;
        }

        ReadSpectrum(ref bits, ends);
        return true;
    }

    /// <summary>The samples of what was read last.</summary>
    public void Write(ScaleFactorBands bands, Span<float> samples)
    {
        _shaping.Apply(Windows, bands, _spectrum);
        _bank.Write(Windows, _spectrum, samples);
    }

    // section_data: runs of bands with one codebook.
    private bool TryReadSections(ref BitReader bits)
    {
        int width = Windows.IsShort ? 3 : 5;
        int escape = (1 << width) - 1;
        int count = Windows.BandCount;
        int groups = Windows.GroupCount;
        for (int group = 0; group < groups; group++)
        {
            for (int band = 0; band < count;)
            {
                byte book = (byte)bits.Read(4);
                int length = 0;
                int part;
                do
                {
                    part = bits.Read(width);
                    length += part;
                }
                while (part == escape && length <= count);

                if (length == 0 || band + length > count || book == AacCodebooks.Reserved)
                {
                    return false;
                }

                _books.AsSpan((group * count) + band, length).Fill(book);
                band += length;
            }
        }

        return true;
    }

    // scale_factor_data: each by how much it differs from the one before of its kind.
    private void ReadScales(ref BitReader bits, int gain)
    {
        int factor = gain;
        int noise = gain - NoiseOffset;
        int place = 0;
        bool isFirstNoise = true;
        int count = Windows.GroupCount * Windows.BandCount;
        for (int i = 0; i < count; i++)
        {
            int book = _books[i];
            if (book == AacCodebooks.Noise)
            {
                noise += isFirstNoise ? bits.Read(NoiseBits) - NoiseMiddle : ReadChange(ref bits);
                isFirstNoise = false;
                _scales[i] = Power(noise);
            }
            else if (book > AacCodebooks.Noise)
            {
                place += ReadChange(ref bits);
                _scales[i] = book == AacCodebooks.IntensityInPhase ? Power(-place) : -Power(-place);
            }
            else if (book != AacCodebooks.Zero)
            {
                factor += ReadChange(ref bits);
                _scales[i] = Power(factor - ScaleOffset);
            }
        }
    }

    private static int ReadChange(ref BitReader bits) => AacCodebooks.ScaleFactors.Read(ref bits) - ChangeMiddle;

    // What lies outside is no stream's: it would be no number.
    private static float Power(int quarters) =>
        (float)Math.Pow(2, Math.Max(-MostScale, Math.Min(MostScale, quarters)) / 4.0);

    // pulse_data: single lines that stand out, only in long windows.
    private bool TryReadPulses(ref BitReader bits, ushort[] ends)
    {
        _pulseCount = 0;
        if (bits.Read(1) == 0)
        {
            return true;
        }

        _pulseCount = bits.Read(2) + 1;
        _pulseBand = bits.Read(6);
        for (int i = 0; i < _pulseCount; i++)
        {
            _pulses[i] = (bits.Read(5), bits.Read(4));
        }

        return !Windows.IsShort && _pulseBand < ends.Length;
    }

    // spectral_data: in a group, each band has the lines of all its windows.
    private void ReadSpectrum(ref BitReader bits, ushort[] ends)
    {
        Span<float> spectrum = _spectrum;
        spectrum.Clear();
        int length = Length / Windows.Count;
        int group = 0;
        for (int first = 0; first < Windows.Count; first += Windows.GroupLength(first), group++)
        {
            int start = 0;
            int last = first + Windows.GroupLength(first);
            for (int band = 0; band < Windows.BandCount; start = ends[band], band++)
            {
                int book = BookOf(group, band);
                float scale = ScaleOf(group, band);
                for (int window = first; window < last && book != AacCodebooks.Zero; window++)
                {
                    Span<float> lines = spectrum.Slice((window * length) + start, ends[band] - start);
                    if (book == AacCodebooks.Noise)
                    {
                        FillNoise(lines, scale);
                    }
                    else if (book <= AacCodebooks.Escape)
                    {
                        AacCodebooks.Spectrum[book]!.Read(ref bits, lines, scale);
                    }
                }
            }
        }

        AddPulses(ends);
    }

    // Any noise of the band's energy (4.6.13.3); the same for the same file.
    private void FillNoise(Span<float> lines, float scale)
    {
        float energy = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            // A linear congruential generator (Numerical Recipes).
            _noise = unchecked((_noise * 1664525) + 1013904223);
            lines[i] = (int)_noise;
            energy += lines[i] * lines[i];
        }

        scale /= (float)Math.Sqrt(energy);
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] *= scale;
        }
    }

    // They count before scaling (4.6.5).
    private void AddPulses(ushort[] ends)
    {
        int line = _pulseCount == 0 || _pulseBand == 0 ? 0 : ends[_pulseBand - 1];
        for (int i = 0; i < _pulseCount; i++)
        {
            line += _pulses[i].Offset;
            int band = Array.FindIndex(ends, end => end > line);
            if (band < 0 || band >= Windows.BandCount || BookOf(0, band) is AacCodebooks.Zero or > AacCodebooks.Escape)
            {
                continue;
            }

            float scale = ScaleOf(0, band);
            double value = Math.Round(Math.Pow(Math.Abs(_spectrum[line] / scale), 0.75)) + _pulses[i].Size;
            float raised = SpectrumCodebook.Dequantize((int)value) * scale;
            _spectrum[line] = _spectrum[line] < 0 ? -raised : raised;
        }
    }
}
