using System.Buffers.Binary;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Tests.Audio.Support;
using static CometSpeech.Core.Tests.Audio.Mpeg.Mp3File;

namespace CometSpeech.Core.Tests.Audio.Mpeg;

public class Mp3JoinerTests
{
    private const int MonoTagOffset = 4 + 9;

    [SkippableFact]
    public void Audio_is_that_of_the_bare_frames()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Mp3, streamed: true);
        byte[] bare = parts.SelectMany(WithoutId3v2).ToArray();

        byte[] joined = JoinResult.Join(AudioFormat.Mp3, parts).Bytes;

        Assert.Equal(bare, joined.Skip(joined.Length - bare.Length));
        Assert.Equal(AudioTools.Decode(bare, ".mp3"), AudioTools.Decode(joined, ".mp3"));
    }

    [SkippableFact]
    public void Encoder_delay_of_the_first_part_and_padding_of_the_last_are_kept()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Mp3);
        JoinResult joined = JoinResult.Join(AudioFormat.Mp3, parts);

        short[] decoded = AudioTools.Decode(joined.Bytes, ".mp3");

        // The joint keeps the padding of parts 1 and 2 and the delay of parts 2 and 3, whole frames in sum.
        Assert.Equal(0, (joined.Whole.SampleCount) % 576);
        int lastPadding = (int)(joined.Parts[2].SampleCount - 576 - AudioFixtures.SampleCounts[2]);
        Assert.Equal(joined.Whole.SampleCount - 576 - lastPadding, decoded.Length);
        Assert.Equal(AudioTools.Decode(parts[0], ".mp3").Take(15_000), decoded.Take(15_000));
    }

    [SkippableTheory]
    [InlineData("24000", "1", "-b:a", "64k", "Info")]
    [InlineData("24000", "1", "-q:a", "5", "Xing")]
    [InlineData("44100", "2", "-b:a", "128k", "Info")]
    [InlineData("8000", "1", "-b:a", "16k", "Info")]
    [InlineData("48000", "1", "-b:a", "32k", "Info")]
    public void Mp3val_finds_no_fault_and_ffprobe_the_right_duration(
        string rate, string channels, string option, string value, string mark)
    {
        byte[][] parts =
        [
            .. AudioFixtures.Parts(AudioFormat.Pcm)
                .Select(pcm => AudioTools.Encode(pcm, ".mp3", "-ar", rate, "-ac", channels, option, value)),
        ];

        JoinResult joined = JoinResult.Join(AudioFormat.Mp3, parts);

        Assert.Contains(mark, Encoding.ASCII.GetString(joined.Bytes, 0, 64), StringComparison.Ordinal);
        Assert.Equal(joined.Whole.Duration.TotalSeconds, AudioTools.ProbeDuration(joined.Bytes, ".mp3"), 0.001);
        string report = Mp3val(joined.Bytes);
        Assert.Empty(Faults(report));
        Assert.Contains(
            $"{(joined.Whole.SampleCount / SamplesPerFrame(rate)) + 1} MPEG frames", report, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("-p -b 64 -m m")]
    [InlineData("-p -V 4 -m m")]
    [InlineData("-p -b 128 --resample 44.1 -m m")]
    [InlineData("-b 64 -m m")]
    public void Info_frames_of_lame_are_no_sound_with_check_words_or_without(string options)
    {
        byte[][] parts =
        [
            EncodedSpeech.EncodeByLame(0, 15_611, options.Split(' ')),
            EncodedSpeech.EncodeByLame(15_611, 21_683, options.Split(' ')),
        ];
        int frameLength = options.Contains("44.1") ? 1152 : 576;
        bool hasCrc = options.Contains("-p");

        JoinResult joined = JoinResult.Join(AudioFormat.Mp3, parts);

        foreach ((byte[] part, AudioProperties properties) in parts.Zip(joined.Parts, (bytes, told) => (bytes, told)))
        {
            Assert.Equal(hasCrc, (part[1] & 1) == 0);
            int mark = Encoding.ASCII.GetString(part, 0, 64).IndexOf("Xing", StringComparison.Ordinal);
            mark = mark < 0 ? Encoding.ASCII.GetString(part, 0, 64).IndexOf("Info", StringComparison.Ordinal) : mark;
            uint frames = BinaryPrimitives.ReadUInt32BigEndian(part.AsSpan(mark + 8));
            Assert.Equal(frames * frameLength, properties.SampleCount);
        }

        Assert.Equal(joined.Parts.Sum(part => part.SampleCount), joined.Whole.SampleCount);
        Assert.Equal(
            Decode(parts[0]).Take(15_000).ToArray(), Decode(joined.Bytes).Take(15_000).ToArray());
        Assert.Empty(Faults(Mp3val(joined.Bytes)));
    }

    [SkippableTheory]
    [InlineData("-b 64 -m m")]
    [InlineData("-p -b 64 -m m")]
    [InlineData("-b 128 -m j --resample 44.1")]
    [InlineData("-p -b 128 -m j --resample 44.1")]
    [InlineData("-V 4 -m m")]
    public void Part_that_begins_inside_its_sound_begins_in_silence(string options)
    {
        byte[] before = EncodedSpeech.EncodeByLame(5_000, 20_000, options.Split(' '));
        byte[] whole = EncodedSpeech.EncodeByLame(10_000, 40_000, options.Split(' '));
        int frame = options.Contains("44.1") ? 1152 : 576;
        int channels = options.Contains("-m j") ? 2 : 1;
        foreach (int dropped in new[] { 8, 15, 22 })
        {
            byte[] cut = DropFrames(whole, dropped, out int mainDataBegin);
            Assert.NotEqual(0, mainDataBegin);

            JoinResult joined = JoinResult.Join(AudioFormat.Mp3, before, cut);

            // Sample 0 of a file is the first of its first frame: the info frame's delay is taken out.
            short[] expected = Decode(WithoutInfo(whole));
            short[] decoded = Decode(WithoutInfo(joined.Bytes));
            int start = (int)joined.Parts[0].SampleCount * channels;
            int frames = (int)joined.Parts[1].SampleCount * channels;
            short[] part = [.. decoded.Skip(start).Take(frames)];
            short[] alone = [.. expected.Skip(expected.Length - frames)];
            int settled = 4 * frame * channels;
            Assert.Equal(alone.Skip(settled), part.Skip(settled));
            // What comes before is silence, fading in: never louder than the speech that belongs there.
            int loudest = alone.Take(settled).Max(sample => Math.Abs((int)sample));
            Assert.InRange(part.Take(settled).Max(sample => Math.Abs((int)sample)), 0, (loudest * 5 / 4) + 64);
            Assert.Empty(Faults(Mp3val(joined.Bytes)));
        }
    }

    [SkippableTheory, InlineData("-b:a", "64k"), InlineData("-q:a", "5")]
    public void Seeking_lands_on_the_sample(string option, string value)
    {
        byte[][] three =
        [
            .. AudioFixtures.Parts(AudioFormat.Pcm).Select(pcm => AudioTools.Encode(pcm, ".mp3", option, value)),
        ];
        byte[] joined = JoinResult.Join(AudioFormat.Mp3, [.. Enumerable.Range(0, 10).Select(i => three[i % 3])]).Bytes;

        SeekAssert.LandsExactly(joined, ".mp3", tolerance: 4);
    }

    [Fact]
    public void Seek_table_points_at_the_hundredths_of_the_time()
    {
        byte[][] parts = [.. Enumerable.Range(0, 300).Select(i => AudioFixtures.Part(AudioFormat.Mp3, 1 + (i % 3)))];
        JoinResult joined = JoinResult.Join(AudioFormat.Mp3, parts);
        ReadOnlySpan<byte> tag = joined.Bytes.AsSpan(MonoTagOffset);

        uint frames = BinaryPrimitives.ReadUInt32BigEndian(tag.Slice(8));
        uint bytes = BinaryPrimitives.ReadUInt32BigEndian(tag.Slice(12));

        Assert.Equal(joined.Whole.SampleCount, frames * 576);
        Assert.Equal(joined.Bytes.Length, (int)bytes);
        for (int i = 0; i < 100; i++)
        {
            // All frames have one length here, so that the place in bytes is the place in time.
            Assert.InRange(tag[16 + i] / 256.0, (i / 100.0) - (1.2 / 256), (i / 100.0) + (1.2 / 256));
        }
    }

    [SkippableFact]
    public void Checksum_agrees_with_an_encoders_own()
    {
        byte[] pcm = AudioFixtures.Part(AudioFormat.Pcm, 1);
        byte[] part = WithoutId3v2(AudioTools.Encode(pcm, ".mp3", "-ar", "44100", "-ac", "2", "-b:a", "128k"));
        // Header, side information of MPEG-1 stereo, the tag up to its checksum.
        const int Stored = 4 + 32 + 154;

        Assert.Equal(
            BinaryPrimitives.ReadUInt16BigEndian(part.AsSpan(Stored)), Mp3InfoFrame.Crc16(part.AsSpan(0, Stored)));

        byte[] joined = JoinResult.Join(AudioFormat.Mp3, part).Bytes;
        Assert.Equal(
            BinaryPrimitives.ReadUInt16BigEndian(joined.AsSpan(Stored)), Mp3InfoFrame.Crc16(joined.AsSpan(0, Stored)));
    }

    [Fact]
    public void Padding_of_a_part_cut_short_is_not_believed()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Mp3, 1);

        byte[] whole = JoinResult.Join(AudioFormat.Mp3, part).Bytes;
        byte[] cut = JoinResult.Join(AudioFormat.Mp3, part.Take(part.Length / 2).ToArray()).Bytes;

        Assert.NotEqual(0, Padding(whole));
        Assert.Equal(0, Padding(cut));
    }

    [Fact]
    public void Tags_and_foreign_bytes_are_left_out_wherever_they_stand()
    {
        byte[][] bare = [.. AudioFixtures.Parts(AudioFormat.Mp3, streamed: true).Select(WithoutId3v2)];
        byte[] id3v1 = [.. Encoding.ASCII.GetBytes("TAG"), .. new byte[125]];
        byte[] apeItems = Encoding.ASCII.GetBytes("\u0003\0\0\0\0\0\0\0Title\0abc");
        byte[] ape = [.. ApeHeader(apeItems.Length, 0xA0), .. apeItems, .. ApeHeader(apeItems.Length, 0x80)];
        byte[] id3v2 =
        [
            (byte)'I', (byte)'D', (byte)'3', 4, 0, 0x10, 0, 0, 2, 0, .. Enumerable.Repeat((byte)0xFF, 256),
            .. new byte[10],
        ];
        byte[] falseSyncs =
        [
            .. Enumerable.Repeat(new byte[] { 0, 0xFF, 0xF3, 0x84, 0xC4 }, 200).SelectMany(five => five),
        ];

        byte[] tagged =
        [
            .. ape, .. bare[0], .. id3v1, .. id3v2, .. bare[1], .. falseSyncs, .. bare[2], .. ape, .. id3v1,
        ];
        JoinResult joined = JoinResult.Join(AudioFormat.Mp3, tagged);

        Assert.Equal(JoinResult.Join(AudioFormat.Mp3, bare).Bytes, joined.Bytes);
        Assert.Contains(
            "1000 byte", Assert.Single(joined.Whole.Warnings.Concat(joined.Parts[0].Warnings)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Part_glued_to_one_cut_short_is_not_lost()
    {
        byte[][] bare = [.. AudioFixtures.Parts(AudioFormat.Mp3, streamed: true).Select(WithoutId3v2)];

        JoinResult joined = JoinResult.Join(AudioFormat.Mp3, [.. bare[0].Take(bare[0].Length - 50), .. bare[1]]);

        // Frames of 64 kbit/s at 24 kHz have 192 bytes.
        Assert.Equal(
            JoinResult.Join(AudioFormat.Mp3, bare[0].Take(bare[0].Length - 192).ToArray(), bare[1]).Bytes,
            joined.Bytes);
        Assert.True(joined.Whole.IsTruncated);
    }

    [SkippableFact]
    public void Change_of_configuration_inside_a_part_is_refused()
    {
        byte[] stereo = AudioTools.Encode(AudioFixtures.Part(AudioFormat.Pcm, 2), ".mp3", "-ac", "2");

        Assert.Throws<AudioFormatException>(
            () => JoinResult.Join(AudioFormat.Mp3, [.. AudioFixtures.Part(AudioFormat.Mp3, 1), .. stereo]));
    }

    private static short[] Decode(byte[] file) => AudioTools.Decode(file, ".mp3");

    // Of a file that lame wrote: the info frame, and the frames behind it.
    private static byte[] DropFrames(byte[] file, int count, out int mainDataBegin)
    {
        byte[] rest = WithoutInfo(file);
        for (int i = 0; i < count; i++)
        {
            rest = [.. rest.Skip(FrameLength(rest))];
        }

        mainDataBegin = Mp3FrameHeader.ReadMainDataBegin(rest);
        return rest;
    }

    private static byte[] ApeHeader(int items, byte flags) =>
    [
        .. Encoding.ASCII.GetBytes("APETAGEX"), .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(items + 32),
        .. BitConverter.GetBytes(1), 0, 0, 0, flags, .. new byte[8],
    ];

    private static int SamplesPerFrame(string rate) => rate is "44100" or "48000" ? 1152 : 576;

    private static int Padding(byte[] file) =>
        (file[MonoTagOffset + 120 + 22] & 15) << 8 | file[MonoTagOffset + 120 + 23];

    private static byte[] WithoutId3v2(byte[] part)
    {
        Assert.Equal("ID3", Encoding.ASCII.GetString(part, 0, 3));
        return part.Skip(10 + (part[8] << 7) + part[9]).ToArray();
    }
}
