using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Tests.Running.Joining;

/// <summary>
/// Pauses beside what begins and ends softly, as voices do, and beside what has no silence at all, as tones do: what is
/// not heard as speech counts as pause, and nothing of a sound is left out.
/// </summary>
public sealed class HeardNaturalPauseTests
{
    private const int Rate = 24_000;
    private const int Voices = 24;

    // Speech is brought to the level that services have it at, and heard from -45 dBFS on.
    private const double Loudness = -18;
    private const int Audible = 184;
    private const int AudibleTone = 200;
    private const int Amplitude = 8000;

    // What one threshold tells differs from what another one does.
    private const int Threshold = 10;

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 0, 0.8)]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 4, 0.8)]
    [InlineData(".flac", "", AudioContainer.Flac, 10, 0, 0.8)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 0, 0.85)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24, 0, 0.85)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 4, 0.85)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.M4b, 43, 0, 0.8)]
    [InlineData(".aac", "-b:a 96k", AudioContainer.Adts, 43, 4, 0.8)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20, 0, 0.4)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg, 20, 0, 0.25)]
    public Task Pause_beside_the_soft_beginnings_and_ends_of_voices_is_heard_as_it_was_asked_for(
        string extension, string options, AudioContainer container, int stepMilliseconds, int noise, double leastShare)
    {
        short[][] words =
        [
            .. new[] { "slt", "rms", "awb", "kal16" }.SelectMany(voice => new[]
            {
                HeardPause.Speak(voice, "Hello there, my friend."),
                HeardPause.Speak(voice, "How far is it from here?"),
                HeardPause.Speak(voice, "She sells fine shoes."),
            }),
        ];
        var random = new Random(29);
        byte[][] voices =
        [
            .. Enumerable.Range(0, Voices).Select(
                i => Pad(Normalize(words[i % words.Length]), noise, random.Next(0, 900), random.Next(0, 900))),
        ];
        return HeardPause.Judge(
            voices,
            Audible,
            extension,
            options,
            container,
            stepMilliseconds,
            stepMilliseconds + Threshold,
            leastShare);
    }

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 0.99)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 0.8)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24, 0.75)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.M4b, 43, 0.95)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20, 0.7)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg, 20, 0.8)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg, 20, 0.9)]
    public Task Pause_beside_tones_is_heard_as_it_was_asked_for(
        string extension, string options, AudioContainer container, int stepMilliseconds, double leastShare)
    {
        var random = new Random(31);
        int Silence() => random.Next(5) == 0 ? 0 : random.Next(0, 900);
        byte[][] tones =
        [
            .. from hertz in new[] { 300, 500, 800, 1000, 1500, 2000 }
            from milliseconds in new[] { 200, 500, 1000, 2000 }
            select Pad(Tone(hertz, milliseconds, random.Next(2) * 10), 0, Silence(), Silence()),
        ];
        return HeardPause.Judge(
            tones,
            AudibleTone,
            extension,
            options,
            container,
            stepMilliseconds,
            stepMilliseconds + Threshold,
            leastShare);
    }

    // A tone takes few bits, and its beginning many: its level by those is that of silence beside it.
    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav)]
    [InlineData(".mp3", "-b:a 32k", AudioContainer.Mp3)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3)]
    [InlineData(".mp3", "-ar 44100 -b:a 128k", AudioContainer.Mp3)]
    [InlineData(".aac", "", AudioContainer.Adts)]
    [InlineData(".aac", "-b:a 64k", AudioContainer.Adts)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg)]
    public async Task Nothing_of_a_tone_is_left_out(string extension, string options, AudioContainer container)
    {
        int[] lengths = [500, 1000];
        byte[][] tones =
        [
            .. from hertz in new[] { 500, 1000, 2000 }
            from milliseconds in lengths
            from silence in new[] { 0, 500 }
            select Pad(Tone(hertz, milliseconds, 0), 0, silence, 0),
        ];
        List<Part> parts = await HeardPause.Encode(tones, extension, options, container);
        foreach (Part part in parts.ToArray())
        {
            // It has a joint before it and one behind it.
            (short[] samples, int rate) = await HeardPause.Join(
                [part, part, part], TimeSpan.FromMilliseconds(60), container);

            int step = rate / 200;
            int heard = Enumerable.Range(0, samples.Length / step).Count(
                i => samples.Skip(i * step).Take(step).Any(sample => Math.Abs((int)sample) >= Amplitude / 4));
            int index = parts.IndexOf(part);
            double wanted = 3 * lengths[index / 2 % lengths.Length] / 5.0;
            // Five milliseconds of each edge may be softer by the coding.
            Assert.True(heard >= wanted - 6, $"Tone {index}: {heard} of {wanted} steps are there.");
        }
    }

    private static short[] Normalize(short[] words)
    {
        const int Step = Rate / 200;
        double[] levels =
        [
            .. Enumerable.Range(0, words.Length / Step)
                .Select(i => words.Skip(i * Step).Take(Step).Average(sample => (double)sample * sample))
                .OrderBy(level => level),
        ];
        double loud = 10 * Math.Log10(levels[levels.Length * 3 / 4] / ((double)short.MaxValue * short.MaxValue));
        double factor = Math.Pow(10, (Loudness - loud) / 20);
        return [.. words.Select(sample => (short)Math.Max(-32_000, Math.Min(32_000, sample * factor)))];
    }

    private static short[] Tone(int hertz, int milliseconds, int fadeMilliseconds)
    {
        int count = milliseconds * Rate / 1000;
        double fade = Math.Max(1, fadeMilliseconds * Rate / 1000);
        return
        [
            .. Enumerable.Range(0, count).Select(i => (short)(Amplitude * Math.Cos(2 * Math.PI * hertz * i / Rate)
                * Math.Min(1, Math.Min(i + 1, count - i) / fade))),
        ];
    }

    private static byte[] Pad(short[] sound, int loudest, int before, int after)
    {
        int head = before * Rate / 1000;
        byte[] pcm = new byte[2 * (head + sound.Length + (after * Rate / 1000))];
        var noise = new Random(7);
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            int place = i - head;
            int sample = noise.Next(-loudest, loudest + 1) + (place >= 0 && place < sound.Length ? sound[place] : 0);
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }
}
