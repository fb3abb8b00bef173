using System.Globalization;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Mp4;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Tags;

/// <summary>
/// Chapters of a book of ten hours: each one's start is told as it is, and a player that jumps there hears how this
/// chapter begins, sample for sample, after a pause.
/// </summary>
public class LongBookChapterTests
{
    private const int Rate = 24_000;
    private const int Chapters = 10;

    // Parts of five minutes and something that fills no whole frame.
    private const int BodyLength = (300 * Rate) + 1234;
    private const int Bodies = (int)(10L * 3600 * Rate / BodyLength / Chapters) + 1;
    private const int OpeningLength = Rate;

    // What is heard begins so long before the chapter. The first stretch of it is left to the decoder to settle.
    private const double Before = 0.5;
    private const double Settling = 0.3;

    // Opus decoders hear a little of what was before for longer than that; mp3 ones round. Opus without SILK, at whose
    // end ffmpeg 7 complains of a time that it gave itself.
    [SkippableTheory]
    [InlineData(".mp3", "-b:a 8k", 4)]
    [InlineData(".opus", "-b:a 6k -application lowdelay", 64)]
    [InlineData(".flac", "", 0)]
    [InlineData(".wav", "-ar 8000", 0)]
    [InlineData(".m4b", "-b:a 16k -aac_pns 0", 0)]
    public async Task A_player_that_jumps_to_a_chapter_hears_its_beginning(
        string extension, string encoding, int tolerance)
    {
        AudioContainer container = AudioContainers.FromExtension(extension)!.Value;
        AudioFormat format = AudioContainers.PartsOf(container);
        string[] options = encoding.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        string partExtension = AudioFormats.GetExtension(format);
        byte[][] openings =
        [
            .. Enumerable.Range(0, Chapters)
                .Select(i => AudioTools.Encode(Tone(500 + (150 * i)), partExtension, options)),
        ];
        byte[] speech = EncodedSpeech.Pcm;
        byte[] quiet = new byte[(BodyLength * 2) - speech.Length];
        byte[] body = AudioTools.Encode([.. speech, .. quiet], partExtension, options);
        using TestFolder folder = new();
        string path = folder["book" + extension];
        List<TimeSpan> starts = [];
        AudioProperties whole;
        using (FileStream output = new(path, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            whole = await JoinAsync(output, container, openings, body, Bodies, starts);
        }

        Assert.InRange(whole.Duration.TotalHours, 10, 10.2);
        // The same beginnings and pauses without anything between them.
        using MemoryStream openingsAlone = new();
        List<TimeSpan> expectedStarts = [];
        await JoinAsync(openingsAlone, container, openings, body, 0, expectedStarts);
        short[] expected = AudioTools.Decode(openingsAlone.ToArray(), extension);
        Dictionary<string, string> ffprobe = Mp4Programs.ReadByFfprobe(path);
        for (int i = 1; i < Chapters; i++)
        {
            Assert.Equal($"Chapter {i + 1}", ffprobe[$"chapters.chapter.{i}.tags.title"]);
            double told = double.Parse(
                ffprobe[$"chapters.chapter.{i}.start_time"], CultureInfo.InvariantCulture);
            Assert.InRange(told - starts[i].TotalSeconds, -0.001, 0.001);
            short[] heard = DecodeFrom(path, told - Before);
            // What was told is a whole millisecond.
            int start = ToSamples(starts[i].TotalSeconds - told + Before, whole.SampleRate);
            int expectedStart = ToSamples(expectedStarts[i].TotalSeconds, whole.SampleRate);
            int worst = 0;
            for (int j = ToSamples(Settling, whole.SampleRate); j < heard.Length; j++)
            {
                worst = Math.Max(worst, Math.Abs(heard[j] - expected[expectedStart - start + j]));
            }

            Assert.InRange(heard.Length, whole.SampleRate * 0.999, whole.SampleRate * 1.001);
            Assert.True(worst <= tolerance, $"At chapter {i + 1} a sample is off by {worst}.");
        }
    }

    private static async Task<AudioProperties> JoinAsync(
        Stream output, AudioContainer container, byte[][] openings, byte[] body, int bodies, List<TimeSpan> starts)
    {
        JoinOptions options = new()
        {
            Container = container,
            Chapters = [.. openings.Select((_, i) => $"Chapter {i + 1}")],
        };
        using AudioJoiner joiner = AudioJoiner.Create(AudioContainers.PartsOf(container), output, options);
        foreach (byte[] opening in openings)
        {
            if (starts.Count > 0)
            {
                joiner.AppendSilence(TimeSpan.FromSeconds(1));
            }

            await joiner.AppendAsync(new MemoryStream(opening), "opening");
            starts.Add(joiner.PartStart);
            for (int i = 0; i < bodies; i++)
            {
                await joiner.AppendAsync(new MemoryStream(body), "body");
            }
        }

        return joiner.Complete(starts);
    }

    private static byte[] Tone(int frequency)
    {
        byte[] pcm = new byte[OpeningLength * 2];
        for (int i = 0; i < OpeningLength; i++)
        {
            short sample = (short)(8000 * Math.Sin(2 * Math.PI * frequency * i / Rate));
            pcm[i * 2] = (byte)sample;
            pcm[(i * 2) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }

    // A second.
    private static short[] DecodeFrom(string path, double seconds)
    {
        string place = seconds.ToString("F3", CultureInfo.InvariantCulture);
        ToolResult result = AudioTools.Run(
            "ffmpeg", "-v", "error", "-nostdin", "-ss", place, "-i", path, "-t", "1", "-map", "0:a", "-f", "s16le",
            "-");
        Assert.Equal("", result.Error);
        return AudioTools.ToSamples(result.Output);
    }

    private static int ToSamples(double seconds, int rate) => (int)Math.Round(seconds * rate);
}
