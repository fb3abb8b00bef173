using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// A <c>fmt </c> chunk whose samples are plain, one block after the other (Microsoft Multimedia Programming Interface,
/// WAVEFORMAT).
/// </summary>
internal sealed record WaveFormat(ushort Tag, ushort Channels, int SampleRate, ushort BlockAlign, ushort BitsPerSample)
{
    /// <summary>The bytes of a chunk body that <see cref="Parse"/> looks at, at most.</summary>
    public const int MaxLength = 40;

    private const ushort Pcm = 1;
    private const ushort Float = 3;
    private const ushort ALaw = 6;
    private const ushort MuLaw = 7;
    private const ushort Extensible = 0xFFFE;

    /// <summary>The samples that the endpoint sends as pcm: 24 kHz, mono, 16 bits.</summary>
    public static WaveFormat Endpoint { get; } = Of(PcmFormat.Default);

    /// <summary>The byte that silence is made of.</summary>
    public byte SilenceByte => Tag switch
    {
        ALaw => 0xD5,
        MuLaw => 0xFF,
        // Samples of up to 8 bits have no sign; their middle is 128.
        Pcm when BitsPerSample <= 8 => 0x80,
        _ => 0,
    };

    /// <summary>Whether samples are of floating point, and full scale is 1.</summary>
    public bool IsFloat => Tag == Float;

    /// <summary>The format of raw samples, 16 bits each.</summary>
    public static WaveFormat Of(PcmFormat samples) =>
        new(Pcm, (ushort)samples.Channels, samples.SampleRate, (ushort)samples.BlockAlign, 16);

    /// <summary>The format of samples of so many bits, each in whole bytes.</summary>
    public static WaveFormat OfBits(int sampleRate, int channels, int bits)
    {
        int bytes = (bits + 7) / 8;
        return new(Pcm, (ushort)channels, sampleRate, (ushort)(bytes * channels), (ushort)(8 * bytes));
    }

    /// <summary>Whether samples are of 16 bits with a sign, as <see cref="PcmFormat"/> tells of.</summary>
    public bool IsSixteenBits => Tag == Pcm && BlockAlign == 2 * Channels;

    /// <summary>Reads the chunk's body; null when its samples cannot be joined as they stand.</summary>
    public static WaveFormat? Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16)
        {
            return null;
        }

        ushort tag = BinaryPrimitives.ReadUInt16LittleEndian(body);
        if (tag == Extensible && body.Length >= 26)
        {
            // WAVEFORMATEXTENSIBLE: the sub-format's identifier begins with the plain tag.
            tag = BinaryPrimitives.ReadUInt16LittleEndian(body.Slice(24));
        }

        WaveFormat format = new(
            tag,
            BinaryPrimitives.ReadUInt16LittleEndian(body.Slice(2)),
            BinaryPrimitives.ReadInt32LittleEndian(body.Slice(4)),
            BinaryPrimitives.ReadUInt16LittleEndian(body.Slice(12)),
            BinaryPrimitives.ReadUInt16LittleEndian(body.Slice(14)));
        bool plain = tag is Pcm or Float or ALaw or MuLaw;
        // Each value of a sample has the same width, of whole bytes.
        return plain && format.Channels is > 0 and <= PcmFormat.MostChannels
            && format.SampleRate is > 0 and <= PcmFormat.HighestRate
            && format.BlockAlign % format.Channels == 0
            && format.BlockAlign / format.Channels is > 0 and <= sizeof(double)
                ? format
                : null;
    }

    /// <summary>
    /// The square of each value of a sample of one byte, where 1 is full scale; null for other samples.
    /// </summary>
    public double[]? CreateSquares()
    {
        if (BlockAlign != Channels)
        {
            return null;
        }

        double[] squares = new double[byte.MaxValue + 1];
        for (int i = 0; i < squares.Length; i++)
        {
            double sample = Tag switch
            {
                ALaw => ExpandALaw(i) / (double)short.MaxValue,
                MuLaw => ExpandMuLaw(i) / (double)short.MaxValue,
                _ => (i - SilenceByte) / 128.0,
            };
            squares[i] = sample * sample;
        }

        return squares;
    }

    /// <summary>
    /// The same samples in 16 bits with a sign: what has more loses its lowest bits, what is louder than full scale is
    /// clipped.
    /// </summary>
    /// <param name="samples">Whole samples, little-endian.</param>
    public byte[] ToSixteenBits(ReadOnlySpan<byte> samples)
    {
        int width = BlockAlign / Channels;
        byte[] converted = new byte[samples.Length / width * 2];
        Span<short> target = MemoryMarshal.Cast<byte, short>(converted.AsSpan());
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = ToInt16(samples.Slice(i * width, width));
        }

        return converted;
    }

    /// <summary>Writes the 16-byte body.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, Tag);
        BinaryPrimitives.WriteUInt16LittleEndian(body.Slice(2), Channels);
        BinaryPrimitives.WriteInt32LittleEndian(body.Slice(4), SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(body.Slice(8), unchecked((uint)SampleRate * BlockAlign));
        BinaryPrimitives.WriteUInt16LittleEndian(body.Slice(12), BlockAlign);
        BinaryPrimitives.WriteUInt16LittleEndian(body.Slice(14), BitsPerSample);
    }

    /// <summary>For messages, as in «24000 Hz, 1 channel(s), 16 bits (format tag 1)».</summary>
    public override string ToString() =>
        $"{SampleRate} Hz, {Channels} channel(s), {BitsPerSample} bits (format tag {Tag})";

    private short ToInt16(ReadOnlySpan<byte> sample)
    {
        // In G.711 the highest bit is the sign; set, it is positive.
        int sign = sample[0] >= 0x80 ? 1 : -1;
        return Tag switch
        {
            Float when sample.Length == sizeof(float) => ToInt16(MemoryMarshal.Read<float>(sample)),
            Float when sample.Length == sizeof(double) => ToInt16(MemoryMarshal.Read<double>(sample)),
            ALaw => (short)(sign * ExpandALaw(sample[0])),
            MuLaw => (short)(sign * ExpandMuLaw(sample[0])),
            _ when sample.Length == 1 => (short)((sample[0] - SilenceByte) << 8),
            _ => BinaryPrimitives.ReadInt16LittleEndian(sample.Slice(sample.Length - 2)),
        };
    }

    private static short ToInt16(double sample) =>
        (short)Math.Round(Math.Max(-1, Math.Min(1, sample)) * short.MaxValue);

    // ITU-T G.711, tables 1a and 2a, in 16 bits and without the sign.
    private static int ExpandALaw(int value)
    {
        int segment = ((value ^ 0x55) >> 4) & 7;
        int step = (((value ^ 0x55) & 0xF) << 4) + 8;
        return segment == 0 ? step : (step + 0x100) << (segment - 1);
    }

    private static int ExpandMuLaw(int value) => (((~value & 0xF) << 3) + 0x84 << ((~value >> 4) & 7)) - 0x84;
}
