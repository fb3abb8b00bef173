namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// The discrete cosine transform of type IV, y[n] = Σ x[k] cos(π/N (n + 1/2)(k + 1/2)), by a Fourier transform of half
/// as many complex numbers: the inverse MDCT is this one unfolded.
/// </summary>
internal sealed class CosineTransform
{
    private readonly int _half;
    private readonly float[] _cosinesBefore;
    private readonly float[] _sinesBefore;
    private readonly float[] _cosinesBehind;
    private readonly float[] _sinesBehind;
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly ushort[] _reversed;
    private readonly float[] _real;
    private readonly float[] _imaginary;

    /// <summary>Makes one for so many lines, a power of two.</summary>
    public CosineTransform(int count)
    {
        _half = count / 2;
        _cosinesBefore = new float[_half];
        _sinesBefore = new float[_half];
        _cosinesBehind = new float[_half];
        _sinesBehind = new float[_half];
        _cosines = new float[_half / 2];
        _sines = new float[_half / 2];
        _reversed = new ushort[_half];
        _real = new float[_half];
        _imaginary = new float[_half];
        for (int i = 0; i < _half; i++)
        {
            double before = -Math.PI * ((4 * i) + 1) / (4 * count);
            _cosinesBefore[i] = (float)Math.Cos(before);
            _sinesBefore[i] = (float)Math.Sin(before);
            double behind = -Math.PI * i / count;
            _cosinesBehind[i] = (float)Math.Cos(behind);
            _sinesBehind[i] = (float)Math.Sin(behind);
            _reversed[i] = (ushort)((_reversed[i >> 1] >> 1) | ((i & 1) * (_half >> 1)));
        }

        for (int i = 0; i < _half / 2; i++)
        {
            _cosines[i] = (float)Math.Cos(-2 * Math.PI * i / _half);
            _sines[i] = (float)Math.Sin(-2 * Math.PI * i / _half);
        }
    }

    /// <summary>Transforms lines in their place.</summary>
    public void Transform(Span<float> lines)
    {
        int last = (2 * _half) - 1;
        for (int i = 0; i < _half; i++)
        {
            float even = lines[2 * i];
            float odd = lines[last - (2 * i)];
            int place = _reversed[i];
            _real[place] = (even * _cosinesBefore[i]) - (odd * _sinesBefore[i]);
            _imaginary[place] = (even * _sinesBefore[i]) + (odd * _cosinesBefore[i]);
        }

        TransformFourier();
        for (int i = 0; i < _half; i++)
        {
            lines[2 * i] = (_real[i] * _cosinesBehind[i]) - (_imaginary[i] * _sinesBehind[i]);
            lines[last - (2 * i)] = -((_real[i] * _sinesBehind[i]) + (_imaginary[i] * _cosinesBehind[i]));
        }
    }

    // In place, of numbers in bit-reversed order (Cooley and Tukey).
    private void TransformFourier()
    {
        float[] real = _real;
        float[] imaginary = _imaginary;
        for (int size = 1; size < _half; size *= 2)
        {
            int stride = _half / (2 * size);
            for (int first = 0; first < _half; first += 2 * size)
            {
                for (int i = 0; i < size; i++)
                {
                    float cosine = _cosines[i * stride];
                    float sine = _sines[i * stride];
                    int low = first + i;
                    int high = low + size;
                    float re = (real[high] * cosine) - (imaginary[high] * sine);
                    float im = (real[high] * sine) + (imaginary[high] * cosine);
                    real[high] = real[low] - re;
                    imaginary[high] = imaginary[low] - im;
                    real[low] += re;
                    imaginary[low] += im;
                }
            }
        }
    }
}
