using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Aac;

/// <summary>
/// Silence that is left out at the ends of AAC parts: the speech, which has no quiet sample left beside it, stays the
/// same to the last bit.
/// </summary>
public class AacCutTests
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(600);

    [SkippableTheory]
    [InlineData("-b:a 64k")]
    [InlineData("-b:a 32k")]
    [InlineData("-q:a 1")]
    [InlineData("-b:a 96k -ac 2")]
    [InlineData("-b:a 64k -aac_coder fast")]
    [InlineData("-ar 8000 -b:a 24k")]
    [InlineData("-ar 16000 -b:a 32k")]
    [InlineData("-ar 44100 -b:a 128k -ac 2")]
    [InlineData("-ar 48000 -b:a 96k")]
    public void Speech_stays_the_same_where_silence_is_left_out(string options)
    {
        string[] arguments = ["-aac_pns", "0", .. options.Split(' ')];
        byte[] part = AudioTools.Encode(KnownSilence.Pcm, ".aac", arguments);
        byte[] other = EncodedSpeech.Encode(".aac", 0, 10_000, arguments);
        AudioProperties told = KnownSilence.Probe(AudioFormat.Aac, part);
        int rate = told.SampleRate;
        TimeSpan soundEnd = Time(KnownSilence.Quiet + KnownSilence.Speech);
        JoinedPart cut = new("part", told, s_quiet, told.Duration - soundEnd, soundEnd);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, output);

        AudioProperties before = JoinResult.Append(joiner, other);
        JoinResult.Append(joiner, part, cut);
        TimeSpan origin = joiner.PartOrigin;
        TimeSpan start = joiner.PartStart;
        JoinResult.Append(joiner, other);
        AudioProperties whole = joiner.Complete();

        long quiet = AudioProperties.ToSamples(s_quiet, rate);
        long leftOut = (2 * before.SampleCount) + told.SampleCount - whole.SampleCount;
        long trailing = told.SampleCount - AudioProperties.ToSamples(soundEnd, rate);
        // At each end all but what no whole frame fills; at the end the frame that the delay reaches into stays, too.
        Assert.InRange(leftOut, quiet + trailing - (3 * 1024), quiet + trailing);
        Assert.InRange(AudioProperties.ToSamples(start - origin, rate), quiet - 1024, quiet);

        float[] joined = FloatSamples.Decode(output.ToArray(), ".aac");
        float[] alone = FloatSamples.Decode(part, ".aac");
        Assert.Equal(whole.SampleCount * whole.Channels, joined.Length);
        long speech = AudioProperties.ToSamples(Time(KnownSilence.Speech), rate);
        Assert.Equal(
            0,
            FloatSamples.CountDifferences(
                joined,
                (AudioProperties.ToSamples(origin, rate) + quiet) * whole.Channels,
                alone,
                (1024 + quiet) * whole.Channels,
                speech * whole.Channels));
    }

    [Fact]
    public void Part_without_cuts_is_copied_as_it_is()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Aac, 1);
        AudioProperties told = KnownSilence.Probe(AudioFormat.Aac, part);
        TimeSpan tooShort = TimeSpan.FromMilliseconds(42);

        byte[] joined = JoinResult.Join(
            AudioFormat.Aac, part, new JoinedPart("part", told, tooShort, tooShort, TimeSpan.Zero)).Bytes;

        Assert.Equal(part, joined);
    }

    private static TimeSpan Time(int samples) => TimeSpan.FromSeconds(samples / (double)AudioFixtures.SampleRate);
}
