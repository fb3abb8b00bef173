using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// A codebook whose values are lines of the spectrum, four or two in one code (ISO/IEC 14496-3, 4.6.3.3).
/// </summary>
internal sealed class SpectrumCodebook : HuffmanCodebook
{
    // What a line of the escape codebook has that is told behind the code.
    private const int EscapeLine = 16;
    private const int EscapeModulo = 17;

    // An escape is a prefix of up to 8 ones, a zero, and a number of 4 bits and one more for each one (4.6.3.3): up to
    // 8191.
    private const int LeastEscapeBits = 4;
    private const int MostPrefix = 8;

    private readonly int _dimension;
    private readonly bool _isSigned;
    private readonly bool _hasEscape;

    // The lines of each value, as they are before scaling: their power of 4/3.
    private readonly float[] _lines;

    /// <summary>Makes a codebook.</summary>
    /// <param name="dimension">How many lines a code has.</param>
    /// <param name="modulo">How many values a line can have.</param>
    /// <param name="isSigned">Whether these are positive and negative; else a sign follows each but 0.</param>
    /// <param name="counts">How many codes there are of 1 bit, of 2 and so on.</param>
    /// <param name="values">What they mean, in the codes' order.</param>
    public SpectrumCodebook(int dimension, int modulo, bool isSigned, byte[] counts, ushort[] values)
        : base(counts, values)
    {
        _dimension = dimension;
        _isSigned = isSigned;
        _hasEscape = modulo == EscapeModulo;
        int offset = isSigned ? modulo / 2 : 0;
        _lines = new float[values.Length * dimension];
        for (int value = 0; value < values.Length; value++)
        {
            int rest = value;
            for (int i = dimension - 1; i >= 0; i--, rest /= modulo)
            {
                _lines[(value * dimension) + i] = Dequantize((rest % modulo) - offset);
            }
        }
    }

    /// <summary>Reads lines of one scale.</summary>
    public void Read(ref BitReader bits, Span<float> lines, float scale)
    {
        for (int i = 0; i <= lines.Length - _dimension; i += _dimension)
        {
            int value = Read(ref bits);
            ReadOnlySpan<float> told = _lines.AsSpan(value * _dimension, _dimension);
            Span<float> read = lines.Slice(i, _dimension);
            for (int line = 0; line < told.Length; line++)
            {
                float size = told[line];
                read[line] = (!_isSigned && size != 0 && bits.Read(1) == 1 ? -size : size) * scale;
            }

            if (_hasEscape && value >= EscapeLine)
            {
                ReadEscapes(ref bits, value, read, scale);
            }
        }
    }

    /// <summary>A quantised line as it is before scaling (4.6.2.3).</summary>
    public static float Dequantize(int value) => Math.Sign(value) * (float)Math.Pow(Math.Abs(value), 4 / 3.0);

    private static void ReadEscapes(ref BitReader bits, int value, Span<float> read, float scale)
    {
        if (value / EscapeModulo == EscapeLine)
        {
            read[0] = Math.Sign(read[0]) * Dequantize(ReadEscape(ref bits)) * scale;
        }

        if (value % EscapeModulo == EscapeLine)
        {
            read[1] = Math.Sign(read[1]) * Dequantize(ReadEscape(ref bits)) * scale;
        }
    }

    private static int ReadEscape(ref BitReader bits)
    {
        int length = LeastEscapeBits;
        while (bits.Read(1) == 1 && length < LeastEscapeBits + MostPrefix)
        {
            length++;
        }

        return (1 << length) + bits.Read(length);
    }
}
