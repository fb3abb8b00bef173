using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Parts whose silence is known: recorded speech with quiet noise around it.</summary>
internal static class KnownSilence
{
    /// <summary>The samples of silence before and behind the speech of <see cref="Pcm"/>: 600 ms.</summary>
    public const int Quiet = 14_400;

    /// <summary>The samples of its speech.</summary>
    public const int Speech = 30_000;

    // About -60 dB: a quiet room.
    private const int Noise = 50;

    /// <summary>
    /// Speech that begins and ends in the middle of a word, between silence but for the last bit of its samples.
    /// </summary>
    public static byte[] Pcm { get; } = Create(Quiet, 10_000, Speech, Quiet, noise: 1);

    /// <summary>A stretch of the recorded speech with so many samples of quiet noise before and after it.</summary>
    public static byte[] Create(int before, int start, int count, int after, int noise = Noise)
    {
        byte[] pcm = new byte[(before + count + after) * 2];
        Array.Copy(EncodedSpeech.Pcm, start * 2, pcm, before * 2, count * 2);
        var random = new Random(1);
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            if (i < before || i >= before + count)
            {
                Write(pcm, i, (short)random.Next(-noise, noise + 1));
            }
        }

        return pcm;
    }

    /// <summary>
    /// Noise with bursts of a voice-like sound, at 24 kHz: 130 Hz and its harmonics, as loud as the amplitude says.
    /// </summary>
    /// <param name="samples">Samples of all.</param>
    /// <param name="bursts">Where each begins, in samples, how many it has, and its amplitude.</param>
    public static byte[] Bursts(int samples, params (int Start, int Count, double Amplitude)[] bursts)
    {
        var random = new Random(2);
        double[] sound = [.. Enumerable.Range(0, samples).Select(_ => 20 * (random.NextDouble() - 0.5))];
        foreach ((int start, int count, double amplitude) in bursts)
        {
            for (int i = 0; i < count; i++)
            {
                for (int harmonic = 1; harmonic <= 20; harmonic++)
                {
                    sound[start + i] += amplitude / harmonic
                        * Math.Sin((2 * Math.PI * 130 * harmonic * i / AudioFixtures.SampleRate) + harmonic);
                }
            }
        }

        byte[] pcm = new byte[samples * 2];
        for (int i = 0; i < samples; i++)
        {
            Write(pcm, i, (short)sound[i]);
        }

        return pcm;
    }

    /// <summary>What a probe tells of a part.</summary>
    public static AudioProperties Probe(
        AudioFormat format, byte[] part, PcmFormat? pcm = null, bool readsLevels = true) =>
        // Complete at once: this stream never waits.
        AudioProbe.ReadAsync(new MemoryStream(part), format, "part", pcm, readsLevels, default)
            .GetAwaiter()
            .GetResult();

    private static void Write(byte[] pcm, int index, short sample)
    {
        pcm[2 * index] = (byte)sample;
        pcm[(2 * index) + 1] = (byte)(sample >> 8);
    }
}
