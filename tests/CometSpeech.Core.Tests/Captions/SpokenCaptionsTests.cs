using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Captions.Support;
using CometSpeech.Core.Tests.Running.Joining;

namespace CometSpeech.Core.Tests.Captions;

/// <summary>Captions of a voice that the aligner's constants were not chosen on.</summary>
public sealed class SpokenCaptionsTests
{
    private static readonly string[] s_sentences =
    [
        "The harbour lay still when the morning came.", "Nobody had crossed before six.",
        "A wind out of the north had rattled every loose board in the town while people slept behind their shutters.",
        "The old captain counted the waves.", "His daughter knew them all by name.",
        "In the evening they walked along the shore and looked for bottles with letters inside.",
        "Some of them had been written many years ago.",
    ];

    [SkippableFact]
    public async Task Sentences_are_shown_when_they_are_heard()
    {
        const int Rate = 24_000;
        var random = new Random(1);
        List<short> samples = [];
        List<double> starts = [];
        foreach (string sentence in s_sentences)
        {
            samples.AddRange(new short[Rate * random.Next(150, 600) / 1000]);
            starts.Add(samples.Count / (double)Rate);
            samples.AddRange(Speak(sentence));
        }

        samples.AddRange(new short[Rate / 4]);
        byte[] pcm = new byte[2 * samples.Count];
        Buffer.BlockCopy(samples.ToArray(), 0, pcm, 0, pcm.Length);
        AudioProperties audio = await AudioProbe.ReadAsync(
            new MemoryStream(AudioTools.Encode(pcm, ".wav")),
            AudioFormat.Wav,
            "part",
            null,
            readsLevels: true,
            default);

        List<Cue> cues = SpokenParts.Cues(
            SpokenParts.Segment(string.Join(" ", s_sentences)), audio.Levels, audio.Duration.TotalSeconds);

        Assert.All(cues, cue => Assert.False(cue.IsEstimated));
        for (int i = 0; i < s_sentences.Length; i++)
        {
            Cue cue = cues.First(shown => s_sentences[i].StartsWith(shown.Lines[0], StringComparison.Ordinal));
            Assert.InRange(cue.Start.TotalSeconds, starts[i] - 0.03, starts[i] + 0.15);
        }
    }

    // From the first sound to the last one above -60 dBFS.
    private static short[] Speak(string sentence)
    {
        short[] samples = HeardPause.Speak("kal16", sentence);
        int first = Array.FindIndex(samples, sample => Math.Abs((int)sample) > 33);
        int last = Array.FindLastIndex(samples, sample => Math.Abs((int)sample) > 33);
        return [.. samples.Skip(first).Take(last + 1 - first)];
    }
}
