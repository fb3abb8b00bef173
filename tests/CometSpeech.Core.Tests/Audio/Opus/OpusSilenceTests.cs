using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Opus;
using CometSpeech.Core.Tests.Audio.Support;
using static CometSpeech.Core.Tests.Audio.Support.JoinResult;

namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>Pauses between parts.</summary>
public class OpusSilenceTests
{
    private const string Longest = "9B06FFFEFFFEFFFEFFFEFFFEFFFE";

    private static readonly TimeSpan s_pause = Milliseconds(311);

    public static TheoryData<string> Settings => OpusSettings.Rows;

    // RFC 6716, 3.1 and 3.2: the first byte says narrowband without speech coding, and how long; then the silence flag.
    [Theory]
    [InlineData(2.5, 0x00, "80FFFE")]
    [InlineData(5, 0x00, "88FFFE")]
    [InlineData(10, 0x08, "90FFFE")]
    [InlineData(20, 0x08, "98FFFE")]
    [InlineData(20, 0x0C, "9CFFFE")]
    [InlineData(37.5, 0x78, "80FFFE" + "88FFFE" + "90FFFE" + "98FFFE")]
    [InlineData(120, 0xFB, Longest)]
    [InlineData(120, 0xFF, "9F06FFFEFFFEFFFEFFFEFFFEFFFE")]
    [InlineData(262.5, 0xFB, "80FFFE" + "98FFFE" + Longest + Longest)]
    public void Silent_packets_are_these(double milliseconds, byte neighbour, string expected)
    {
        byte[] packets = OpusSilence.Create((int)(milliseconds * 48), neighbour, out byte[] lacing);

        Assert.Equal(expected, BitConverter.ToString(packets).Replace("-", ""));
        Assert.Equal(packets.Length, lacing.Sum(value => value));
    }

    [SkippableTheory, MemberData(nameof(Settings))]
    public void Parts_around_a_pause_decode_as_if_alone_and_the_pause_is_silent(string options)
    {
        // The first ends and the second begins in the middle of a word.
        byte[] first = EncodedSpeech.Encode(".opus", 3_000, 9_000, OpusSettings.Split(options));
        byte[] second = EncodedSpeech.Encode(".opus", 20_000, 14_321, OpusSettings.Split(options));
        double firstEnd = 0;
        double secondStart = 0;
        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, first);
            firstEnd = joiner.Length.TotalSeconds;
            joiner.AppendSilence(s_pause);
            TimeSpan predicted = joiner.NextPartOrigin;
            Append(joiner, second);
            secondStart = joiner.PartStart.TotalSeconds;
            Assert.Equal(predicted, joiner.PartStart);
        });

        OpusJudge.IsClean(joined);
        int channels = joined.Whole.Channels;
        float[] whole = OpusJudge.Decode(joined.Bytes);
        float[] before = OpusJudge.Decode(first);
        Assert.Equal(9_000 * 2 * channels, before.Length);
        Assert.Equal(9_000 * 2 / 48_000.0, firstEnd, 6);
        Assert.Equal(before, whole.Take(before.Length));

        float[] after = OpusJudge.Decode(second);
        int start = (int)Math.Round(secondStart * 48_000);
        // The change of mode fades over 5 ms, which all but -application lowdelay have as their pre-skip; with
        // frames of 5 ms it is heard behind that as well (seen with libopus, cause unknown).
        int faded = options.Contains("lowdelay") || options.EndsWith("frame_duration 5", StringComparison.Ordinal)
            ? 240 * channels
            : 0;
        Assert.Equal(after.Skip(faded), whole.Skip(start * channels).Take(after.Length).Skip(faded));

        // The end of the first part's last packet is decoded too, up to 60 ms; then it fades over 5 ms at most, and the
        // de-emphasis (RFC 6716, 4.3.7.2) dies away within one more.
        OggFile.Page[] pages = [.. OggFile.Parse(joined.Bytes).Pages];
        int silence = Array.FindIndex(
            pages, page => page.Body.Length > 20 && page.Body[1] == 0xFF && page.Body[2] == 0xFE);
        int preSkip = BitConverter.ToUInt16(pages[0].Body, 10);
        int from = (int)pages[silence - 1].Granule - preSkip;
        int to = (int)pages[silence].Granule - preSkip;
        Assert.InRange(to - from, (311 * 48) - 60, (311 * 48) + 60);
        int skipped = (from + 240 + 48) * channels;
        int silent = (to - from - 240 - 48) * channels;
        // In floating point the end of the sound never quite comes to nothing: half a step of 16 bits is nothing.
        Assert.InRange(whole.Skip(skipped).Take(silent).Max(sample => Math.Abs(sample)) * 32_768, 0, 0.5);
        short[] byFfmpeg = AudioTools.Decode(joined.Bytes, ".opus");
        Assert.All(byFfmpeg.Skip(skipped).Take(silent), sample => Assert.Equal(0, sample));
        // What opens a part without speech coding is 10 ms of it; the part's own pre-skip is decoded.
        Assert.InRange(start - to, 120 + preSkip, 600 + preSkip);
    }

    [Fact]
    public void Pauses_do_not_drift()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Opus, 1);
        TimeSpan withPauses = default;
        JoinResult plain = Join(AudioFormat.Opus, joiner => AppendAll(joiner, 201, part, TimeSpan.Zero));

        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            AppendAll(joiner, 201, part, s_pause);
            withPauses = joiner.PartStart;
        });

        double silence = (joined.Whole.Duration - plain.Whole.Duration).TotalMilliseconds;
        Assert.InRange(silence - (200 * 311), -2.5, 2.5);
        Assert.Equal(joined.Whole.Duration, withPauses + Join(AudioFormat.Opus, part).Whole.Duration);
    }

    [Fact]
    public void A_long_pause_has_a_page_for_each_second()
    {
        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, AudioFixtures.Part(AudioFormat.Opus, 1));
            joiner.AppendSilence(Milliseconds(4100));
        });

        long[] granules = [.. OggFile.Parse(joined.Bytes).Pages.Select(page => page.Granule)];
        Assert.Equal([4_800, 48_000, 48_000, 48_000], Steps(granules).Skip(granules.Length - 6).Take(4));
    }

    [SkippableTheory]
    [InlineData(2.5)]
    [InlineData(20)]
    [InlineData(2020)]
    public void Silence_at_the_end_has_room_for_the_end_trim(double milliseconds)
    {
        byte[] part = EncodedSpeech.Encode(".opus", 0, 9_001, "-c:a", "libopus", "-frame_duration", "60");
        TimeSpan told = default;
        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, part);
            joiner.AppendSilence(Milliseconds(milliseconds));
            told = joiner.Length;
        });

        OpusJudge.IsClean(joined);
        Assert.Equal(told, joined.Whole.Duration);
        long[] granules = [.. OggFile.Parse(joined.Bytes).Pages.Select(page => page.Granule)];
        Assert.All(Steps(granules), step => Assert.InRange(step, 0, 48_000));
        double longer = joined.Whole.Duration.TotalMilliseconds - (9_001 / 24.0);
        // What is shorter than the end trim takes its place.
        Assert.InRange(longer, milliseconds - 0.001, milliseconds < 60 ? 60 : milliseconds + 0.001);
    }

    [Fact]
    public void No_silence_changes_nothing()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Opus);

        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            foreach (byte[] part in parts)
            {
                Append(joiner, part);
                joiner.AppendSilence(TimeSpan.Zero);
            }
        });

        Assert.Equal(Join(AudioFormat.Opus, parts).Bytes, joined.Bytes);
    }

    private static void AppendAll(AudioJoiner joiner, int count, byte[] part, TimeSpan pause)
    {
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                joiner.AppendSilence(pause);
            }

            Append(joiner, part);
        }
    }

    private static IEnumerable<long> Steps(long[] granules) =>
        granules.Skip(1).Select((granule, i) => granule - granules[i]);
}
