using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Opus;

public class OpusJoinerTests
{
    public static TheoryData<string, string, string> Encodings => new()
    {
        { "opusenc", "20 ms", "--bitrate 24" },
        { "opusenc", "60 ms", "--framesize 60" },
        { "opusenc", "2.5 ms, tags over several pages", "--framesize 2.5 --comment NOTE=" + new string('x', 100_000) },
        { "ffmpeg", "stereo, 60 ms", "-c:a libopus -ac 2 -frame_duration 60" },
        { "ffmpeg", "a packet a page", "-c:a libopus -page_duration 1" },
        { "ffmpeg", "long pages", "-c:a libopus -b:a 128k -page_duration 10000000" },
    };

    [SkippableFact]
    public void Recorded_parts_become_one_stream_without_a_flaw() =>
        OpusJudge.IsClean(Join(AudioFixtures.Parts(AudioFormat.Opus)));

    [SkippableTheory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_joins_without_a_flaw(string tool, string what, string options)
    {
        _ = what;
        JoinResult joined = Join(
            Encode(tool, 0, 9_000, options),
            Encode(tool, 9_000, 14_321, options),
            Encode(tool, 30_000, 20_007, options));

        OpusJudge.IsClean(joined);
        Assert.Equal([9_000 * 2, 14_321 * 2, 20_007 * 2], joined.Parts.Select(part => part.SampleCount));
    }

    [SkippableFact]
    public void Seeks_in_a_file_of_ten_parts_land_on_the_right_sample()
    {
        byte[][] three = AudioFixtures.Parts(AudioFormat.Opus);

        // The decoder needs 80 ms to settle after a seek (RFC 7845, 4.6) and comes back to the same samples but for its
        // smallest steps.
        SeekAssert.LandsExactly(Join([.. three, .. three, .. three, three[0]]).Bytes, ".opus", tolerance: 64);
    }

    [SkippableTheory]
    [InlineData("-application voip -b:a 16k")]
    [InlineData("-application voip -b:a 24k -frame_duration 60")]
    [InlineData("-application audio -b:a 64k")]
    [InlineData("-application lowdelay -b:a 64k -frame_duration 2.5")]
    [InlineData("-application voip -b:a 24k -ac 2")]
    [InlineData("-application audio -b:a 48k -ac 2")]
    [InlineData("-application audio -b:a 96k -ac 2")]
    public void Every_part_decodes_as_if_alone(string options)
    {
        string[] split = ["-c:a", "libopus", .. options.Split(' ')];
        // Begins and ends in the middle of words: a decoder carries most over a joint there.
        byte[][] parts =
        [
            EncodedSpeech.Encode(".opus", 3_000, 9_000, split),
            EncodedSpeech.Encode(".opus", 20_000, 14_321, split),
            EncodedSpeech.Encode(".opus", 8_000, 20_007, split),
        ];

        JoinResult joined = Join(parts);

        OpusJudge.IsClean(joined);
        OggFile.Page[] joints =
        [
            .. OggFile.Parse(joined.Bytes).Pages
                .Where(page => page.Body.Length is 3 or 9 && page.Body[1] == 0xFF && page.Body[2] == 0xFE),
        ];
        Assert.Equal(2, joints.Length);
        float[] whole = OpusJudge.Decode(joined.Bytes);
        for (int i = 0; i < 3; i++)
        {
            float[] alone = OpusJudge.Decode(parts[i]);
            // The part's own pre-skip stands behind the joint, and as much was dropped at the file's beginning.
            int start = i == 0 ? 0 : (int)joints[i - 1].Granule * joined.Whole.Channels;
            // The change of mode fades over 5 ms, which all but -application lowdelay have as their pre-skip.
            int faded = options.Contains("lowdelay") && i > 0 ? 240 - 120 : 0;
            Assert.Equal(alone.Skip(faded), whole.Skip(start).Take(alone.Length).Skip(faded));
        }

        // Where silence has room to be heard, it is none of the sound before: in ffmpeg's own decoder too.
        short[] judged = AudioTools.Decode(joined.Bytes, ".opus");
        foreach (OggFile.Page joint in joints.Where(joint => joint.Lacing.Length == 2))
        {
            int end = ((int)joint.Granule - 312) * joined.Whole.Channels;
            Assert.All(
                judged.Skip(end - (240 * joined.Whole.Channels)).Take(240 * joined.Whole.Channels),
                sample => Assert.InRange((int)sample, -4, 4));
        }
    }

    [Fact]
    public void Joining_a_joined_file_again_gives_the_same_bytes()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Opus);

        Assert.Equal(Join(parts).Bytes, Join(Join(parts[0], parts[1]).Bytes, parts[2]).Bytes);
    }

    [Fact]
    public void A_part_of_glued_files_joins_like_the_files()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Opus);
        JoinResult glued = Join([.. parts[0], .. parts[1]], parts[2]);

        Assert.Equal(Join(parts).Bytes, glued.Bytes);
        Assert.Equal(AudioFixtures.SampleCounts.Take(2).Sum() * 2, glued.Parts[0].SampleCount);
    }

    [SkippableFact]
    public void Packets_that_go_on_over_pages_stay_whole()
    {
        OggFile split = OggFile.Parse(EncodedSpeech.Encode(".opus", 0, 40_000, "-c:a", "libopus", "-b:a", "192k"));
        SplitInsidePackets(split);
        byte[] other = AudioFixtures.Part(AudioFormat.Opus, 1);

        JoinResult joined = Join(split.ToArray(), other, split.ToArray());

        Assert.Contains(split.Pages, page => (page.Flags & 1) != 0);
        OpusJudge.IsClean(joined);
        Assert.Equal(80_000, joined.Parts[0].SampleCount);
    }

    [SkippableFact]
    public void A_packet_without_its_end_is_left_out()
    {
        OggFile split = OggFile.Parse(EncodedSpeech.Encode(".opus", 0, 40_000, "-c:a", "libopus", "-b:a", "192k"));
        SplitInsidePackets(split);
        split.Pages.RemoveRange(4, split.Pages.Count - 4);

        JoinResult joined = Join(split.ToArray(), AudioFixtures.Part(AudioFormat.Opus, 1));

        Assert.True(joined.Parts[0].IsTruncated);
        OpusJudge.IsClean(joined);
    }

    [SkippableFact]
    public void A_cut_part_keeps_its_whole_pages()
    {
        byte[] part = EncodedSpeech.Encode(".opus", 0, 50_000, "-c:a", "libopus", "-page_duration", "200000");
        JoinResult joined = Join([.. part.Take(part.Length * 2 / 3)], AudioFixtures.Part(AudioFormat.Opus, 2));

        Assert.True(joined.Parts[0].IsTruncated);
        Assert.False(joined.Parts[1].IsTruncated);
        Assert.True(joined.Whole.IsTruncated);
        Assert.Single(joined.Parts[0].Warnings);
        Assert.InRange(joined.Parts[0].SampleCount, 40_000, 90_000);
        OpusJudge.IsClean(joined);
    }

    [SkippableFact]
    public void A_missing_end_of_stream_flag_is_no_cut()
    {
        OggFile file = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 1));
        OggFile.Page last = file.Pages[file.Pages.Count - 1];
        file.Pages[file.Pages.Count - 1] = last with { Flags = 0 };

        JoinResult joined = Join(file.ToArray());

        Assert.False(joined.Whole.IsTruncated);
        Assert.InRange(joined.Whole.SampleCount, 15_611 * 2, (15_611 * 2) + 1_500);
        OpusJudge.IsClean(joined);
    }

    [SkippableFact]
    public void A_missing_page_is_told_and_the_rest_is_clean()
    {
        OggFile file = OggFile.Parse(
            EncodedSpeech.Encode(".opus", 0, 50_000, "-c:a", "libopus", "-page_duration", "200000"));
        file.Pages.RemoveAt(4);

        JoinResult joined = Join(file.ToArray());

        Assert.Contains("gap", Assert.Single(joined.Parts[0].Warnings));
        OpusJudge.IsClean(joined);
    }

    [SkippableFact]
    public void An_empty_last_page_still_trims_the_end()
    {
        OggFile file = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 1));
        OggFile.Page last = file.Pages[file.Pages.Count - 1];
        file.Pages[file.Pages.Count - 1] = last with { Flags = 0, Granule = 31_680 };
        file.Pages.Add(new OggFile.Page(4, last.Granule, last.Serial, last.Sequence + 1, [], []));

        JoinResult joined = Join(file.ToArray());

        Assert.Equal(15_611 * 2, joined.Whole.SampleCount);
        OpusJudge.IsClean(joined);
    }

    [Fact]
    public void A_page_with_a_wrong_CRC_is_an_error_that_names_part_and_place()
    {
        byte[] damaged = AudioFixtures.Part(AudioFormat.Opus, 2);
        damaged[damaged.Length - 100] ^= 4;

        AudioFormatException error = Assert.Throws<AudioFormatException>(
            () => Join(AudioFixtures.Part(AudioFormat.Opus, 1), damaged));
        Assert.Equal("part 2", error.PartName);
        Assert.Contains("wrong CRC", error.Message);
    }

    [SkippableFact]
    public void Different_channels_are_an_error_that_names_both_parts()
    {
        byte[] stereo = EncodedSpeech.Encode(".opus", 0, 9_000, "-c:a", "libopus", "-ac", "2");

        AudioFormatException error = Assert.Throws<AudioFormatException>(
            () => Join(AudioFixtures.Part(AudioFormat.Opus, 1), stereo));
        Assert.Contains("part 1", error.Message);
        Assert.Contains("part 2", error.Message);
    }

    [SkippableFact]
    public void Different_pre_skips_join()
    {
        OggFile other = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 2));
        other.Pages[0].Body[10] = 156;
        other.Pages[0].Body[11] = 0;

        JoinResult joined = Join(AudioFixtures.Part(AudioFormat.Opus, 1), other.ToArray());

        Assert.Equal((21_683 * 2) + 312 - 156, joined.Parts[1].SampleCount);
        OpusJudge.IsClean(joined);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OggS")]
    [InlineData("{\"error\": {\"message\": \"no such voice\"}}")]
    public void What_is_no_Opus_is_an_error(string text)
    {
        AudioFormatException error = Assert.Throws<AudioFormatException>(() => Join(Encoding.ASCII.GetBytes(text)));
        Assert.Contains("part 1", error.Message);
    }

    [Fact]
    public void A_packet_that_never_ends_is_given_up()
    {
        OggFile file = OggFile.Parse(AudioFixtures.Part(AudioFormat.Opus, 1));
        OggFile.Page head = file.Pages[0];
        file.Pages.RemoveRange(2, file.Pages.Count - 2);
        for (uint sequence = 2; sequence < 5; sequence++)
        {
            byte[] lacing = [.. Enumerable.Repeat((byte)255, 200)];
            byte flags = (byte)(sequence == 2 ? 0 : 1);
            file.Pages.Add(new OggFile.Page(flags, -1, head.Serial, sequence, lacing, new byte[51_000]));
        }

        AudioFormatException error = Assert.Throws<AudioFormatException>(() => Join(file.ToArray()));
        Assert.Contains("packet longer", error.Message);
    }

    [SkippableTheory]
    [InlineData("libvorbis", "Vorbis")]
    [InlineData("flac", "FLAC")]
    [InlineData("libspeex", "Speex")]
    public void Another_coding_in_Ogg_is_an_error_that_names_it(string encoder, string name)
    {
        byte[] other = EncodedSpeech.Encode(".ogg", 0, 9_000, "-ar", "16000", "-c:a", encoder);

        AudioFormatException error = Assert.Throws<AudioFormatException>(() => Join(other));
        Assert.Contains($"is Ogg, but holds {name} in place of Opus", error.Message);
    }

#if NET8_0_OR_GREATER // CsCheck is for newer frameworks only.
    [Fact]
    public void Damaged_bytes_give_an_error_or_a_shorter_file_but_never_a_wrong_one() =>
        DamagedParts.Check(AudioFormat.Opus, AudioFixtures.Part(AudioFormat.Opus, 1));
#endif

    private static JoinResult Join(params byte[][] parts) => JoinResult.Join(AudioFormat.Opus, parts);

    private static byte[] Encode(string tool, int start, int count, string options) => tool == "ffmpeg"
        ? EncodedSpeech.Encode(".opus", start, count, options.Split(' '))
        : EncodedSpeech.EncodeByOpusenc(start, count, options.Split(' '));

    // Every page gives its last segments to the next, so that packets begin on one page and end on the other.
    private static void SplitInsidePackets(OggFile file)
    {
        List<OggFile.Page> result = [.. file.Pages.Take(2)];
        byte[] lacing = [.. file.Pages.Skip(2).SelectMany(page => page.Lacing)];
        byte[] body = [.. file.Pages.Skip(2).SelectMany(page => page.Body)];
        long last = file.Pages[file.Pages.Count - 1].Granule;
        int end = Array.IndexOf(lacing, (byte)255) + 1;
        for (int start = 0, offset = 0; start < lacing.Length;)
        {
            byte[] segments = [.. lacing.Skip(start).Take(end - start)];
            int length = segments.Sum(segment => segment);
            bool isContinued = start > 0 && lacing[start - 1] == 255;
            bool isLast = end >= lacing.Length;
            byte flags = (byte)((isContinued ? 1 : 0) | (isLast ? 4 : 0));
            byte[] content = [.. body.Skip(offset).Take(length)];
            uint serial = file.Pages[0].Serial;
            result.Add(new OggFile.Page(flags, isLast ? last : -1, serial, (uint)result.Count, segments, content));
            start = end;
            offset += length;
            int next = Array.IndexOf(lacing, (byte)255, Math.Min(lacing.Length, start + 40));
            end = next >= 0 ? next + 1 : lacing.Length;
        }

        file.Pages.Clear();
        file.Pages.AddRange(result);
    }
}
