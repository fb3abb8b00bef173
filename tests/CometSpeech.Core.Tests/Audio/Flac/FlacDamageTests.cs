using System.Buffers.Binary;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Flac;

public class FlacDamageTests
{
    [SkippableFact]
    public void A_glued_file_that_was_cut_loses_only_its_last_frame()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac);
        byte[] cut = [.. parts[0].Take(parts[0].Length - 3)];
        JoinResult joined = Join([.. cut, .. parts[1]]);

        Assert.True(joined.Whole.IsTruncated);
        byte[] first = FlacTools.Decode(Join(cut).Bytes);
        Assert.InRange(first.Length / 2, 9_000, 15_610);
        Assert.Equal([.. first, .. FlacTools.Decode(parts[1])], FlacTools.Decode(joined.Bytes));
    }

    [SkippableFact]
    public void A_cut_part_keeps_its_whole_frames()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 2);
        byte[] all = FlacTools.Decode(part);
        int[] headers =
        [
            .. Enumerable.Range(0, part.Length).Where(i => FlacFrameHeader.TryParse(part.AsSpan(i), out _)),
        ];
        (int, int)[] cuts =
        [
            (headers[2], 2), (headers[2] + 1, 2), (headers[2] + 5, 2), (headers[2] + 500, 2),
            (part.Length - 1, headers.Length - 1),
        ];
        foreach ((int length, int frames) in cuts)
        {
            byte[] cut = [.. part.Take(length)];
            JoinResult joined = Join(cut);
            byte[] kept = FlacTools.Decode(joined.Bytes);

            Assert.True(joined.Whole.IsTruncated);
            Assert.Equal(frames, CountFrames(joined.Bytes));
            Assert.True(all.AsSpan(0, kept.Length).SequenceEqual(kept));
            Assert.Equal(kept.Length / 2, joined.Whole.SampleCount);
            Assert.Equal([.. kept, .. all], FlacTools.Decode(Join(cut, part).Bytes));
        }
    }

    [Fact]
    public void A_damaged_frame_is_an_error_that_names_part_and_place()
    {
        byte[] damaged = AudioFixtures.Part(AudioFormat.Flac, 2);
        damaged[damaged.Length / 2] ^= 1;

        AudioFormatException error = Assert.Throws<AudioFormatException>(
            () => Join(AudioFixtures.Part(AudioFormat.Flac, 1), damaged));
        Assert.Equal("part 2", error.PartName);
        Assert.Contains("wrong CRC", error.Message);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_damaged_frame_is_an_error_though_another_file_follows(bool arrivesInCrumbs)
    {
        byte[][] three = AudioFixtures.Parts(AudioFormat.Flac);
        byte[] damaged = Join([.. three, .. three, .. three, .. three]).Bytes;
        damaged[damaged.Length - 40_000] ^= 1;
        byte[] glued = [.. damaged, .. three[0]];
        using Stream part = arrivesInCrumbs ? new PulledStream(glued, 100) : new MemoryStream(glued);

        AudioFormatException error = await Assert.ThrowsAsync<AudioFormatException>(
            () => AudioProbe.ReadAsync(part, AudioFormat.Flac, "part 1"));

        Assert.Contains("wrong CRC", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fLaC")]
    [InlineData("{\"error\": {\"message\": \"no such voice\"}}")]
    public void What_is_no_FLAC_is_an_error(string text)
    {
        AudioFormatException error = Assert.Throws<AudioFormatException>(() => Join(Encoding.ASCII.GetBytes(text)));
        Assert.Contains("part 1", error.Message);
    }

    [Fact]
    public async Task A_frame_that_never_ends_is_given_up_after_its_largest_length()
    {
        byte[] header = [0xFF, 0xF8, 0x79, 0x7E, 0x00, 0xFF, 0xFE, 0];
        header[7] = (byte)Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, header.AsSpan(0, 7)));
        byte[] next = [.. header];
        next[4] = 1;
        next[7] = (byte)Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, next.AsSpan(0, 7)));
        byte[] info = [.. AudioFixtures.Part(AudioFormat.Flac, 1).Take(42)];
        info[4] |= 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(info.AsSpan(18), (44_100UL << 44) | (7UL << 41) | (31UL << 36));
        using EndlessStream part = new([.. info, .. header], [.. next, .. new byte[30_000]], 64 << 20);

        using FlacJoiner joiner = new(new MemoryStream(), JoinOptions.None);
        AudioFormatException error = await Assert.ThrowsAsync<AudioFormatException>(
            () => joiner.AppendAsync(part, "part 1"));

        Assert.Contains("damaged", error.Message);
        Assert.InRange(part.Position, 1 << 20, 8 << 20);
    }

    [Fact]
    public async Task A_hundred_thousand_cut_files_in_one_part_are_read_once()
    {
        byte[] cut = [.. AudioFixtures.Part(AudioFormat.Flac, 1).Take(42)];
        cut[4] |= 0x80;
        byte[] pattern = [.. cut, 0xFF, 0xF8, 0xC7, 0x08, 0x00, 0, .. new byte[400]];
        pattern[47] = (byte)Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, pattern.AsSpan(42, 5)));
        using EndlessStream part = new([], pattern, 100_000L * pattern.Length);

        using FlacJoiner joiner = new(new MemoryStream(), JoinOptions.None);
        AudioFormatException error = await Assert.ThrowsAsync<AudioFormatException>(
            () => joiner.AppendAsync(part, "part 1"));

        Assert.Contains("holds no FLAC audio", error.Message);
        Assert.Equal(part.Length, part.Position);
    }

#if NET8_0_OR_GREATER // CsCheck is for newer frameworks only.
    [Fact]
    public void Damaged_bytes_give_an_error_or_a_shorter_file_but_never_a_wrong_one() =>
        DamagedParts.Check(AudioFormat.Flac, AudioFixtures.Part(AudioFormat.Flac, 1));
#endif

    private static JoinResult Join(params byte[][] parts) => JoinResult.Join(AudioFormat.Flac, parts);

    private static int CountFrames(byte[] file) =>
        Enumerable.Range(0, file.Length).Count(i => FlacFrameHeader.TryParse(file.AsSpan(i), out _));
}
