namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>Options of ffmpeg's libopus: kinds of coding, bitrates, lengths of frames, channels.</summary>
internal static class OpusSettings
{
    /// <summary>With speech coding alone, with both (hybrid), and without it (CELT).</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "-application voip -b:a 12k",
        "-application voip -b:a 12k -frame_duration 10",
        "-application voip -b:a 16k",
        "-application voip -b:a 16k -frame_duration 60",
        "-application voip -b:a 24k",
        "-application voip -b:a 24k -vbr off -frame_duration 40",
        "-application voip -b:a 24k -frame_duration 60",
        "-application voip -b:a 24k -fec 1 -packet_loss 20",
        "-application voip -b:a 32k -vbr off",
        "-application voip -b:a 16k -ac 2",
        "-application voip -b:a 24k -ac 2",
        "-application voip -b:a 24k -ac 2 -frame_duration 60",
        "-application audio -b:a 24k",
        "-application audio -b:a 48k",
        "-application audio -b:a 48k -ac 2",
        "-application audio -b:a 64k",
        "-application audio -b:a 64k -vbr off",
        "-application audio -b:a 64k -frame_duration 2.5",
        "-application audio -b:a 64k -frame_duration 5",
        "-application audio -b:a 64k -frame_duration 10 -ac 2",
        "-application audio -b:a 96k",
        "-application audio -b:a 96k -ac 2",
        "-application audio -b:a 96k -ac 2 -vbr off",
        "-application lowdelay -b:a 32k",
        "-application lowdelay -b:a 64k -frame_duration 2.5",
        "-application lowdelay -b:a 64k -ac 2 -frame_duration 10",
        "-application lowdelay -b:a 96k -frame_duration 5",
    ];

    /// <summary>The same as rows of a theory.</summary>
    public static TheoryData<string> Rows => [.. All];

    /// <summary>As arguments.</summary>
    public static string[] Split(string options) => ["-c:a", "libopus", .. options.Split(' ')];
}
