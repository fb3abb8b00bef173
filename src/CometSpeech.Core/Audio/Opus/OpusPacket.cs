namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Reads coding, channels and duration of an Opus packet from its first two bytes (RFC 6716, 3.1 and 3.2).
/// </summary>
internal static class OpusPacket
{
    /// <summary>The TOC byte's bit s (RFC 6716, 3.1).</summary>
    public const byte Stereo = 4;

    // 120 ms (RFC 6716, 3.2.5, R5).
    private const int MaxSamples = 5760;

    // Configurations from here on are CELT only (RFC 6716, 3.1).
    private const int FirstCeltConfiguration = 16;

    /// <summary>Whether a packet with that TOC byte has no speech coding.</summary>
    public static bool IsCelt(byte toc) => toc >> 3 >= FirstCeltConfiguration;

    /// <summary>Whether a packet with that TOC byte has two channels.</summary>
    public static bool IsStereo(byte toc) => (toc & Stereo) != 0;

    /// <summary>Samples per channel at 48 kHz of each frame of a packet with that TOC byte.</summary>
    public static int GetFrameSamples(byte toc) => (toc >> 3) switch
    {
        int silk and < 12 => (silk & 3) == 3 ? 2880 : 480 << (silk & 3),
        int hybrid and < FirstCeltConfiguration => 480 << (hybrid & 1),
        int celt => 120 << (celt & 3),
    };

    /// <summary>Samples per channel at 48 kHz; 0 when no valid packet begins so.</summary>
    public static int GetSampleCount(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        int frame = GetFrameSamples(packet[0]);
        int count = (packet[0] & 3) switch
        {
            0 => 1,
            3 => packet.Length > 1 ? packet[1] & 0x3F : 0,
            _ => 2,
        };
        return frame * count <= MaxSamples ? frame * count : 0;
    }
}
