using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback.Programs;

/// <summary>
/// The players that take raw samples by their standard input, the nearest to the sound server first. All get about 0.2
/// seconds of buffer of their own: less breaks off on a busy machine, and they begin only when it is full.
/// </summary>
internal static class PlayerPrograms
{
    /// <summary>All that are known, in the order in which they are tried.</summary>
    public static IReadOnlyList<PlayerProgram> All { get; } = (PlayerProgram[])
    [
        // PipeWire. --raw came with 1.2; older ones refuse it.
        new("pw-cat", format => FormattableString.Invariant(
            $"--playback --raw --format=s16 --rate={format.SampleRate} --channels={format.Channels} ")
            + "--latency=200ms -"),
        // PulseAudio. It would gather two seconds by itself before anything is heard.
        new("paplay", format => FormattableString.Invariant(
            $"--raw --format=s16le --rate={format.SampleRate} --channels={format.Channels} --latency-msec=200")),
        // ALSA. -R is when it begins, in microseconds; by itself when its buffer is full.
        new("aplay", format => FormattableString.Invariant(
            $"-q -t raw -f S16_LE -r {format.SampleRate} -c {format.Channels} ")
            + "--buffer-time=200000 --period-time=50000 -R 100000"),
        // FFmpeg. -ch_layout is known from 5.1 on, -ac until 6. By itself it reads seconds before it plays.
        Ffplay(format => FormattableString.Invariant($"-ch_layout {LayoutOf(format.Channels)}")),
        Ffplay(format => FormattableString.Invariant($"-ac {format.Channels}")),
        new("mpv", format => "--no-config --input-terminal=no --msg-level=all=error --no-video --cache=no "
            + "--demuxer-thread=no --audio-buffer=0.5 --demuxer=rawaudio --demuxer-rawaudio-format=s16le "
            + FormattableString.Invariant(
                $"--demuxer-rawaudio-rate={format.SampleRate} --demuxer-rawaudio-channels={format.Channels} -")),
    ];

    /// <summary>The players that are in the folders of a search path, as <c>PATH</c> is one.</summary>
    public static IPlaybackDevice[] FindOn(string searchPath)
    {
        string[] folders = searchPath.Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. All.Select(program => (program, Path: Find(program.Name, folders)))
                .Where(found => found.Path is not null)
                .Select(found => new PlayerDevice(found.program, found.Path!, TimeProvider.System)),
        ];
    }

    private static PlayerProgram Ffplay(Func<PcmFormat, string> getChannels) =>
        new("ffplay", format => "-nodisp -autoexit -loglevel error -nostats -probesize 32 -analyzeduration 0 "
            + FormattableString.Invariant($"-f s16le -ar {format.SampleRate} {getChannels(format)} -i -"))
        {
            // It ends with 0 where no device could be opened.
            FailureText = "audio open failed",
            // It ends when it has handed its last sample on, and the device plays a buffer less.
            UnheardEnd = TimeSpan.FromMilliseconds(200),
        };

    private static string LayoutOf(int channels) => channels switch
    {
        1 => "mono",
        2 => "stereo",
        _ => FormattableString.Invariant($"{channels}c"),
    };

    private static string? Find(string name, string[] folders) =>
        folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
