using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Flac;

public class FlacJoinerTests
{
    private const int Md5Offset = 26;

    public static TheoryData<string, string> Encodings => new()
    {
        { "24 kHz", "" },
        { "44.1 kHz stereo", "-ar 44100 -ac 2" },
        { "48 kHz, 24 bits", "-ar 48000 -sample_fmt s32 -bits_per_raw_sample 24" },
        { "blocks of 1152", "-frame_size 1152" },
        { "blocks of 65535", "-frame_size 65535" },
    };

    [SkippableTheory, MemberData(nameof(Encodings))]
    public void Joined_samples_are_those_of_the_parts(string what, string options)
    {
        _ = what;
        string[] arguments = ["-c:a", "flac", .. options.Split([' '], StringSplitOptions.RemoveEmptyEntries)];
        byte[][] parts =
        [
            EncodedSpeech.Encode(".flac", 0, 9_000, arguments),
            EncodedSpeech.Encode(".flac", 9_000, 14_321, arguments),
            EncodedSpeech.Encode(".flac", 30_000, 20_007, arguments),
        ];

        AssertSum(Join(parts), parts);
    }

    [SkippableTheory, InlineData(false), InlineData(true)]
    public void Recorded_parts_join_to_the_sum_of_their_samples(bool streamed)
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac, streamed);
        JoinResult joined = Join(parts);

        AssertSum(joined, parts);
        Assert.Equal(AudioFixtures.SampleCounts.Sum(), joined.Whole.SampleCount);
        Assert.Equal(joined.Whole.Duration.TotalSeconds, AudioTools.ProbeDuration(joined.Bytes, ".flac"), 0.001);
    }

    // Servers leave a line end behind an answer, or fill a block with zeros.
    [SkippableTheory, InlineData("\r\n"), InlineData("\n"), InlineData("\0\0\0\0\0\0\0\0")]
    public void Padding_behind_a_part_is_left_out(string padding)
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);
        byte[] padded = [.. part, .. Encoding.ASCII.GetBytes(padding)];

        Assert.Equal(Join(part, part).Bytes, Join(padded, padded).Bytes);
        AudioProperties probed = AudioProbe.ReadAsync(new MemoryStream(padded), AudioFormat.Flac, "part").Result;
        Assert.False(probed.IsIncomplete);
        Assert.Empty(probed.Warnings);
    }

    [SkippableFact]
    public void Parts_of_several_encoders_and_a_joined_file_join()
    {
        byte[] recorded = AudioFixtures.Part(AudioFormat.Flac, 1);
        byte[][] parts =
        [
            EncodedSpeech.EncodeByFlac(0, 20_000, "-5"), recorded, Join(recorded, recorded).Bytes,
            EncodedSpeech.EncodeByFlac(5_000, 20_000, "-0", "--blocksize=576"),
        ];

        AssertSum(Join(parts), parts);
    }

    [SkippableTheory, InlineData(1), InlineData(5), InlineData(15)]
    public void Short_last_blocks_stay_exact_in_mid_stream(int tail)
    {
        byte[][] parts =
        [
            EncodedSpeech.EncodeByFlac(0, 8_192 + tail, "--blocksize=4096"),
            EncodedSpeech.EncodeByFlac(9_000, 4_096 + tail, "--blocksize=4096"),
        ];

        AssertSum(Join([.. parts, parts[0]]), [.. parts, parts[0]]);
    }

    [SkippableFact]
    public void Seeks_in_a_file_of_ten_parts_are_exact()
    {
        byte[][] three = AudioFixtures.Parts(AudioFormat.Flac);
        byte[] joined = Join([.. three, .. three, .. three, three[0]]).Bytes;
        byte[] all = FlacTools.Decode(joined);

        foreach (int sample in new[] { 100, 15_611, 33_333, 77_777, 120_001, 180_000 })
        {
            byte[] tail = FlacTools.Decode(joined, "--skip=" + sample.ToString(CultureInfo.InvariantCulture));
            Assert.True(all.AsSpan(sample * 2).SequenceEqual(tail), $"seek to sample {sample}");
        }
    }

    [Fact]
    public void Every_second_has_a_seek_point_on_a_frame()
    {
        byte[][] three = AudioFixtures.Parts(AudioFormat.Flac);
        byte[] joined = Join([.. three, .. three]).Bytes;
        const int TableHeader = 42;
        int length = (int)(BinaryPrimitives.ReadUInt32BigEndian(joined.AsSpan(TableHeader)) & 0xFFFFFF);
        int audio = TableHeader + 4 + length;
        List<long> samples = [];
        for (int point = TableHeader + 4; point < audio; point += 18)
        {
            long sample = BinaryPrimitives.ReadInt64BigEndian(joined.AsSpan(point));
            if (sample < 0)
            {
                break;
            }

            samples.Add(sample);
            int offset = (int)BinaryPrimitives.ReadInt64BigEndian(joined.AsSpan(point + 8));
            Assert.True(FlacFrameHeader.TryParse(joined.AsSpan(audio + offset), out FlacFrameHeader frame));
            Assert.Equal(samples[samples.Count - 1], frame.Number);
            Assert.Equal(BinaryPrimitives.ReadUInt16BigEndian(joined.AsSpan(point + 16)), frame.BlockSize);
        }

        // 4.6 seconds in blocks of up to 0.1 to 0.2 seconds.
        Assert.Equal(0, samples[0]);
        Assert.InRange(samples.Count, 4, 5);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(100_000)]
    public void A_seek_table_of_any_length_of_audio_keeps_points_in_order(int seconds)
    {
        FlacSeekTable table = new(1_000);
        for (int i = 0; i < seconds * 5; i++)
        {
            table.Add(i * 200L, i * 50L, 200);
        }

        byte[] block = table.ToBlock();
        long[] samples =
        [
            .. Enumerable.Range(0, block.Length / 18)
                .Select(i => BinaryPrimitives.ReadInt64BigEndian(block.AsSpan(i * 18)))
                .TakeWhile(sample => sample >= 0),
        ];
        Assert.Equal(0, samples[0]);
        Assert.InRange(samples.Length, Math.Min(seconds, 128), 256);
        Assert.Single(samples.Zip(samples.Skip(1), (a, b) => b - a).Distinct());
        Assert.True(samples[samples.Length - 1] > seconds * 950L);
    }

    [SkippableTheory, InlineData(false), InlineData(true)]
    public void A_single_part_keeps_its_frames_and_digest(bool streamed)
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 2, streamed);
        byte[] joined = Join(part).Bytes;

        byte[] frames = Frames(part);
        Assert.Equal(frames, Frames(joined));
        Assert.Equal(part.Skip(Md5Offset).Take(16), joined.Skip(Md5Offset).Take(16));
        AssertSum(Join(part), part);
        Assert.Equal(21_683, BinaryPrimitives.ReadInt64BigEndian(joined.AsSpan(18)) & 0xFFFFFFFFF);
    }

    [SkippableFact]
    public async Task An_output_that_cannot_be_read_gets_the_same_audio()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac);
        using WriteOnlyStream output = new();
        using FlacJoiner joiner = new(output, JoinOptions.None);
        foreach (byte[] part in parts)
        {
            await joiner.AppendAsync(new MemoryStream(part), "part");
        }

        joiner.Complete();

        Assert.Equal(Join(parts).Bytes, output.ToArray());
    }

    [Fact]
    public void Joining_a_joined_file_again_gives_the_same_bytes()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac);

        Assert.Equal(Join(parts).Bytes, Join(Join(parts[0], parts[1]).Bytes, parts[2]).Bytes);
    }

    [Fact]
    public void Glued_files_with_and_without_tags_join_like_the_files()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac);
        byte[] id3 = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 20, .. new byte[20]];
        byte[] id3v1 = [.. "TAG"u8, .. new byte[125]];

        Assert.Equal(Join(parts).Bytes, Join([.. parts[0], .. parts[1], .. parts[2]]).Bytes);
        Assert.Equal(
            Join(parts).Bytes,
            Join([.. id3, .. parts[0], .. id3v1, .. id3, .. parts[1], .. id3v1], [.. id3, .. parts[2]]).Bytes);
    }

    [SkippableFact]
    public void Frames_that_begin_at_0_again_without_a_header_are_told_and_joined()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac);
        JoinResult joined = Join([.. parts[0], .. Frames(parts[1])]);

        Assert.NotEmpty(joined.Parts[0].Warnings);
        Assert.Equal([.. FlacTools.Decode(parts[0]), .. FlacTools.Decode(parts[1])], FlacTools.Decode(joined.Bytes));
    }

    private static JoinResult Join(params byte[][] parts) => JoinResult.Join(AudioFormat.Flac, parts);

    private static void AssertSum(JoinResult joined, params byte[][] parts)
    {
        byte[] sum = [.. parts.SelectMany(part => FlacTools.Decode(part))];
        Assert.True(
            sum.AsSpan().SequenceEqual(FlacTools.Decode(joined.Bytes)),
            "the decoded samples differ from those of the parts");
        Assert.False(joined.Whole.IsTruncated);
        Assert.All(joined.Parts, part => Assert.Empty(part.Warnings));
        FlacTools.AssertValid(joined.Bytes);
    }

    private static byte[] Frames(byte[] file)
    {
        int start = Enumerable.Range(0, file.Length).First(i => FlacFrameHeader.TryParse(file.AsSpan(i), out _));
        return [.. file.Skip(start)];
    }

    private sealed class WriteOnlyStream : MemoryStream
    {
        public override bool CanRead => false;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
