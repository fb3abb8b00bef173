using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;
using static CometSpeech.Core.Tests.Audio.Support.JoinResult;

namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>Silence that is left out at a part's ends.</summary>
public class OpusCutTests
{
    // In samples at 24 kHz.
    private const int Before = 21_600;
    private const int Speech = 30_000;
    private const int After = 19_200;

    public static TheoryData<string> Settings => OpusSettings.Rows;

    [SkippableTheory, MemberData(nameof(Settings))]
    public void Speech_between_cuts_decodes_as_before(string options)
    {
        byte[] part = Encode(options);
        double origin = 0;
        double start = 0;
        double length = 0;
        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, part);
            Append(joiner, part, leading: 880, trailing: 760);
            origin = joiner.PartOrigin.TotalSeconds;
            start = joiner.PartStart.TotalSeconds;
            length = joiner.Length.TotalSeconds;
            TimeSpan predicted = joiner.NextPartOrigin;
            Append(joiner, part);
            Assert.Equal(predicted, joiner.PartOrigin);
        });

        OpusJudge.IsClean(joined);
        // 80 ms are left for the decoder to settle, 200 in CELT, and whatever does not fill a packet, of up to 60 ms.
        Assert.InRange((start - origin) * 1000, 880 - 200 - 60 - 6.5, 880 - 80 + 6.501);
        Assert.InRange((length - origin) * 1000, 900 + 1250 + 800 - 760 - 0.001, 900 + 1250 + 800 - 760 + 66.5);

        // Of a sample's 32,768 steps: speech coding comes back to within one, CELT of 20 ms to within some ten or
        // twenty, after the loud noise that these parts have. A seek leaves more (SeekAssert).
        int channels = joined.Whole.Channels;
        int from = (int)(0.88 * 48_000) * channels;
        int count = (((2 * (Before + Speech)) + (int)(0.04 * 48_000)) * channels) - from;
        int shift = (int)Math.Round(origin * 48_000) * channels;
        AssertClose(OpusJudge.Decode(part), OpusJudge.Decode(joined.Bytes), from, shift, count, 32 / 32_768f);
        AssertClose(
            [.. AudioTools.Decode(part, ".opus").Select(sample => sample / 32_768f)],
            [.. AudioTools.Decode(joined.Bytes, ".opus").Select(sample => sample / 32_768f)],
            from,
            shift,
            count,
            32 / 32_768f);
    }

    [SkippableTheory]
    [InlineData("-application audio -b:a 64k")]
    [InlineData("-application lowdelay -b:a 64k -frame_duration 10")]
    [InlineData("-application voip -b:a 16k")]
    public void Beginning_in_mid_stream_is_no_louder_than_it_was(string options)
    {
        byte[] part = Encode(options);
        double origin = 0;
        double start = 0;
        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, part, trailing: 760);
            Append(joiner, part, leading: 880);
            origin = joiner.PartOrigin.TotalSeconds;
            start = joiner.PartStart.TotalSeconds;
        });

        float[] whole = OpusJudge.Decode(joined.Bytes);
        int from = (int)((start - 0.0065) * 48_000);
        int to = (int)((origin + 0.88) * 48_000);
        float loudest = whole.Skip(from).Take(to - from).Max(sample => Math.Abs(sample));
        // The noise of the room is up to 50 steps, and coded a little more.
        Assert.InRange(loudest * 32_768, 10, 150);
    }

    [SkippableFact]
    public void Pages_may_be_of_any_length()
    {
        foreach (string pages in new[] { "20000", "200000", "10000000" })
        {
            byte[] part = Encode($"-application voip -b:a 24k -page_duration {pages}");
            JoinResult joined = Join(AudioFormat.Opus, joiner =>
            {
                Append(joiner, part, trailing: 760);
                Append(joiner, part, leading: 880);
            });

            OpusJudge.IsClean(joined);
            // In packets of 20 ms: of 760 ms those that lie in it whole, of 880 those before the last 80.
            double shorter = (2 * (Before + Speech + After) / 24.0) - joined.Whole.Duration.TotalMilliseconds;
            Assert.InRange(shorter, 740 + 780 - 40, 760 + 800);
        }
    }

    [SkippableFact]
    public void A_cut_end_is_not_trimmed_again()
    {
        byte[] part = Encode("-application voip -b:a 24k");
        double origin = 0;
        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, part);
            Append(joiner, part, trailing: 500);
            origin = joiner.PartOrigin.TotalSeconds;
        });

        OpusJudge.IsClean(joined);
        float[] alone = OpusJudge.Decode(part);
        float[] whole = OpusJudge.Decode(joined.Bytes);
        int start = (int)Math.Round(origin * 48_000);
        int kept = whole.Length - start;
        // All that is left are whole packets of 20 ms, the pre-skip among them.
        Assert.Equal(0, (kept + 312) % 960);
        Assert.InRange(kept, alone.Length - (500 * 48), alone.Length - (480 * 48));
        Assert.Equal(alone.Take(kept), whole.Skip(start));
    }

    [Fact]
    public void No_more_is_trimmed_than_the_last_page_holds()
    {
        // Of a page of 0.66 s, 0.2 s are sound, the header says; and more than that is to be left out before it.
        OggFile file = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 1));
        file.Pages[^1] = file.Pages[^1] with { Granule = 10_000 };
        byte[] damaged = file.ToArray();

        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, AudioFixtures.Part(AudioFormat.Opus, 2));
            Append(joiner, damaged, leading: 400);
        });

        Assert.Equal(joined.Whole.SampleCount, KnownSilence.Probe(AudioFormat.Opus, joined.Bytes).SampleCount);
    }

    [Fact]
    public void A_stream_that_leaves_out_more_than_it_holds_takes_nothing_from_the_next()
    {
        byte[] next = AudioFixtures.Part(AudioFormat.Opus, 2);
        OggFile first = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 1));
        // The pre-skip (RFC 7845, 5.1), in samples: a second and more.
        first.Pages[0].Body[11] = 0xC0;

        AudioFormatException e =
            Assert.Throws<AudioFormatException>(() => Join(AudioFormat.Opus, [.. first.ToArray(), .. next]));

        Assert.Contains("leaves out more than the stream holds", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_without_packets_takes_nothing_from_the_next()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Opus, 1);
        OggFile file = OggFile.Parse(part);
        // A first page alone, with the longest pre-skip (RFC 7845, 5.1).
        OggFile.Page header = file.Pages[0] with { Body = [.. file.Pages[0].Body] };
        header.Body[10] = header.Body[11] = 0xFF;
        file.Pages.Insert(0, header);

        byte[] joined = Join(AudioFormat.Opus, file.ToArray()).Bytes;

        Assert.Equal(
            KnownSilence.Probe(AudioFormat.Opus, part).SampleCount,
            KnownSilence.Probe(AudioFormat.Opus, joined).SampleCount);
    }

    [SkippableTheory, InlineData(0), InlineData(40)]
    public void A_long_pre_skip_of_the_first_part_takes_nothing_of_its_sound(int leading)
    {
        // 20,000 samples of 48 kHz (RFC 7845, 5.1).
        OggFile file = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 1));
        file.Pages[0].Body[10] = 0x20;
        file.Pages[0].Body[11] = 0x4E;
        byte[] part = file.ToArray();
        float[] alone = OpusJudge.Decode(part);

        JoinResult joined = Join(AudioFormat.Opus, joiner =>
        {
            Append(joiner, part, leading, trailing: 30);
            Append(joiner, AudioFixtures.Part(AudioFormat.Opus, 2));
        });

        float[] whole = OpusJudge.Decode(joined.Bytes);
        int kept = alone.Length - (30 * 48) - 960;
        Assert.Equal(alone.Take(kept), whole.Take(kept));
    }

    private static byte[] Encode(string options) => AudioTools.Encode(
        KnownSilence.Create(Before, 10_000, Speech, After), ".opus", OpusSettings.Split(options));

    private static void AssertClose(float[] alone, float[] whole, int from, int shift, int count, float most)
    {
        float worst = 0;
        for (int i = from; i < from + count; i++)
        {
            worst = Math.Max(worst, Math.Abs(alone[i] - whole[shift + i]));
        }

        Assert.InRange(worst, 0, most);
    }
}
