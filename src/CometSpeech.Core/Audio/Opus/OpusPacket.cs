namespace CometSpeech.Core.Audio.Opus;

/// <summary>The duration of an Opus packet from its first two bytes (RFC 6716, 3.1 and 3.2).</summary>
internal static class OpusPacket
{
    // 120 ms (RFC 6716, 3.2.5, R5).
    private const int MaxSamples = 5760;

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
