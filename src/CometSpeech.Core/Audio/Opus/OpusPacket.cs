namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// The duration of an Opus packet from its first two bytes (RFC 6716, 3.1 and 3.2), and packets of silence.
/// </summary>
internal static class OpusPacket
{
    // 120 ms (RFC 6716, 3.2.5, R5).
    private const int MaxSamples = 5760;

    // The TOC byte's bit s (RFC 6716, 3.1).
    private const byte Stereo = 4;

    // Configurations from here on are CELT only (RFC 6716, 3.1).
    private const int FirstCeltConfiguration = 16;

    /// <summary>Samples at 48 kHz of the shortest packet of silence: 2.5 ms.</summary>
    public const int CeltSilenceSamples = 120;

    private const int SilkSilenceSamples = 480;

    /// <summary>
    /// The silent packets between two streams after which a decoder decodes the second one as if alone: a change of
    /// mode resets it (RFC 6716, 4.5.2), and the layers that the second one begins with are reset by the other mode.
    /// </summary>
    /// <param name="next">The first packet of the second stream.</param>
    /// <param name="lacing">The packets' lacing values.</param>
    /// <param name="samples">Their samples per channel at 48 kHz.</param>
    /// <returns>The packets, one after the other.</returns>
    public static byte[] CreateSilence(ReadOnlySpan<byte> next, out byte[] lacing, out int samples)
    {
        // CELT, narrowband, 2.5 ms, one frame that begins with the silence flag (RFC 6716, 4.3). With a byte less it
        // would count as lost, and prolong the sound before it.
        byte[] celt = [(byte)(0x80 | (next[0] & Stereo)), 0xFF, 0xFE];
        if (next[0] >> 3 < FirstCeltConfiguration)
        {
            lacing = [(byte)celt.Length];
            samples = CeltSilenceSamples;
            return celt;
        }

        // SILK, narrowband, 10 ms, mono: what libopus makes of silence.
        byte[] silk = [0x00, 0x0B, 0xF1, 0x76, 0x1D, 0x48];
        lacing = [(byte)celt.Length, (byte)silk.Length];
        samples = CeltSilenceSamples + SilkSilenceSamples;
        return [.. celt, .. silk];
    }

    /// <summary>Samples per channel at 48 kHz; 0 when no valid packet begins so.</summary>
    public static int GetSampleCount(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        int configuration = packet[0] >> 3;
        int frame = configuration switch
        {
            < 12 => (configuration & 3) == 3 ? 2880 : 480 << (configuration & 3),
            < 16 => 480 << (configuration & 1),
            _ => 120 << (configuration & 3),
        };
        int count = (packet[0] & 3) switch
        {
            0 => 1,
            3 => packet.Length > 1 ? packet[1] & 0x3F : 0,
            _ => 2,
        };
        return frame * count <= MaxSamples ? frame * count : 0;
    }
}
