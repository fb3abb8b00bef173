using System.Runtime.InteropServices;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Playback.Windows;

namespace CometSpeech.Core.Tests.Playback;

/// <summary>The loudspeaker of a machine with Windows, or of Wine.</summary>
public sealed class WaveOutTests
{
    // A tenth of a second of a tone that is as good as silent.
    private static readonly byte[] s_slice =
        [.. Enumerable.Range(0, 2400).SelectMany(i => BitConverter.GetBytes((short)(10 * Math.Sin(i * Math.PI / 12))))];

    [SkippableFact]
    public async Task It_plays_to_the_end()
    {
        using IPlaybackStream stream = Open();
        for (int i = 0; i < 30; i++)
        {
            await stream.WriteAsync(s_slice, default);
        }

        await stream.DrainAsync(default);
    }

    [SkippableFact]
    public async Task It_is_stopped_while_it_waits_for_room()
    {
        using var stop = new CancellationTokenSource();
        using IPlaybackStream stream = Open();
        Task writing = WriteForEverAsync();
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        async Task WriteForEverAsync()
        {
            while (true)
            {
                await stream.WriteAsync(s_slice, stop.Token);
            }
        }
    }

    [SkippableFact]
    public async Task Disposed_while_it_plays_it_takes_no_more()
    {
        IPlaybackStream stream = Open();
        await stream.WriteAsync(s_slice, default);
        stream.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.WriteAsync(s_slice, default));
    }

    private static IPlaybackStream Open()
    {
        Skip.IfNot(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "waveOut is Windows' own.");
        try
        {
            return new WaveOutDevice().Open(PcmFormat.Default);
        }
        catch (PlaybackException e)
        {
            throw new SkipException($"No loudspeaker here: {e.Message}");
        }
    }
}
