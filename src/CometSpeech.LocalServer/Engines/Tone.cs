using System.Buffers.Binary;

namespace CometSpeech.LocalServer.Engines;

/// <summary>
/// The tones that stand for texts: number n, from 0 to 31, is a sine of 300 + 100 * n hertz that lasts 0.2 s.
/// A text's number is the first run of digits in it, modulo 32; a text without digits gets one from its characters.
/// </summary>
public static class Tone
{
    /// <summary>How many tones there are.</summary>
    public const int Count = 32;

    /// <summary>Samples of one tone: 0.2 s at 24 kHz.</summary>
    public const int SampleCount = StreamedWav.SampleRate / 5;

    // From 300 to 3400 Hz, the band of telephony, which no encoder of speech cuts. The steps are five times what
    // counting the periods of a decoded tone can be wrong by.
    private const int LowestFrequency = 300;

    private const int Step = 100;

    // Of full scale: what encoders add stays far from clipping.
    private const double Amplitude = 0.3 * short.MaxValue;

    // 5 ms in and out, so that neither end clicks.
    private const int FadeSamples = StreamedWav.SampleRate / 200;

    /// <summary>The number of the text's tone, 0 to 31.</summary>
    public static int NumberFor(string text)
    {
        ReadOnlySpan<char> rest = text;
        int start = rest.IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return HashOf(text);
        }

        int number = 0;
        foreach (char character in rest[start..])
        {
            if (!char.IsAsciiDigit(character))
            {
                break;
            }

            number = ((number * 10) + (character - '0')) % Count;
        }

        return number;
    }

    /// <summary>The frequency of a tone in hertz.</summary>
    public static int Frequency(int number) => LowestFrequency + (Step * number);

    /// <summary>The frequency in hertz that a text is answered with.</summary>
    public static int FrequencyFor(string text) => Frequency(NumberFor(text));

    /// <summary>The samples of a tone: 24 kHz, mono, 16-bit little-endian.</summary>
    internal static byte[] Pcm(int number, int sampleCount = SampleCount)
    {
        byte[] pcm = new byte[sampleCount * sizeof(short)];
        double step = 2 * Math.PI * Frequency(number) / StreamedWav.SampleRate;
        for (int i = 0; i < sampleCount; i++)
        {
            double fade = Math.Min(1.0, Math.Min(i, sampleCount - 1 - i) / (double)FadeSamples);
            short sample = (short)Math.Round(Amplitude * fade * Math.Sin(step * i));
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(i * sizeof(short)), sample);
        }

        return pcm;
    }

    // FNV-1a over UTF-16 units: the same in every process, which string.GetHashCode is not.
    private static int HashOf(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = (hash ^ character) * 16777619;
        }

        return (int)(hash % Count);
    }
}
