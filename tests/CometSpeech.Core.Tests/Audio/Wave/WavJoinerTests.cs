using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Wave;

public class WavJoinerTests
{
    private static readonly byte[] s_pcm1 = AudioFixtures.Part(AudioFormat.Pcm, 1);
    private static readonly byte[] s_pcm2 = AudioFixtures.Part(AudioFormat.Pcm, 2);

    [Theory, InlineData(false), InlineData(true)]
    public void Samples_are_those_of_the_parts(bool streamed)
    {
        JoinResult joined = JoinResult.Join(AudioFormat.Wav, AudioFixtures.Parts(AudioFormat.Wav, streamed));

        Assert.Equal(AudioFixtures.Parts(AudioFormat.Pcm).SelectMany(part => part), WaveBytes.Data(joined.Bytes));
        Assert.Equal(AudioFixtures.SampleCounts.Sum(), joined.Whole.SampleCount);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x7FFFF000u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(2_000_000_000u)]
    [InlineData(1_000_000_000u)]
    [InlineData(uint.MaxValue)]
    public void Sizes_that_nobody_could_know_are_read_to_the_end(uint declared)
    {
        JoinResult joined = JoinResult.Join(
            AudioFormat.Wav, WaveBytes.Make(s_pcm1, declared), WaveBytes.Make(s_pcm2, declared));

        Assert.Equal(s_pcm1.Concat(s_pcm2), WaveBytes.Data(joined.Bytes));
        Assert.False(joined.Whole.IsTruncated);
    }

    [Fact]
    public void Part_shorter_than_it_declares_is_truncated()
    {
        JoinResult joined = JoinResult.Join(AudioFormat.Wav, WaveBytes.Make(s_pcm1, (uint)s_pcm1.Length + 1000));

        Assert.Equal(s_pcm1, WaveBytes.Data(joined.Bytes));
        Assert.True(joined.Parts[0].IsTruncated);
        Assert.Contains("1000 byte", joined.Parts[0].Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Chunks_after_the_samples_do_not_become_noise()
    {
        byte[] list =
        [
            .. WaveBytes.ChunkHeader("LIST", 5), 1, 2, 3, 4, 5, 0,
            .. WaveBytes.ChunkHeader("C2PA", 8), 1, 2, 3, 4, 5, 6, 7, 8,
        ];

        JoinResult joined = JoinResult.Join(
            AudioFormat.Wav, WaveBytes.Make(s_pcm1, after: list), WaveBytes.Make(s_pcm2, after: list));

        Assert.Equal(s_pcm1.Concat(s_pcm2), WaveBytes.Data(joined.Bytes));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(12_000)]
    [InlineData(-8)]
    [InlineData(-44)]
    public async Task Samples_go_on_behind_a_size_that_is_too_small(int size)
    {
        byte[] part = WaveBytes.Make(s_pcm1, (uint)(size > 0 ? size : s_pcm1.Length + size));
        byte[][] parts = [part, [.. part, .. part]];
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Wav, output);
        await joiner.AppendAsync(new PulledStream(parts[1], 300), "part 1");
        joiner.Complete();

        JoinResult joined = JoinResult.Join(AudioFormat.Wav, parts);

        Assert.Equal([.. s_pcm1, .. s_pcm1, .. s_pcm1], WaveBytes.Data(joined.Bytes));
        Assert.All(joined.Parts, read => Assert.Empty(read.Warnings));
        Assert.Equal([.. s_pcm1, .. s_pcm1], WaveBytes.Data(output.ToArray()));
    }

    public static TheoryData<byte[], int> Behind => new()
    {
        { [.. WaveBytes.ChunkHeader("LIST", 4), 1, 2, 3, 4], 0 },
        { [.. WaveBytes.ChunkHeader("LIST", 3), 1, 2, 3], 0 },
        { [.. WaveBytes.ChunkHeader("id3 ", 0)], 0 },
        { [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 6, 1, 2, 3, 4, 5, 6], 0 },
        { [.. WaveBytes.ChunkHeader("LIST", 9000), .. new byte[5000]], 5008 },
        { [.. "Here ends what I have to say."u8], 29 },
        { [.. "\r\n{ \"took\": 12 }"u8], 16 },
    };

    [Theory, MemberData(nameof(Behind))]
    public void What_stands_behind_the_samples_and_is_none_is_left_out(byte[] behind, int foreign)
    {
        JoinResult joined = JoinResult.Join(AudioFormat.Wav, WaveBytes.Make(s_pcm1, after: behind));

        Assert.Equal(s_pcm1, WaveBytes.Data(joined.Bytes));
        Assert.Equal(
            foreign == 0 ? [] : [$"part 1 has {foreign} byte(s) that are no audio; they were left out."],
            joined.Parts[0].Warnings);
    }

    // Of 16 bits: nobody can tell where the next sample begins.
    [Fact]
    public void What_follows_half_a_sample_is_told()
    {
        JoinResult joined = JoinResult.Join(AudioFormat.Wav, WaveBytes.Make(s_pcm1, 1001));

        Assert.Equal(s_pcm1.Take(1000), WaveBytes.Data(joined.Bytes));
        Assert.Contains(
            joined.Parts[0].Warnings, warning => warning.Contains("that are no audio; they were left out."));
    }

    [Fact]
    public void Header_repeated_inside_the_samples_does_not_become_noise()
    {
        byte[] cutInsideASample = s_pcm1.Take(1001).ToArray();
        byte[] glued =
        [
            .. WaveBytes.Make(cutInsideASample, uint.MaxValue), .. WaveBytes.Make(s_pcm2, uint.MaxValue),
            .. WaveBytes.Make(s_pcm1),
        ];

        JoinResult joined = JoinResult.Join(AudioFormat.Wav, glued);

        Assert.Equal(s_pcm1.Take(1000).Concat(s_pcm2).Concat(s_pcm1), WaveBytes.Data(joined.Bytes));
    }

    [Fact]
    public async Task Header_torn_by_the_network_is_found()
    {
        for (int samples = 1; samples <= 20; samples++)
        {
            byte[] pcm = s_pcm2.Take(2 * samples).ToArray();
            using ByteStream torn = new([.. WaveBytes.Make(pcm, uint.MaxValue), .. WaveBytes.Make(pcm, uint.MaxValue)]);
            using MemoryStream output = new();
            using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Wav, output);
            await joiner.AppendAsync(torn, "part 1");
            joiner.Complete();

            Assert.Equal(pcm.Concat(pcm), WaveBytes.Data(output.ToArray()));
        }
    }

    [Fact]
    public void Chunks_of_odd_length_are_padded_wherever_they_stand()
    {
        byte[] odd = [.. WaveBytes.ChunkHeader("LIST", 3), 1, 2, 3, 0];
        byte[] part =
        [
            .. WaveBytes.Riff(), .. odd, .. WaveBytes.Format(1, 1, 24_000, 16), .. odd,
            .. WaveBytes.ChunkHeader("data", 4), 1, 2, 3, 4, .. odd,
        ];

        Assert.Equal(
            [1, 2, 3, 4, 1, 2, 3, 4], WaveBytes.Data(JoinResult.Join(AudioFormat.Wav, [.. part, .. part]).Bytes));
    }

    [Fact]
    public void Extensible_format_is_the_plain_one()
    {
        byte[] extensible =
        [
            .. WaveBytes.Riff(), .. WaveBytes.ExtensibleFormat(1, 1, 24_000, 16), .. WaveBytes.ChunkHeader("data", 0),
            .. s_pcm2,
        ];

        JoinResult joined = JoinResult.Join(AudioFormat.Wav, WaveBytes.Make(s_pcm1), extensible);

        Assert.Equal(s_pcm1.Concat(s_pcm2), WaveBytes.Data(joined.Bytes));
    }

    [Fact]
    public void Odd_sample_bytes_are_padded()
    {
        byte[] part =
        [
            .. WaveBytes.Riff(), .. WaveBytes.Format(1, 1, 8000, 8), .. WaveBytes.ChunkHeader("data", 3), 1, 2, 3, 0,
        ];

        JoinResult joined = JoinResult.Join(AudioFormat.Wav, part, part, part);

        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3], WaveBytes.Data(joined.Bytes));
        Assert.Equal(0, joined.Bytes.Length % 2);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0xFFFFFFF8)]
    [InlineData(0xFFFFFFF7)]
    [InlineData(0xFFFFFFFF)]
    public async Task A_chunk_of_any_size_comes_to_an_end(uint size)
    {
        byte[] part = [.. WaveBytes.Riff(), .. WaveBytes.ChunkHeader("LIST", size), .. WaveBytes.Make(s_pcm1).Skip(12)];

        // On another thread: a scan that does not end gives none back.
        await Assert.ThrowsAsync<AudioFormatException>(() => Task.Run(() => JoinResult.Join(AudioFormat.Wav, part)));
    }

    // A pause of a second at such a rate fills a disk; samples without a whole byte for each channel cannot be read.
    [Theory]
    [InlineData(1, int.MaxValue, 2)]
    [InlineData(1, 768_001, 2)]
    [InlineData(33, 24_000, 66)]
    [InlineData(65_535, 24_000, 65_535)]
    [InlineData(1, 24_000, 65_534)]
    [InlineData(1, 24_000, 9)]
    [InlineData(2, 24_000, 1)]
    [InlineData(2, 24_000, 3)]
    public void Samples_that_no_recording_has_are_refused(int channels, int rate, int blockAlign)
    {
        byte[] part = WaveBytes.Make(s_pcm1);
        BitConverter.GetBytes((ushort)channels).CopyTo(part, 22);
        BitConverter.GetBytes(rate).CopyTo(part, 24);
        BitConverter.GetBytes((ushort)blockAlign).CopyTo(part, 32);

        foreach (AudioContainer container in new[] { AudioContainer.Wav, AudioContainer.Pcm })
        {
            AudioFormatException e = Assert.Throws<AudioFormatException>(() => JoinResult.Join(
                AudioFormat.Wav, new JoinOptions { Container = container }, null, part));
            Assert.Equal("part 1", e.PartName);
        }
    }

    [Fact]
    public void Other_sample_rate_is_refused_by_name()
    {
        byte[] other =
        [
            .. WaveBytes.Riff(), .. WaveBytes.Format(1, 1, 44_100, 16), .. WaveBytes.ChunkHeader("data", 4), 0, 0, 0, 0,
        ];

        AudioFormatException error = Assert.Throws<AudioFormatException>(
            () => JoinResult.Join(AudioFormat.Wav, WaveBytes.Make(s_pcm1), other));

        Assert.Contains("part 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("44100 Hz", error.Message, StringComparison.Ordinal);
        Assert.Contains("part 1 is 24000 Hz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_samples_and_missing_chunks_are_refused()
    {
        byte[] adpcm =
        [
            .. WaveBytes.Riff(), .. WaveBytes.Format(2, 1, 24_000, 16), .. WaveBytes.ChunkHeader("data", 4), 0, 0, 0, 0,
        ];
        byte[] noFormat = [.. WaveBytes.Riff(), .. WaveBytes.ChunkHeader("data", 4), 0, 0, 0, 0];
        byte[] noData = [.. WaveBytes.Riff(), .. WaveBytes.Format(1, 1, 24_000, 16)];

        Assert.All(
            [adpcm, noFormat, noData],
            part => Assert.Throws<AudioFormatException>(() => JoinResult.Join(AudioFormat.Wav, part)));
    }

    [Theory]
    [InlineData((ushort)1, (ushort)16, (byte)0)]
    [InlineData((ushort)1, (ushort)8, (byte)0x80)]
    [InlineData((ushort)7, (ushort)8, (byte)0xFF)]
    public async Task Silence_lasts_as_long_as_asked(ushort tag, ushort bits, byte silence)
    {
        byte[] part =
        [
            .. WaveBytes.Riff(), .. WaveBytes.Format(tag, 2, 8000, bits),
            .. WaveBytes.ChunkHeader("data", 4), 1, 2, 3, 4,
        ];
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Wav, output);
        Assert.Throws<InvalidOperationException>(() => joiner.AppendSilence(TimeSpan.FromSeconds(1)));
        await joiner.AppendAsync(new MemoryStream(part), "part 1");
        joiner.AppendSilence(TimeSpan.FromMilliseconds(250));
        await joiner.AppendAsync(new MemoryStream(part), "part 2");
        AudioProperties whole = joiner.Complete();

        byte[] data = WaveBytes.Data(output.ToArray());
        int samples = 4 / (bits / 8 * 2);
        Assert.Equal(samples + 2000 + samples, whole.SampleCount);
        Assert.All(data.Skip(4).Take(data.Length - 8), value => Assert.Equal(silence, value));
        Assert.Equal([1, 2, 3, 4], data.Skip(data.Length - 4));
    }

    [SkippableFact]
    public void Seeking_lands_on_the_sample()
    {
        byte[][] ten = [.. Enumerable.Range(0, 10).Select(i => AudioFixtures.Part(AudioFormat.Wav, 1 + (i % 3)))];
        byte[] joined = JoinResult.Join(AudioFormat.Wav, ten).Bytes;

        SeekAssert.LandsExactly(joined, ".wav", tolerance: 0);
    }

    /// <summary>Gives one byte at a time.</summary>
    private sealed class ByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
