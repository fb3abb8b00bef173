using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Flac;

/// <summary>Silence that is left out of parts is left out to the sample; all else stays as it is.</summary>
public class FlacCutTests
{
    private const int Rate = 24_000;
    private const int Block = 192;

    [SkippableTheory, InlineData(1, 16), InlineData(2, 24)]
    public void Cuts_at_every_place_of_a_block_are_exact(int channels, int bits)
    {
        byte[] part = FlacTools.Encode(20_000, 1_900, Rate, channels, bits, $"-8 -b {Block}");
        byte[] samples = FlacTools.Decode(part);
        int align = channels * bits / 8;
        int count = samples.Length / align;
        for (int cut = 0; cut <= 2 * Block; cut++)
        {
            // At both ends, in the first part and in a later one.
            int other = cut * 7 % count / 2;
            byte[] kept = [.. samples.Skip(cut * align).Take((count - cut - other) * align)];
            (byte[] joined, AudioProperties whole) = Join(part, (cut, other), (other, cut));

            byte[] expected = [.. kept, .. samples.Skip(other * align).Take((count - cut - other) * align)];
            Assert.True(expected.AsSpan().SequenceEqual(FlacTools.DecodeByUs(joined)), $"cuts of {cut} and {other}");
            Assert.Equal(expected.Length / align, whole.SampleCount);
            if (cut % 64 is 0 or 1)
            {
                Assert.True(expected.AsSpan().SequenceEqual(FlacTools.Decode(joined)), $"flac: {cut} and {other}");
                Assert.True(expected.AsSpan().SequenceEqual(FlacTools.DecodeByFfmpeg(joined, bits)), $"ffmpeg: {cut}");
                FlacTools.AssertValid(joined);
            }
        }
    }

    [SkippableFact]
    public void A_cut_inside_one_block_keeps_its_middle()
    {
        byte[] part = EncodedSpeech.EncodeByFlac(20_000, 4_000, "-5", "-b", "4096");
        byte[] joined = Join(part, (1_234, 1_111)).File;

        byte[] kept = [.. FlacTools.Decode(part).Skip(2 * 1_234).Take(2 * (4_000 - 1_234 - 1_111))];
        Assert.Equal(kept, FlacTools.Decode(joined));
    }

    [SkippableFact]
    public void Whole_blocks_are_left_out_and_the_others_stay_as_they_are()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 2);
        FlacStreamInfo info = FlacStreamInfo.TryParse(part.AsSpan(8))!;
        int block = info.MaxBlockSize;
        byte[] joined = Join(part, (2 * block, 0)).File;

        byte[] samples = FlacTools.Decode(part);
        Assert.Equal(samples.Skip(2 * 2 * block), FlacTools.Decode(joined));

        // Two frames less and no larger ones: nothing was written anew.
        byte[] all = JoinResult.Join(AudioFormat.Flac, part).Bytes;
        Assert.InRange(all.Length - joined.Length, 1, part.Length / 2);
    }

    [SkippableFact]
    public void Digital_silence_that_is_cut_takes_no_room()
    {
        byte[] pcm = [.. new byte[2 * 20_000], .. EncodedSpeech.Pcm.Take(2 * 20_000), .. new byte[2 * 20_000]];
        byte[] part = FlacTools.Encode(pcm, Rate, 1, 16, "-5 -b 4096");
        byte[] joined = Join(part, (9_000, 9_000)).File;

        Assert.Equal([.. pcm.Skip(18_000).Take(pcm.Length - 36_000)], FlacTools.Decode(joined));
        Assert.InRange(joined.Length, 1, part.Length + 256 * 18);
    }

    [Theory]
    [InlineData(15_611, 0)]
    [InlineData(8_000, 7_611)]
    [InlineData(90_000, 0)]
    public void A_part_of_which_nothing_would_be_left_is_kept(int leading, int trailing)
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);

        Assert.Equal(JoinResult.Join(AudioFormat.Flac, part).Bytes, Join(part, (leading, trailing)).File);
    }

    [Fact]
    public void Cuts_of_nothing_change_nothing()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);

        Assert.Equal(JoinResult.Join(AudioFormat.Flac, part, part).Bytes, Join(part, (0, 0), (0, 0)).File);
    }

    [Fact]
    public void A_block_that_cannot_be_decoded_is_kept_whole()
    {
        // A subframe of a kind that is reserved, with a right CRC.
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);
        int start = Enumerable.Range(0, part.Length).First(i => FlacFrameHeader.TryParse(part.AsSpan(i), out _));
        Assert.True(FlacFrameHeader.TryParse(part.AsSpan(start), out FlacFrameHeader header));
        int next = start + 100;
        while (!FlacFrameHeader.TryParse(part.AsSpan(next), out _))
        {
            next++;
        }

        part[start + header.Length] = 0x20;
        uint crc = Crc.FlacFrame.GetValue(Crc.FlacFrame.Append(0, part.AsSpan(start, next - 2 - start)));
        part[next - 2] = (byte)(crc >> 8);
        part[next - 1] = (byte)crc;

        (byte[] joined, AudioProperties whole) = Join(part, (1_000, 0));

        Assert.Equal(JoinResult.Join(AudioFormat.Flac, part).Bytes, joined);
        Assert.Equal(15_611, whole.SampleCount);
    }

    private static (byte[] File, AudioProperties Whole) Join(byte[] part, params (int Leading, int Trailing)[] cuts)
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Flac, output);
        AudioProperties audio =
            AudioProbe.ReadAsync(new MemoryStream(part), AudioFormat.Flac, "part").GetAwaiter().GetResult();
        long samples = 0;
        foreach ((int leading, int trailing) in cuts)
        {
            JoinedPart told = new(
                "part",
                audio,
                AudioProperties.ToDuration(leading, audio.SampleRate),
                AudioProperties.ToDuration(trailing, audio.SampleRate));
            joiner.AppendAsync(new MemoryStream(part), told, default).GetAwaiter().GetResult();
            Assert.Equal(AudioProperties.ToDuration(samples, audio.SampleRate), joiner.PartStart);
            samples = (long)Math.Round(joiner.Length.TotalSeconds * audio.SampleRate);
        }

        AudioProperties whole = joiner.Complete();
        Assert.Equal(samples, whole.SampleCount);
        return (output.ToArray(), whole);
    }
}
