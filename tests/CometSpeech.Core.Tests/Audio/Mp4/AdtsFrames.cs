namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>Takes ADTS frames (ISO/IEC 14496-3, 1.A.2.2) apart and changes them.</summary>
internal static class AdtsFrames
{
    /// <summary>The frames with their headers.</summary>
    public static List<byte[]> Split(byte[] adts)
    {
        List<byte[]> frames = [];
        for (int position = 0; position < adts.Length;)
        {
            int length = (adts[position + 3] & 3) << 11 | adts[position + 4] << 3 | adts[position + 5] >> 5;
            frames.Add(adts.AsSpan(position, length).ToArray());
            position += length;
        }

        return frames;
    }

    /// <summary>The frames after each has been changed.</summary>
    public static byte[] Change(byte[] adts, Func<byte[], byte[]> change) => [.. Split(adts).SelectMany(change)];

    /// <summary>The frame with a check word behind its header: zero, which readers of headers pass over.</summary>
    public static byte[] AddCheckWord(byte[] frame)
    {
        byte[] longer = [.. frame.Take(7), 0, 0, .. frame.Skip(7)];
        longer[1] &= 0xFE;
        return SetLength(longer);
    }

    /// <summary>The frame with its own length in its header.</summary>
    public static byte[] SetLength(byte[] frame)
    {
        frame[3] = (byte)((frame[3] & 0xFC) | frame.Length >> 11);
        frame[4] = (byte)(frame.Length >> 3);
        frame[5] = (byte)((frame[5] & 0x1F) | frame.Length << 5);
        return frame;
    }
}
