using System.Buffers.Binary;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Flac;

public class FlacSilenceTests
{
    public static TheoryData<int, int, int, string> Encodings => new()
    {
        { 24_000, 1, 16, "-0" },
        { 24_000, 1, 16, "-8" },
        { 11_025, 1, 24, "-8 -b 1152" },
        { 44_100, 2, 16, "-5" },
        { 48_000, 2, 24, "-8" },
        { 22_050, 2, 16, "-5 -b 1152" },
        { 8_000, 1, 8, "-5" },
    };

    [SkippableTheory, MemberData(nameof(Encodings))]
    public void Silence_between_parts_is_zeros_of_exact_length(int rate, int channels, int bits, string options)
    {
        byte[] first = FlacTools.Encode(0, 9_000, rate, channels, bits, options);
        byte[] second = FlacTools.Encode(9_000, 12_321, rate, channels, bits, options);
        byte[] before = FlacTools.Decode(first), after = FlacTools.Decode(second);
        int longest = BinaryPrimitives.ReadUInt16BigEndian(first.AsSpan(10));
        foreach (int silence in new[] { 1, 5, 17, longest + 3, (rate / 2) + 13 })
        {
            (byte[] joined, AudioProperties whole) = Join(rate, first, silence, second);

            byte[] expected = [.. before, .. new byte[silence * channels * bits / 8], .. after];
            Assert.True(FlacTools.Decode(joined).AsSpan().SequenceEqual(expected), $"flac: {silence}");
            Assert.True(FlacTools.DecodeByFfmpeg(joined, bits).AsSpan().SequenceEqual(expected), $"ffmpeg: {silence}");
            Assert.Equal(expected.Length / channels / (bits / 8), whole.SampleCount);
            FlacTools.AssertValid(joined);

            // Players that read no larger blocks, and no less, than the header tells of.
            Assert.Equal(longest, BinaryPrimitives.ReadUInt16BigEndian(joined.AsSpan(10)));
            List<FlacFrameHeader> frames = Frames(joined);
            Assert.All(frames, frame => Assert.True(frame.IsVariable));
            int start = before.Length / channels / (bits / 8);
            int[] silent =
            [
                .. frames.Where(frame => frame.Number >= start && frame.Number < start + silence)
                    .Select(frame => frame.BlockSize),
            ];
            Assert.Equal(silence, silent.Sum());
            Assert.All(silent, size => Assert.InRange(size, Math.Min(16, silence), longest));
        }
    }

    [Fact]
    public void Silent_frame_is_made_of_these_bytes()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);
        byte[] joined = Join(24_000, part, 1_000).File;
        byte[] frame = [.. joined.Skip(joined.Length - 15)];

        // Numbered by sample, 16 bits of block size, 24 kHz; mono, 16 bits; sample 15,611; 1000 samples; a constant 0.
        byte[] expected = [0xFF, 0xF9, 0x77, 0x08, 0xE3, 0xB3, 0xBB, 0x03, 0xE7];
        Assert.Equal(expected, frame.Take(9));
        Assert.Equal(Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, expected)), frame[9]);
        Assert.Equal([0, 0, 0], frame.Skip(10).Take(3));
        Assert.Equal(0u, Crc.FlacFrame.Append(0, frame));
    }

    [SkippableFact]
    public void A_single_part_with_silence_is_numbered_by_sample_and_loses_its_checksum()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 2);
        (byte[] joined, AudioProperties whole) = Join(24_000, part, 24_000);

        Assert.Equal([.. FlacTools.Decode(part), .. new byte[48_000]], FlacTools.Decode(joined));
        Assert.Equal(21_683 + 24_000, whole.SampleCount);
        Assert.Equal(new byte[16], joined.Skip(26).Take(16));
        Assert.All(Frames(joined), frame => Assert.True(frame.IsVariable));
    }

    [SkippableFact]
    public async Task Pauses_of_odd_lengths_do_not_drift()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Flac, output);
        TimeSpan pause = TimeSpan.FromTicks(1_000_333);
        for (int i = 0; i < 30; i++)
        {
            await joiner.AppendAsync(new MemoryStream(part), "part");
            joiner.AppendSilence(pause);
        }

        long expected = (30 * 15_611L) + (long)Math.Round(30 * pause.TotalSeconds * 24_000);
        Assert.InRange(joiner.Complete().SampleCount, expected - 1, expected + 1);
        Assert.Equal(joiner.Length.TotalSeconds, AudioTools.ProbeDuration(output.ToArray(), ".flac"), 0.0001);
    }

    private static (byte[] File, AudioProperties Whole) Join(
        int rate, byte[] first, int silence, params byte[][] others)
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Flac, output);
        joiner.AppendAsync(new MemoryStream(first), "part 1").GetAwaiter().GetResult();
        joiner.AppendSilence(AudioProperties.ToDuration(silence, rate));
        foreach (byte[] part in others)
        {
            joiner.AppendAsync(new MemoryStream(part), "part 2").GetAwaiter().GetResult();
        }

        AudioProperties whole = joiner.Complete();
        return (output.ToArray(), whole);
    }

    private static List<FlacFrameHeader> Frames(byte[] joined)
    {
        using PartReader part = new();
        part.Open(new MemoryStream(joined), default);
        FlacScanner scanner = new();
        scanner.Begin(part, "joined", null);
        List<FlacFrameHeader> frames = [];
        while (scanner.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            frames.Add(scanner.Header);
        }

        return frames;
    }
}
