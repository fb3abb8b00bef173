using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>The sound of M4A and M4B files, and the boxes that every one of them has.</summary>
public class Mp4JoinerTests
{
    // What the edit list leaves out: the first frame's samples, which hold no sound.
    private const int Priming = 1024;

    private static readonly JoinOptions s_m4a = new() { Container = AudioContainer.M4a };
    private static readonly JoinOptions s_m4b = new() { Container = AudioContainer.M4b };

    [SkippableTheory]
    [InlineData("")]
    [InlineData("-ar 8000")]
    [InlineData("-ar 11025 -ac 2")]
    [InlineData("-ar 16000 -b:a 24k")]
    [InlineData("-ar 22050")]
    [InlineData("-ar 32000 -ac 2")]
    [InlineData("-ar 44100 -ac 2 -b:a 128k")]
    [InlineData("-ar 48000")]
    [InlineData("-ar 48000 -ac 6")]
    [InlineData("-ar 48000 -ac 8")]
    [InlineData("-ar 96000")]
    public void Sound_is_that_of_the_frames_without_the_first(string options)
    {
        byte[][] parts = Encode(options);
        JoinResult adts = JoinResult.Join(AudioFormat.Aac, parts);

        JoinResult joined = JoinResult.Join(AudioFormat.Aac, s_m4a, null, parts);

        int channels = joined.Whole.Channels;
        short[] decoded = AudioTools.Decode(joined.Bytes, ".m4a");
        Assert.Equal(AudioTools.Decode(adts.Bytes, ".aac").Skip(Priming * channels), decoded);
        Assert.Equal(joined.Whole.SampleCount * channels, decoded.Length);
        Assert.Equal(adts.Whole.SampleCount - Priming, joined.Whole.SampleCount);
        Assert.Equal(AudioFormat.Aac, joined.Whole.Format);
    }

    [SkippableTheory]
    [InlineData("", 24_000, 1)]
    [InlineData("-ar 44100 -ac 2", 44_100, 2)]
    [InlineData("-ar 8000", 8000, 1)]
    [InlineData("-ar 96000 -ac 2", 96_000, 2)]
    public void Readers_agree_on_length_and_coding(string options, int rate, int channels)
    {
        JoinResult joined = JoinResult.Join(AudioFormat.Aac, s_m4b, null, Encode(options));
        double seconds = joined.Whole.Duration.TotalSeconds;

        Dictionary<string, string> ffprobe = Mp4Programs.ReadByFfprobe(joined.Bytes);
        Assert.Equal("1", ffprobe["format.nb_streams"]);
        Assert.Equal("aac", ffprobe["streams.stream.0.codec_name"]);
        Assert.Equal("LC", ffprobe["streams.stream.0.profile"]);
        Assert.Equal($"{rate}", ffprobe["streams.stream.0.sample_rate"]);
        Assert.Equal($"{channels}", ffprobe["streams.stream.0.channels"]);
        AssertNear(seconds, ffprobe["format.duration"], 0.001);
        AssertNear(seconds, ffprobe["streams.stream.0.duration"], 0.001);
        // Over the sound, or over the samples before it too.
        double bits = Mp4Boxes.Get(joined.Bytes, "mdat").Length * 8;
        Assert.InRange(
            int.Parse(ffprobe["streams.stream.0.bit_rate"], CultureInfo.InvariantCulture),
            (bits / (seconds + (Priming / (double)rate))) - 1,
            (bits / seconds) + 1);

        Dictionary<string, string> mediainfo = TagPrograms.ReadByMediainfo(joined.Bytes, ".m4b");
        Assert.Equal("MPEG-4", mediainfo["Format"]);
        AssertNear(seconds, mediainfo["Duration"], 0.0011);

        Dictionary<string, string> mutagen = Mp4Programs.ReadByMutagen(joined.Bytes).Items;
        Assert.Equal($"mp4a.40.2 {channels} {rate}", mutagen["codec"]);

        Dictionary<string, string> exiftool = TagPrograms.ReadByExiftool(joined.Bytes, ".m4b");
        Assert.Equal("M4B", exiftool["File:FileType"]);
        Assert.Equal($"{channels}", exiftool["Track1:AudioChannels"]);

        AudioTools.WithFile(joined.Bytes, ".m4b", path =>
        {
            using TagLib.File file = TagLib.File.Create(path);
            // It reads a field of 16 bits; others read the decoder's configuration.
            int told = rate <= ushort.MaxValue ? rate : 0;
            Assert.Equal((told, channels), (file.Properties.AudioSampleRate, file.Properties.AudioChannels));
            Assert.InRange(file.Properties.Duration.TotalSeconds, seconds - 0.001, seconds + 0.001);
            return path;
        });
    }

    [Fact]
    public void Check_words_are_left_out()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Aac, 1);
        byte[] plain = JoinResult.Join(AudioFormat.Aac, s_m4a, null, part, part).Bytes;

        // The second part has them: a header's kind may change from frame to frame.
        byte[] checkedPart = AdtsFrames.Change(part, AdtsFrames.AddCheckWord);
        JoinResult joined = JoinResult.Join(AudioFormat.Aac, s_m4a, null, part, checkedPart);

        Assert.Equal(AdtsFrames.Split(part).Count * 2, checkedPart.Length - part.Length);
        Assert.Equal(plain, joined.Bytes);
    }

    [Fact]
    public void Channels_that_a_frame_alone_describes_are_refused()
    {
        byte[] part = AdtsFrames.Change(AudioFixtures.Part(AudioFormat.Aac, 1), frame =>
        {
            frame[2] &= 0xFE;
            frame[3] &= 0x3F;
            return frame;
        });

        AssertRefused(part);
    }

    [Theory, InlineData(0), InlineData(5)]
    public void Several_blocks_in_a_frame_are_refused(int first)
    {
        int number = 0;
        byte[] part = AdtsFrames.Change(AudioFixtures.Part(AudioFormat.Aac, 1), frame =>
        {
            frame[6] |= number++ >= first ? (byte)1 : (byte)0;
            return frame;
        });

        AssertRefused(part);
    }

    [Fact]
    public void Boxes_are_those_of_the_specification()
    {
        byte[] file = JoinResult.Join(AudioFormat.Aac, s_m4a, null, AudioFixtures.Parts(AudioFormat.Aac)).Bytes;
        int frames = AudioFixtures.Parts(AudioFormat.Aac).Sum(part => AdtsFrames.Split(part).Count);

        Assert.Equal(
            [
                "ftyp", "free", "mdat", "moov", "moov/mvhd", "moov/trak", "moov/trak/tkhd", "moov/trak/edts",
                "moov/trak/edts/elst", "moov/trak/mdia", "moov/trak/mdia/mdhd", "moov/trak/mdia/hdlr",
                "moov/trak/mdia/minf", "moov/trak/mdia/minf/smhd", "moov/trak/mdia/minf/dinf",
                "moov/trak/mdia/minf/dinf/dref", "moov/trak/mdia/minf/dinf/dref/url ", "moov/trak/mdia/minf/stbl",
                "moov/trak/mdia/minf/stbl/stsd", "moov/trak/mdia/minf/stbl/stsd/mp4a",
                "moov/trak/mdia/minf/stbl/stsd/mp4a/esds", "moov/trak/mdia/minf/stbl/stts",
                "moov/trak/mdia/minf/stbl/stsc", "moov/trak/mdia/minf/stbl/stsz", "moov/trak/mdia/minf/stbl/stco",
                "moov/udta", "moov/udta/meta", "moov/udta/meta/hdlr", "moov/udta/meta/ilst",
                "moov/udta/meta/ilst/©too", "moov/udta/meta/ilst/©too/data",
            ],
            Mp4Boxes.List(file));
        Assert.Equal("M4A \0\0\u0002\0M4A mp42isomiso2", Encoding.ASCII.GetString(Mp4Boxes.Get(file, "ftyp")));
        Assert.Equal(
            AudioFixtures.Parts(AudioFormat.Aac).SelectMany(AdtsFrames.Split).SelectMany(frame => frame.Skip(7)),
            Mp4Boxes.Get(file, "mdat"));
        byte[] esds = Mp4Boxes.Get(file, "moov/trak/mdia/minf/stbl/stsd/mp4a/esds");
        // ES_Descriptor 1; MPEG-4 audio, 768 bytes of buffer; two rates; AAC-LC, 24 kHz, one channel; MP4.
        Assert.Equal(Bytes("00000000 03190001 00 0411 4015 000300"), esds.Take(16));
        Assert.Equal(Bytes("05021308 060102"), esds.Skip(24));
        uint maximum = BinaryPrimitives.ReadUInt32BigEndian(esds.AsSpan(16));
        uint average = BinaryPrimitives.ReadUInt32BigEndian(esds.AsSpan(20));
        Assert.InRange(average, 40_000u, 100_000u);
        Assert.InRange(maximum, average, average * 2);
        long length = (long)Math.Round((frames - 1) * 1024 / 24.0);
        Assert.Equal(
            Bytes($"00000000 00000001 {length:x8} 00000400 00010000"), Mp4Boxes.Get(file, "moov/trak/edts/elst"));
        Assert.Equal(
            Bytes($"00000000 00000001 {frames:x8} 00000400"), Mp4Boxes.Get(file, "moov/trak/mdia/minf/stbl/stts"));
    }

    [SkippableFact]
    public void AtomicParsley_finds_no_fault_in_the_tree()
    {
        byte[] file = Mp4Sample.Join(TagSample.Tags, TagSample.Titles, TagSample.Starts).Bytes;

        string[] lines = Mp4Programs.RunAtomicParsley(file, "-T");

        Assert.Contains(lines, line => line.TrimStart().StartsWith("Atom chpl", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains('~') && line.Contains("non-standard"));
    }

    [Fact]
    public async Task File_may_begin_anywhere_in_its_stream()
    {
        using MemoryStream output = new();
        output.Write(new byte[100], 0, 100);
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, output, s_m4b);
        foreach (byte[] part in AudioFixtures.Parts(AudioFormat.Aac))
        {
            await joiner.AppendAsync(new MemoryStream(part), "part");
        }

        joiner.Complete();

        Assert.Equal(
            JoinResult.Join(AudioFormat.Aac, s_m4b, null, AudioFixtures.Parts(AudioFormat.Aac)).Bytes,
            output.ToArray().Skip(100));
    }

    [Fact]
    public async Task Times_are_those_of_a_player()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Aac, 1);
        // In ticks: .NET Framework rounds what it makes of seconds to milliseconds.
        TimeSpan frames = TimeSpan.FromTicks(AdtsFrames.Split(part).Count * 1024 * TimeSpan.TicksPerSecond / 24_000);
        TimeSpan priming = TimeSpan.FromTicks(Priming * TimeSpan.TicksPerSecond / 24_000);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, output, s_m4b);

        await joiner.AppendAsync(new MemoryStream(part), "part 1");
        Assert.Equal(TimeSpan.Zero, joiner.PartStart);
        Assert.Equal(TimeSpan.Zero, joiner.PartOrigin);
        AssertNear(frames - priming, joiner.Length);
        // A part's sound begins a frame before the frames so far have all been heard.
        AssertNear(frames, joiner.NextPartOrigin);

        await joiner.AppendAsync(new MemoryStream(part), "part 2");
        AssertNear(frames, joiner.PartStart);
        AssertNear(frames + frames - priming, joiner.Length);
        Assert.Equal(joiner.Length, joiner.Complete().Duration);
    }

    private static void AssertRefused(byte[] part)
    {
        JoinResult.Join(AudioFormat.Aac, part);
        AudioFormatException error = Assert.Throws<AudioFormatException>(
            () => JoinResult.Join(AudioFormat.Aac, s_m4b, null, part));
        Assert.Equal("part 1", error.PartName);
        Assert.Contains(".aac", error.Message, StringComparison.Ordinal);
    }

    private static byte[][] Encode(string options)
    {
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return
        [
            EncodedSpeech.Encode(".aac", 0, 15_611, arguments),
            EncodedSpeech.Encode(".aac", 15_611, 21_683, arguments),
        ];
    }

    private static byte[] Bytes(string hex)
    {
        string digits = hex.Replace(" ", "");
        return [.. Enumerable.Range(0, digits.Length / 2).Select(i => Convert.ToByte(digits.Substring(i * 2, 2), 16))];
    }

    private static void AssertNear(double expected, string actual, double tolerance) => Assert.InRange(
        double.Parse(actual, CultureInfo.InvariantCulture), expected - tolerance, expected + tolerance);

    private static void AssertNear(TimeSpan expected, TimeSpan actual) =>
        Assert.InRange((actual - expected).TotalMilliseconds, -0.001, 0.001);
}
