namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// Turns the spectra of a channel into samples: inverse MDCT, windows, and each block's overlap with the next (ISO/IEC
/// 14496-3, 4.6.11).
/// </summary>
internal sealed class FilterBank
{
    private const int Long = 1024;
    private const int Short = 128;

    // Where in a block of long windows the slope of a short one lies.
    private const int SlopeStart = (Long - Short) / 2;
    private const int SlopeEnd = SlopeStart + Short;

    private const double LongAlpha = 4;
    private const double ShortAlpha = 6;

    // The rising halves of the windows.
    private static readonly float[] s_longSine = MakeSine(Long);
    private static readonly float[] s_shortSine = MakeSine(Short);
    private static readonly float[] s_longKaiserBessel = MakeKaiserBessel(Long, LongAlpha);
    private static readonly float[] s_shortKaiserBessel = MakeKaiserBessel(Short, ShortAlpha);

    private readonly CosineTransform _longTransform = new(Long);
    private readonly CosineTransform _shortTransform = new(Short);
    private readonly float[] _unfolded = new float[2 * Long];
    private readonly float[] _block = new float[2 * Long];
    private readonly float[] _overlap = new float[Long];
    private bool _wasKaiserBessel;

    /// <summary>Begins with another part.</summary>
    public void Clear()
    {
        _overlap.AsSpan().Clear();
        _wasKaiserBessel = false;
    }

    /// <summary>The next 1024 samples; what the spectrum has more comes with the next ones.</summary>
    /// <param name="windows">The spectrum's windows.</param>
    /// <param name="spectrum">Its lines, window after window; not kept.</param>
    /// <param name="samples">Where the samples go; 1 is one step of 16 bits.</param>
    public void Write(AacWindows windows, Span<float> spectrum, Span<float> samples)
    {
        if (windows.IsShort)
        {
            WriteShort(windows, spectrum);
        }
        else
        {
            WriteLong(windows, spectrum);
        }

        _wasKaiserBessel = windows.IsKaiserBessel;
        for (int i = 0; i < Long; i++)
        {
            samples[i] = _block[i] + _overlap[i];
        }

        _block.AsSpan(Long).CopyTo(_overlap);
    }

    private void WriteLong(AacWindows windows, Span<float> spectrum)
    {
        Unfold(_longTransform, spectrum, _block);
        Span<float> rising = _block.AsSpan(0, Long);
        if (windows.Sequence == WindowSequence.LongStop)
        {
            rising.Slice(0, SlopeStart).Clear();
            Rise(rising.Slice(SlopeStart, Short), ShortSlope(_wasKaiserBessel));
        }
        else
        {
            Rise(rising, LongSlope(_wasKaiserBessel));
        }

        Span<float> falling = _block.AsSpan(Long);
        if (windows.Sequence == WindowSequence.LongStart)
        {
            Fall(falling.Slice(SlopeStart, Short), ShortSlope(windows.IsKaiserBessel));
            falling.Slice(SlopeEnd).Clear();
        }
        else
        {
            Fall(falling, LongSlope(windows.IsKaiserBessel));
        }
    }

    private void WriteShort(AacWindows windows, Span<float> spectrum)
    {
        _block.AsSpan().Clear();
        bool wasKaiserBessel = _wasKaiserBessel;
        for (int window = 0; window < windows.Count; window++)
        {
            Span<float> unfolded = _unfolded.AsSpan(0, 2 * Short);
            Unfold(_shortTransform, spectrum.Slice(window * Short, Short), unfolded);
            Rise(unfolded.Slice(0, Short), ShortSlope(wasKaiserBessel));
            Fall(unfolded.Slice(Short), ShortSlope(windows.IsKaiserBessel));
            wasKaiserBessel = windows.IsKaiserBessel;
            Span<float> place = _block.AsSpan(SlopeStart + (window * Short), 2 * Short);
            for (int i = 0; i < place.Length; i++)
            {
                place[i] += unfolded[i];
            }
        }
    }

    // The inverse MDCT of N lines has 2N samples: the cosine transform's, from the middle on, continued by its own
    // symmetry. Scaled by 2 over the window's length (4.6.11.3.1).
    private static void Unfold(CosineTransform transform, Span<float> lines, Span<float> samples)
    {
        transform.Transform(lines);
        int count = lines.Length;
        int half = count / 2;
        float scale = 1f / count;
        for (int i = 0; i < half; i++)
        {
            float upper = lines[half + i] * scale;
            float lower = lines[i] * scale;
            samples[i] = upper;
            samples[count - 1 - i] = -upper;
            samples[count + half - 1 - i] = -lower;
            samples[count + half + i] = -lower;
        }
    }

    private static void Rise(Span<float> samples, float[] slope)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] *= slope[i];
        }
    }

    private static void Fall(Span<float> samples, float[] slope)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] *= slope[samples.Length - 1 - i];
        }
    }

    private static float[] LongSlope(bool isKaiserBessel) => isKaiserBessel ? s_longKaiserBessel : s_longSine;

    private static float[] ShortSlope(bool isKaiserBessel) => isKaiserBessel ? s_shortKaiserBessel : s_shortSine;

    private static float[] MakeSine(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(Math.PI / (2 * count) * (i + 0.5)))];

    // The running sum of Kaiser's window (4.6.11.3.2).
    private static float[] MakeKaiserBessel(int count, double alpha)
    {
        double[] kaiser =
        [
            .. Enumerable.Range(0, count + 1).Select(i =>
            {
                double place = (2.0 * i / count) - 1;
                return Bessel(Math.PI * alpha * Math.Sqrt(Math.Max(0, 1 - (place * place))));
            }),
        ];
        double all = kaiser.Sum();
        double sum = 0;
        var slope = new float[count];
        for (int i = 0; i < count; i++)
        {
            sum += kaiser[i];
            slope[i] = (float)Math.Sqrt(sum / all);
        }

        return slope;
    }

    // The modified Bessel function of the first kind and order 0, by its series.
    private static double Bessel(double x)
    {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
