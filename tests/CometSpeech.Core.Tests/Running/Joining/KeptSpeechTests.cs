using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Running.Joining;

/// <summary>A short pause leaves out what parts bring of silence, and nothing of a word's soft end.</summary>
public sealed class KeptSpeechTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    // They end with plosives, whose release is soft and comes 50 ms and more behind the word, and with a soft hiss.
    private static readonly string[] s_texts = ["He came home late.", "So what.", "Stop the clock.", "She sells fish."];

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 0)]
    [InlineData(".wav", "", AudioContainer.Wav, 25)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 0)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 25)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 0)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 25)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 0)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 25)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg, 0)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg, 25)]
    public async Task Nothing_of_a_words_end_is_left_out(
        string extension, string options, AudioContainer container, int noise)
    {
        const int DecoderStep = 4;
        int inaudible = Math.Max(60, 6 * noise);
        var random = new Random(3);
        foreach (short[] words in s_texts.Select(text => HeardPause.Speak("kal16", text)))
        {
            byte[][] voices = [Pad(words, noise, random), Pad(words, noise, random)];
            List<Part> parts = await HeardPause.Encode(voices, extension, options, container);
            using var bytes = new MemoryStream();
            using (Stream part = parts[0].OpenRead())
            {
                await part.CopyToAsync(bytes);
            }

            short[] alone = AudioTools.Decode(bytes.ToArray(), extension);

            (short[] joined, _) = await HeardPause.Join([.. parts], s_pause, container);

            int same = 0;
            while (same < alone.Length && Math.Abs(alone[same] - joined[same]) <= DecoderStep)
            {
                same++;
            }

            int lost = alone.Skip(same).Select(sample => Math.Abs((int)sample)).DefaultIfEmpty(0).Max();
            Assert.True(lost <= inaudible, $"{lost} behind {same} of {alone.Length}");
        }
    }

    // With up to 0.8 s of a room's noise before and behind.
    private static byte[] Pad(short[] words, int noise, Random random)
    {
        const int Rate = 24_000;
        int head = random.Next(Rate * 8 / 10);
        byte[] pcm = new byte[2 * (head + words.Length + random.Next(Rate * 8 / 10))];
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            // Box and Muller's normal distribution.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            double normal = radius * Math.Cos(2 * Math.PI * random.NextDouble());
            int place = i - head;
            int sample = (int)Math.Round(noise * normal) + (place >= 0 && place < words.Length ? words[place] : 0);
            sample = Math.Max(short.MinValue, Math.Min(short.MaxValue, sample));
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }
}
