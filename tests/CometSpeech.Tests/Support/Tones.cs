using System.Buffers.Binary;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Tests.Support;

/// <summary>
/// Reads order and completeness off decoded audio: which of the server's tones it holds, one after the other.
/// </summary>
internal static class Tones
{
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
