namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Makes ADTS frames of silence: channels without a single scale factor band (max_sfb 0) have no spectrum, whatever the
/// rate (ISO/IEC 14496-3, 4.4.2.1 to 4.4.2.7).
/// </summary>
internal static class AacSilentFrame
{
    /// <summary>The samples of a frame.</summary>
    public const int Samples = 1024;

    private const int End = 7;

    /// <summary>A frame of silence; null when the neighbour is of a kind that is not known.</summary>
    /// <param name="neighbour">A frame of the file, AAC LC in one or two channels.</param>
    public static byte[]? TryCreate(ReadOnlySpan<byte> neighbour)
    {
        if (!AdtsFrameHeader.IsLowComplexity(neighbour)
            || AdtsFrameHeader.ChannelConfiguration(neighbour) is not (1 or 2)
            || !AacElement.TryFind(neighbour, out bool isPair, out int tag)
            || isPair != (AdtsFrameHeader.ChannelConfiguration(neighbour) == 2))
        {
            return null;
        }

        // Kind, tag, and zeros: the gain and what describes a window of the usual shape; of a pair, the latter comes
        // first, behind common_window, then the gains. Nothing else is there.
        ulong block = isPair
            ? Join(AacElement.Pair, tag) << 41 | 1UL << 40 | (ulong)End << 2
            : Join(AacElement.Single, tag) << 25 | End;
        int length = isPair ? 6 : 4;
        byte[] frame = new byte[AdtsFrameHeader.Length + length];
        AdtsFrameHeader.WriteLike(neighbour, frame);
        for (int i = 0; i < length; i++)
        {
            frame[AdtsFrameHeader.Length + i] = (byte)(block >> (8 * (length - 1 - i)));
        }

        return frame;
    }

    private static ulong Join(int kind, int tag) => (ulong)(kind << 4 | tag);
}
