using System.Diagnostics;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Core.Audio;

namespace CometSpeech.Benchmarks;

/// <summary>
/// Joins about 200 MB of parts from disk to disk, beside <c>cat</c>, ffmpeg's concat demuxer, and a loop that copies
/// the same bytes; and with what a book has: pauses, chapters and tags. What the join allocates in all is an upper
/// bound of what its memory can grow by.
/// </summary>
internal sealed class JoinMeasurement : Measurement
{
    private const int Rounds = 9;

    private const string Join = "join";
    private const string JoinBook = "book";
    private const string Copy = "copy";
    private const string Cat = "cat";
    private const string Ffmpeg = "ffmpeg";

    // The limit of a join in times of the copy: what reading every frame may cost beside moving bytes.
    private static readonly (AudioContainer Container, string Name, double Limit)[] s_containers =
    [
        (AudioContainer.Mp3, "mp3", 2.5),
        (AudioContainer.Ogg, "opus", 4),
        (AudioContainer.Adts, "aac", 2),
        (AudioContainer.M4b, "m4b", 1.5),
        (AudioContainer.Flac, "flac", 7),
        (AudioContainer.Wav, "wav", 2),
        (AudioContainer.Pcm, "pcm", 2),
    ];

    public override string Name => "join";

    public override string Help => "Joins of 200 MB in each format, beside cat, ffmpeg's concat demuxer and a copy.";

    protected override async Task MeasureAsync(string[] args)
    {
        long bytes = IsQuick(args) ? 20_000_000 : 200_000_000;
        MarkdownTable table = new(
            $"{bytes / 1_000_000} MB", "join", "with pauses, chapters, tags: ratio", "`cat`, ratio", "ffmpeg, ratio",
            "copy, ratio", "allocated");
        foreach ((AudioContainer container, string name, double limit) in s_containers)
        {
            string folder = Directory.CreateTempSubdirectory("CometSpeech-join-").FullName;
            try
            {
                JoinScene scene = new(container, folder, bytes);
                await MeasureAsync(table, scene, name, limit, IsQuick(args) ? 3 : Rounds);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Write(table);
    }

    private async Task MeasureAsync(MarkdownTable table, JoinScene scene, string name, double limit, int rounds)
    {
        Contest<double> contest = new();
        contest.Add(Join, () => TimeAsync(scene.JoinAsync));
        contest.Add(JoinBook, () => TimeAsync(scene.JoinBookAsync));
        contest.Add(Copy, () => TimeAsync(scene.CopyAsync));
        contest.Add(Cat, () => Task.FromResult(scene.TimeCat()));
        if (scene.CanFfmpeg)
        {
            contest.Add(Ffmpeg, () => Task.FromResult(scene.TimeFfmpeg()));
        }

        await contest.RunAsync(2, rounds);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await scene.JoinAsync();
        double allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        double join = contest.Median(Join, time => time);
        table.Add(
            name,
            Tables.Milliseconds(join),
            Tables.Ratio(contest, JoinBook, Join),
            Tables.Ratio(contest, Cat, Join),
            Tables.Ratio(contest, Ffmpeg, Join),
            Tables.Ratio(contest, Copy, Join),
            Tables.Mebibytes(allocated));
        double copies = join / contest.Median(Copy, time => time);
        Judge(copies <= limit, $"{name}: {copies:0.00} times the copy (at most {limit})");
        // However long the book.
        Judge(allocated <= 16 * 1024 * 1024, $"{name}: {Tables.Mebibytes(allocated)} allocated (at most 16)");
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
