using System.Buffers.Binary;

namespace CometSpeech.Tests.Support;

/// <summary>MP3 whose header tells what a test wants.</summary>
internal static class TestMp3
{
    private const int FrameLength = 192;

    /// <summary>
    /// Frames of silence, 24 ms each (64 kbit/s, 24 kHz, mono), behind an Info frame that tells of another number.
    /// </summary>
    public static byte[] Create(int frames, int told)
    {
        byte[] mp3 = new byte[FrameLength * (frames + 1)];
        for (int at = 0; at < mp3.Length; at += FrameLength)
        {
            BinaryPrimitives.WriteUInt32BigEndian(mp3.AsSpan(at), 0xFFF384C4);
        }

        // Behind the header and the side information of one channel; flag 1 tells that a count of frames follows.
        Span<byte> info = mp3.AsSpan(4 + 9);
        "Info"u8.CopyTo(info);
        info[7] = 1;
        BinaryPrimitives.WriteInt32BigEndian(info[8..], told);
        return mp3;
    }
}
