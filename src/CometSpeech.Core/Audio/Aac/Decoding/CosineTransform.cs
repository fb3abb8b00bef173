namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// The discrete cosine transform of type IV, y[n] = Σ x[k] cos(π/N (n + 1/2)(k + 1/2)), by a Fourier transform of half
/// as many complex numbers: the inverse MDCT is this one unfolded.
/// </summary>
internal sealed class CosineTransform
{
    private const int FirstSize = 4;

    private readonly int _half;
    private readonly float[] _cosinesBefore;
    private readonly float[] _sinesBefore;
    private readonly float[] _cosinesBehind;
    private readonly float[] _sinesBehind;

    // Of each size at the index of the size.
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
        _cosines = new float[_half];
        _sines = new float[_half];
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

        for (int size = FirstSize; size < _half; size *= 2)
        {
            for (int i = 0; i < size; i++)
            {
                _cosines[size + i] = (float)Math.Cos(-Math.PI * i / size);
                _sines[size + i] = (float)Math.Sin(-Math.PI * i / size);
            }
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

    // In place, of numbers in bit-reversed order (Cooley and Tukey). The two smallest sizes need no multiplication.
    private void TransformFourier()
    {
        Span<float> real = _real;
        Span<float> imaginary = _imaginary;
        for (int first = 0; first < _half; first += FirstSize)
        {
            TransformFour(real.Slice(first, FirstSize), imaginary.Slice(first, FirstSize));
        }

        for (int size = FirstSize; size < _half; size *= 2)
        {
            ReadOnlySpan<float> cosines = _cosines.AsSpan(size, size);
            ReadOnlySpan<float> sines = _sines.AsSpan(size, size);
            for (int first = 0; first < _half; first += 2 * size)
            {
                Combine(
                    real.Slice(first, size),
                    imaginary.Slice(first, size),
                    real.Slice(first + size, size),
                    imaginary.Slice(first + size, size),
                    cosines,
                    sines);
            }
        }
    }

    private static void TransformFour(Span<float> real, Span<float> imaginary)
    {
        float re0 = real[0] + real[1];
        float im0 = imaginary[0] + imaginary[1];
        float re1 = real[0] - real[1];
        float im1 = imaginary[0] - imaginary[1];
        float re2 = real[2] + real[3];
        float im2 = imaginary[2] + imaginary[3];
        float re3 = real[2] - real[3];
        float im3 = imaginary[2] - imaginary[3];
        real[0] = re0 + re2;
        imaginary[0] = im0 + im2;
        real[1] = re1 + im3;
        imaginary[1] = im1 - re3;
        real[2] = re0 - re2;
        imaginary[2] = im0 - im2;
        real[3] = re1 - im3;
        imaginary[3] = im1 + re3;
    }

    private static void Combine(
        Span<float> lowReal,
        Span<float> lowImaginary,
        Span<float> highReal,
        Span<float> highImaginary,
        ReadOnlySpan<float> cosines,
        ReadOnlySpan<float> sines)
    {
        for (int i = 0; i < lowReal.Length; i++)
        {
            float re = (highReal[i] * cosines[i]) - (highImaginary[i] * sines[i]);
            float im = (highReal[i] * sines[i]) + (highImaginary[i] * cosines[i]);
            highReal[i] = lowReal[i] - re;
            highImaginary[i] = lowImaginary[i] - im;
            lowReal[i] += re;
            lowImaginary[i] += im;
        }
    }
}
