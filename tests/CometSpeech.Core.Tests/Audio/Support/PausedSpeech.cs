using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Parts that begin and end with silence, joined with silence between them and with less of their own.</summary>
internal static class PausedSpeech
{
    /// <summary>The samples of silence before and behind the speech, at 24 kHz: 600 ms.</summary>
    public const int Quiet = 14_400;

    /// <summary>The samples of speech.</summary>
    public const int Speech = 30_000;

    /// <summary>Recorded speech, which begins and ends in the middle of a word, between silence as a room has it.</summary>
    public static byte[] Pcm { get; } = CreatePcm();

    /// <summary>Joins parts; an action before each one but the first may write silence.</summary>
    public static byte[] Join(
        AudioFormat format, Action<AudioJoiner> between, params (byte[] Bytes, JoinedPart Told)[] parts)
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                between(joiner);
            }

            Append(joiner, parts[i].Bytes, parts[i].Told);
        }

        joiner.Complete();
        return output.ToArray();
    }

    /// <summary>Appends a part.</summary>
    public static AudioProperties Append(AudioJoiner joiner, byte[] part, JoinedPart? told = null) =>
        joiner.AppendAsync(new MemoryStream(part, writable: false), told ?? new JoinedPart("part"), default)
            .GetAwaiter().GetResult();

    /// <summary>What a probe tells of a part.</summary>
    public static AudioProperties Probe(byte[] part, AudioFormat format, bool readsLevels = false) =>
        AudioProbe.ReadAsync(new MemoryStream(part, writable: false), format, "part", null, readsLevels, default)
            .GetAwaiter().GetResult();

    /// <summary>The samples of a time.</summary>
    public static long ToSamples(TimeSpan time, int rate) => (long)Math.Round(time.TotalSeconds * rate);

    private static byte[] CreatePcm()
    {
        Random random = new(5);
        byte[] pcm = new byte[2 * (Quiet + Speech + Quiet)];
        for (int i = 0; i < pcm.Length; i += 2)
        {
            short value = (short)random.Next(-1, 2);
            pcm[i] = (byte)value;
            pcm[i + 1] = (byte)(value >> 8);
        }

        Buffer.BlockCopy(EncodedSpeech.Pcm, 2 * 10_000, pcm, 2 * Quiet, 2 * Speech);
        return pcm;
    }
}
