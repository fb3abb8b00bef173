using System.Buffers.Binary;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Tests.Support;

/// <summary>
/// Reads order and completeness off decoded audio: which of the server's tones it holds, one after the other.
/// </summary>
internal static class Tones
{
    // 20 ms: the tones, 100 Hz apart and more, are two whole periods and more away from each other.
    private const int OnsetWindow = 480;

    /// <summary>
    /// The numbers of the tones in raw samples (24 kHz, mono, 16-bit), each <see cref="Tone.SampleCount"/> long.
    /// </summary>
    public static IReadOnlyList<int> NumbersIn(byte[] pcm)
    {
        List<int> numbers = [];
        for (int start = 0; start + (Tone.SampleCount * 2) <= pcm.Length; start += Tone.SampleCount * 2)
        {
            numbers.Add(NumberOf(pcm.AsSpan(start, Tone.SampleCount * 2)));
        }

        return numbers;
    }

    /// <summary>Where in decoded samples (24 kHz, mono) stretches of a tone begin, one after the other.</summary>
    public static IReadOnlyList<TimeSpan> OnsetsOf(int number, short[] samples)
    {
        double step = 2 * Math.PI * Tone.Frequency(number) / 24_000;
        List<TimeSpan> onsets = [];
        bool wasHeard = false;
        for (int start = 0; start + OnsetWindow <= samples.Length; start += OnsetWindow / 8)
        {
            double real = 0;
            double imaginary = 0;
            for (int i = start; i < start + OnsetWindow; i++)
            {
                real += samples[i] * Math.Cos(step * i);
                imaginary += samples[i] * Math.Sin(step * i);
            }

            // A tenth of full scale: a third of a tone's own level, as when half of the window holds it, faded in.
            double level = 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / OnsetWindow;
            bool isHeard = level > 0.1 * short.MaxValue;
            if (isHeard && !wasHeard)
            {
                onsets.Add(TimeSpan.FromSeconds((start + (OnsetWindow / 2)) / 24_000.0));
            }

            wasHeard = isHeard;
        }

        return onsets;
    }

    // A sine crosses zero upwards once a period.
    private static int NumberOf(ReadOnlySpan<byte> pcm)
    {
        int crossings = 0;
        short previous = 0;
        for (int i = 0; i < pcm.Length; i += 2)
        {
            short sample = BinaryPrimitives.ReadInt16LittleEndian(pcm[i..]);
            crossings += previous < 0 && sample > 0 ? 1 : 0;
            previous = sample == 0 ? previous : sample;
        }

        double frequency = crossings / (Tone.SampleCount / 24_000.0);
        return (int)Math.Round((frequency - Tone.Frequency(0)) / 100);
    }
}
