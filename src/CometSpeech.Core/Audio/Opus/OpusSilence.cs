namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Makes packets of silence. CELT, narrowband, each frame the two bytes that begin with the silence flag (RFC 6716,
/// 4.3): with a byte less it would count as lost, and prolong the sound before it.
/// </summary>
internal static class OpusSilence
{
    /// <summary>Samples at 48 kHz of the shortest packet: 2.5 ms.</summary>
    public const int Step = 120;

    /// <summary>Samples of the most that <see cref="Create"/> makes at once: a second.</summary>
    public const int MaxSamples = 48_000;

    private const byte Toc = 0x80;
    private const byte FirstByte = 0xFF;
    private const byte SecondByte = 0xFE;

    // Six frames of 20 ms in one packet, of equal length (RFC 6716, 3.2.5): the longest packet that there is.
    private const int LongestFrames = 6;
    private const byte LongestCode = 3;
    private const int LongestSamples = LongestFrames * 960;

    // SILK, narrowband, 10 ms, mono: what libopus makes of silence.
    private const int SilkSamples = 480;
    private static readonly byte[] s_silk = [0x00, 0x0B, 0xF1, 0x76, 0x1D, 0x48];

    /// <summary>Makes a pause of as few packets as there can be, the longest one last.</summary>
    /// <param name="samples">A multiple of <see cref="Step"/>, up to <see cref="MaxSamples"/>.</param>
    /// <param name="neighbour">The TOC byte of the packet before, which tells mono from stereo.</param>
    /// <param name="lacing">The packets' lacing values.</param>
    /// <returns>The packets, one after the other.</returns>
    public static byte[] Create(int samples, byte neighbour, out byte[] lacing)
    {
        List<byte> packets = [];
        List<byte> lengths = [];
        byte toc = (byte)(Toc | (neighbour & OpusPacket.Stereo));
        int longest = samples / LongestSamples;
        samples %= LongestSamples;

        // 2.5, 5 and 10 ms, then 20 ms as often as need be.
        for (int size = 0; size < 4; size++)
        {
            int unit = Step << size;
            for (; samples > 0 && (size == 3 || samples % (2 * unit) != 0); samples -= unit)
            {
                packets.AddRange(new[] { (byte)(toc | SizeBits(size)), FirstByte, SecondByte });
                lengths.Add(3);
            }
        }

        for (; longest > 0; longest--)
        {
            packets.Add((byte)(toc | SizeBits(3) | LongestCode));
            packets.Add(LongestFrames);
            for (int i = 0; i < LongestFrames; i++)
            {
                packets.AddRange(new[] { FirstByte, SecondByte });
            }

            lengths.Add(2 + (2 * LongestFrames));
        }

        lacing = [.. lengths];
        return [.. packets];
    }

    /// <summary>
    /// The packets between two streams after which a decoder decodes the second one as if alone: a change of mode
    /// resets it (RFC 6716, 4.5.2), and the layers that the second one begins with are reset by the other mode.
    /// </summary>
    /// <param name="next">The TOC byte of the second stream's first packet.</param>
    /// <param name="lacing">The packets' lacing values.</param>
    /// <param name="samples">Their samples per channel at 48 kHz.</param>
    /// <returns>The packets, one after the other.</returns>
    public static byte[] CreateJoint(byte next, out byte[] lacing, out int samples)
    {
        samples = CountJointSamples(next);
        byte[] celt = Create(Step, next, out lacing);
        if (!OpusPacket.IsCelt(next))
        {
            return celt;
        }

        lacing = [.. lacing, (byte)s_silk.Length];
        return [.. celt, .. s_silk];
    }

    /// <summary>Samples per channel at 48 kHz of what <see cref="CreateJoint"/> makes.</summary>
    public static int CountJointSamples(byte next) => OpusPacket.IsCelt(next) ? Step + SilkSamples : Step;

    private static byte SizeBits(int size) => (byte)(size << 3);
}
