using System.Globalization;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>Plain samples with a header where there was none, and without the one that was there.</summary>
public class ContainerTests
{
    private static readonly byte[][] s_samples = AudioFixtures.Parts(AudioFormat.Pcm);

    [Fact]
    public async Task Raw_samples_in_a_wav_file_are_what_other_programs_read()
    {
        (byte[] file, AudioProperties whole) =
            await JoinAsync(AudioFormat.Pcm, AudioContainer.Wav, s_samples, pause: 0.5);

        byte[] silence = new byte[24_000];
        byte[] expected = [.. s_samples[0], .. silence, .. s_samples[1], .. silence, .. s_samples[2]];
        Assert.Equal(expected, WaveBytes.Data(file));
        Assert.Equal((AudioFormat.Wav, 24_000, 1), (whole.Format, whole.SampleRate, whole.Channels));
        Assert.Equal(expected.Length / 2, whole.SampleCount);
        Assert.Empty(whole.Warnings);
    }

    [SkippableFact]
    public async Task Raw_samples_in_a_wav_file_are_read_by_ffmpeg()
    {
        (byte[] file, _) = await JoinAsync(AudioFormat.Pcm, AudioContainer.Wav, s_samples);

        byte[] samples = [.. s_samples.SelectMany(part => part)];
        Assert.Equal(AudioTools.Decode(samples, ".pcm"), AudioTools.Decode(file, ".wav"));
        Assert.Equal(
            AudioFixtures.SampleCounts.Sum() / 24_000.0, AudioTools.ProbeDuration(file, ".wav"), precision: 5);
        const string entries = "stream=codec_name,sample_rate,channels";
        ToolResult probe = AudioTools.WithFile(
            file,
            ".wav",
            path => AudioTools.Run("ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv=p=0", path));
        Assert.Equal("pcm_s16le,24000,1", Encoding.ASCII.GetString(probe.Output).Trim());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_samples_of_wav_files_stand_alone_in_a_pcm_file(bool streamed)
    {
        (byte[] file, AudioProperties whole) =
            await JoinAsync(AudioFormat.Wav, AudioContainer.Pcm, AudioFixtures.Parts(AudioFormat.Wav, streamed));

        Assert.Equal(s_samples.SelectMany(part => part), file);
        Assert.Equal(AudioFormat.Pcm, whole.Format);
        Assert.Empty(whole.Warnings);
    }

    [Fact]
    public async Task What_a_pcm_file_does_not_tell_is_a_warning()
    {
        byte[] format = WaveBytes.Format(1, 2, 44_100, 8);
        byte[] part = [.. WaveBytes.Riff(), .. format, .. WaveBytes.ChunkHeader("data", 4), 1, 2, 3, 4];

        (byte[] file, AudioProperties whole) =
            await JoinAsync(AudioFormat.Wav, AudioContainer.Pcm, [part, part], pause: 1 / 44_100.0);

        Assert.Equal([1, 2, 3, 4, 0x80, 0x80, 1, 2, 3, 4], file);
        Assert.Contains("44100 Hz, 2 channel(s), 8 bits", Assert.Single(whole.Warnings), StringComparison.Ordinal);
    }

    private static async Task<(byte[] File, AudioProperties Whole)> JoinAsync(
        AudioFormat parts, AudioContainer container, byte[][] bytes, double pause = 0)
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(parts, output, new JoinOptions { Container = container });
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
            {
                joiner.AppendSilence(TimeSpan.FromTicks((long)(pause * TimeSpan.TicksPerSecond)));
            }

            string name = "part " + i.ToString(CultureInfo.InvariantCulture);
            await joiner.AppendAsync(new MemoryStream(bytes[i]), name);
        }

        AudioProperties whole = joiner.Complete();
        return (output.ToArray(), whole);
    }
}
