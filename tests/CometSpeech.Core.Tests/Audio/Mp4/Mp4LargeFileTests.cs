using System.Globalization;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>A file of more than 4 GiB, whose sizes and offsets do not fit in 32 bits.</summary>
public class Mp4LargeFileTests
{
    private const long FourGiB = 1L << 32;

    [SkippableFact]
    public async Task Sound_and_chapters_beyond_4_GiB_are_found()
    {
        Skip.If(
            Environment.OSVersion.Platform == PlatformID.Win32NT, "Where a file has no holes, it would take 4 GiB.");
        byte[] part = AudioFixtures.Part(AudioFormat.Aac, 1);
        byte[] silence = MakeLargestSilence(part);
        long count = (FourGiB / (silence.Length - 7)) + 1;
        JoinOptions m4b = new() { Container = AudioContainer.M4b, Chapters = ["Silence", "Speech"] };
        using TestFolder folder = new();
        TimeSpan start;
        AudioProperties whole;
        using (FileStream file = new(folder["large.m4b"], FileMode.CreateNew, FileAccess.ReadWrite))
        using (HoledStream output = new(file, 1024 * 1024, FourGiB - (1024 * 1024)))
        using (AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, output, m4b))
        {
            // Several frames at once: a stream reads no more than its pattern.
            byte[] pattern = [.. Enumerable.Repeat(silence, 32).SelectMany(frame => frame)];
            await joiner.AppendAsync(new EndlessStream([], pattern, count * silence.Length), "silence");
            await joiner.AppendAsync(new MemoryStream(part), "speech");
            start = joiner.PartStart;
            whole = joiner.Complete([TimeSpan.Zero, start]);
        }

        Dictionary<string, string> ffprobe = Mp4Programs.ReadByFfprobe(folder["large.m4b"]);
        Assert.Equal(
            whole.Duration.TotalSeconds, double.Parse(ffprobe["format.duration"], CultureInfo.InvariantCulture), 3);
        Assert.Equal("Speech", ffprobe["chapters.chapter.1.tags.title"]);
        Assert.Equal(
            start.TotalSeconds,
            double.Parse(ffprobe["chapters.chapter.1.start_time"], CultureInfo.InvariantCulture),
            3);

        // The speech, as it is heard behind a single one of these frames.
        JoinOptions m4a = new() { Container = AudioContainer.M4a };
        byte[] small = JoinResult.Join(AudioFormat.Aac, m4a, null, [.. silence, .. silence], part).Bytes;
        short[] expected = AudioTools.Decode(small, ".m4a");
        int settled = 2048;
        // From a whole millisecond before it on: the start is a whole sample only.
        double place = Math.Floor(start.TotalMilliseconds) / 1000;
        int before = (int)Math.Round((start.TotalSeconds - place) * 24_000);
        ToolResult heard = AudioTools.Run(
            "ffmpeg", "-v", "error", "-nostdin", "-ss", place.ToString("F3", CultureInfo.InvariantCulture), "-i",
            folder["large.m4b"], "-map", "0:a", "-f", "s16le", "-");
        Assert.Equal("", heard.Error);
        short[] decoded = new short[heard.Output.Length / 2];
        Buffer.BlockCopy(heard.Output, 0, decoded, 0, decoded.Length * 2);
        Assert.Equal(expected.Skip(2048 - before + settled), decoded.Skip(settled));
    }

    // Frames of one kind with the part's, as large as ADTS can have them: a silent block, then zeros, which stand
    // outside of it.
    private static byte[] MakeLargestSilence(byte[] part)
    {
        byte[] frame = new byte[8191];
        part.AsSpan(0, 7).CopyTo(frame);
        frame[10] = 7;
        return AdtsFrames.SetLength(frame);
    }
}
