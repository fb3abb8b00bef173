using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mpeg;

/// <summary>
/// Silence that is left out at the ends of MP3 parts: the speech, which has no quiet sample left beside it, stays the
/// same to the last bit.
/// </summary>
public class Mp3CutTests
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(600);

    [SkippableTheory]
    [InlineData("-b:a 128k", 1)]
    [InlineData("-b:a 64k", 2)]
    [InlineData("-b:a 32k", 4)]
    [InlineData("-q:a 4", 1)]
    [InlineData("-q:a 2 -ac 2", 1)]
    [InlineData("-abr 1 -b:a 56k", 2)]
    [InlineData("-b:a 64k -write_xing 0", 2)]
    [InlineData("-ar 8000 -b:a 16k", 3)]
    [InlineData("-ar 16000 -b:a 64k", 2)]
    [InlineData("-ar 44100 -b:a 128k -ac 2", 2)]
    [InlineData("-ar 44100 -b:a 64k", 3)]
    [InlineData("-ar 44100 -q:a 4", 1)]
    [InlineData("-ar 48000 -b:a 96k", 2)]
    public void Speech_stays_the_same_where_silence_is_left_out(string options, int mostCarriers)
    {
        byte[] part = AudioTools.Encode(KnownSilence.Pcm, ".mp3", options.Split(' '));
        byte[] other = EncodedSpeech.Encode(".mp3", 0, 10_000, options.Split(' '));
        AudioProperties told = KnownSilence.Probe(AudioFormat.Mp3, part);
        int rate = told.SampleRate;
        int frame = rate >= 32_000 ? 1152 : 576;
        // The silence at the end is counted from the last frame, which is later than the sound's own end.
        TimeSpan soundEnd = Time(KnownSilence.Quiet + KnownSilence.Speech);
        JoinedPart cut = new("part", told, s_quiet, told.Duration - soundEnd, soundEnd);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Mp3, output);

        AudioProperties before = JoinResult.Append(joiner, other);
        JoinResult.Append(joiner, part, cut);
        TimeSpan origin = joiner.PartOrigin;
        TimeSpan start = joiner.PartStart;
        JoinResult.Append(joiner, other);
        AudioProperties whole = joiner.Complete();

        byte[] file = output.ToArray();
        Assert.Empty(Mp3File.Faults(Mp3File.Mp3val(file)));
        long leftOut = (2 * before.SampleCount) + told.SampleCount - whole.SampleCount;
        long quiet = AudioProperties.ToSamples(s_quiet, rate);
        long trailing = told.SampleCount - AudioProperties.ToSamples(soundEnd, rate);
        // At each end all but what no whole frame fills; at the beginning frames that carry main data, and at the end
        // those that the delay reaches into, stay too.
        Assert.InRange(leftOut, quiet + trailing - ((2 + mostCarriers) * frame) - 1105, quiet + trailing);
        Assert.InRange(AudioProperties.ToSamples(start - origin, rate), quiet - ((1 + mostCarriers) * frame), quiet);
        Assert.Equal((uint)(whole.SampleCount / frame), Mp3File.ReadCounts(file).Frames);

        // Counted from the first frame: the file's own delay, of which a tag tells, is not dropped.
        float[] joined = FloatSamples.Decode(Mp3File.WithoutInfo(file), ".mp3");
        float[] alone = FloatSamples.Decode(Mp3File.WithoutInfo(part), ".mp3");
        Assert.Equal(whole.SampleCount * whole.Channels, joined.Length);
        long delay = 1105;
        long inJoined = AudioProperties.ToSamples(origin, rate) + (options.Contains("xing") ? 0 : delay) + quiet;
        long speech = AudioProperties.ToSamples(Time(KnownSilence.Speech), rate);
        Assert.Equal(
            0,
            FloatSamples.CountDifferences(
                joined,
                inJoined * whole.Channels,
                alone,
                (delay + quiet) * whole.Channels,
                speech * whole.Channels));
    }

    [SkippableFact]
    public void Without_a_known_end_of_the_sound_all_before_the_silence_stays()
    {
        byte[] part = AudioTools.Encode(KnownSilence.Pcm, ".mp3", "-b:a", "64k");
        AudioProperties told = KnownSilence.Probe(AudioFormat.Mp3, part);
        JoinedPart cut = new("part", told, default, TimeSpan.FromMilliseconds(240));

        byte[] joined = JoinResult.Join(AudioFormat.Mp3, part, cut).Bytes;

        // Ten frames, less the 1,105 samples by which the sound is later than its frames.
        Assert.Equal((told.SampleCount / 576) - 8, Mp3File.ReadCounts(joined).Frames);
    }

    [SkippableFact]
    public void Padding_is_what_is_left_of_it()
    {
        byte[] part = AudioTools.Encode(KnownSilence.Pcm, ".mp3", "-b:a", "64k");
        AudioProperties told = KnownSilence.Probe(AudioFormat.Mp3, part);
        JoinedPart cut = new("part", told, default, TimeSpan.FromMilliseconds(300));

        byte[] alone = JoinResult.Join(AudioFormat.Mp3, part, new JoinedPart("part")).Bytes;
        byte[] joined = JoinResult.Join(AudioFormat.Mp3, part, cut).Bytes;

        // No sample of what is left is dropped for a padding that is not there any more.
        float[] expected = FloatSamples.Decode(alone, ".mp3");
        float[] decoded = FloatSamples.Decode(joined, ".mp3");
        long frames = Mp3File.ReadCounts(joined).Frames;
        Assert.Equal((frames * 576) - 1105, decoded.Length);
        Assert.Equal(0, FloatSamples.CountDifferences(decoded, 0, expected, 0, decoded.Length));
    }

    [SkippableFact]
    public void Part_without_cuts_is_copied_as_it_is()
    {
        byte[] part = AudioTools.Encode(KnownSilence.Pcm, ".mp3", "-q:a", "4");
        AudioProperties told = KnownSilence.Probe(AudioFormat.Mp3, part);
        JoinedPart tooShort = new(
            "part", told, TimeSpan.FromMilliseconds(23), TimeSpan.FromMilliseconds(23), TimeSpan.FromSeconds(1));

        byte[] joined = JoinResult.Join(AudioFormat.Mp3, part, tooShort).Bytes;

        Assert.Equal(Mp3File.WithoutInfo(part), Mp3File.WithoutInfo(joined));
    }

    private static TimeSpan Time(int samples) => TimeSpan.FromSeconds(samples / (double)AudioFixtures.SampleRate);
}
