using CometSpeech.Core.Audio;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Playback.Programs;
using CometSpeech.Core.Tests.Playback.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Playback;

/// <summary>The real players, heard at a null sink.</summary>
[Collection(NullSink.Collection)]
public sealed class PlayerProgramTests(NullSink ear)
{
    // 50 ms.
    private const int LongestGap = 24_000 / 20 * 2;

    // What a busy machine breaks off is no fault of ours; what is wrong breaks off each time.
    private const int Attempts = 5;

    private static readonly AudioProperties s_part = new()
    {
        Format = AudioFormat.Pcm,
        SampleRate = 24_000,
        Channels = 1,
        SampleCount = 1,
    };

    [SkippableTheory]
    [InlineData("pw-cat")]
    [InlineData("paplay")]
    [InlineData("aplay")]
    [InlineData("ffplay")]
    [InlineData("mpv")]
    public async Task Parts_are_heard_to_the_last_sample_in_order_and_without_a_gap(string name)
    {
        Skip.IfNot(NullSink.IsInstalled, "pulseaudio is not installed.");
        string path = Environment.GetEnvironmentVariable("PATH")!;
        IPlaybackDevice[] installed = [.. PlayerPrograms.FindOn(path).Where(player => player.Name == name)];
        Skip.If(installed.Length == 0, $"{name} is not installed.");
        List<string> log = [];
        IPlaybackDevice device;
        try
        {
            device = await PlaybackSearch.FindAsync(installed, TimeProvider.System, log.Add, default);
        }
        catch (PlaybackException e) when (name == "pw-cat")
        {
            throw new SkipException($"No PipeWire of 1.2 or later plays here: {e.Message}");
        }

        string heard = "";
        for (int i = 0; i < Attempts; i++)
        {
            heard = await PlayAsync(device);
            if (heard.Length == 0)
            {
                return;
            }
        }

        Assert.Fail(heard);
    }

    /// <summary>Plays parts, of which one is late; what is wrong with what is heard, or nothing.</summary>
    private async Task<string> PlayAsync(IPlaybackDevice device)
    {
        var random = new Random(1);
        byte[][] parts = [.. Enumerable.Range(0, 4).Select(_ => Noise(random, seconds: 0.7))];
        long start = ear.Length;
        using (var player = new SoundPlayer(device, TimeProvider.System, new TestLog()))
        {
            PlaybackSink sink = player.CreateSink();
            await sink.WriteAsync(parts[0], s_part, default);
            await Task.Delay(300);
            await sink.WriteAsync(parts[1], s_part, default);
            await Task.Delay(2000);
            await sink.WriteAsync(parts[2], s_part, default);
            await sink.WriteAsync(parts[3], s_part, default);
            await sink.CompleteAsync(default, default);
        }

        long end = ear.Length;
        byte[] heard = await ear.TakeAsync(start);
        int[] at = [.. parts.Select(part => IndexOf(heard, part))];
        return at.Any(position => position < 0) ? $"Not all was heard: {string.Join(", ", at)}."
            : at[1] - at[0] - parts[0].Length is not (>= 0 and <= LongestGap) ? "A gap before the second part."
            : at[2] < at[1] + parts[1].Length ? "The third part comes before the second."
            : at[3] - at[2] - parts[2].Length is not (>= 0 and <= LongestGap) ? "A gap before the last part."
            // The recorder has what is heard a moment later.
            : start + at[3] + parts[3].Length > end + LongestGap + 9600 ? "It ended before the last sample."
            : "";
    }

    // No stretch of it is like another.
    private static byte[] Noise(Random random, double seconds)
    {
        byte[] bytes = new byte[(int)(seconds * 24_000) * 2];
        for (int i = 0; i < bytes.Length; i += 2)
        {
            int sample = random.Next(1000, 9000) * (random.Next(2) == 0 ? 1 : -1);
            bytes[i] = (byte)sample;
            bytes[i + 1] = (byte)(sample >> 8);
        }

        return bytes;
    }

    private static int IndexOf(byte[] heard, byte[] part) => heard.AsSpan().IndexOf(part);
}
