using System.Globalization;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Running;

namespace CometSpeech.Running;

/// <summary>
/// The words of the progress bars. A console of 40 columns shows some thirty characters of them, so what matters most
/// stands first.
/// </summary>
internal static class ProgressText
{
    /// <summary>The title of the run's bar: what is longer takes the place of the numbers.</summary>
    public const string Activity = "Speech";

    // What is shorter flashes up between two requests and is gone before it can be read.
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);

    /// <summary>Whether the run has several files, so that the one at hand gets a bar of its own.</summary>
    public static bool HasFileBar(RunProgress progress) =>
        progress.CurrentName is not null && (progress.Targets > 1 || !progress.AllKnown);

    /// <summary>Whether a wait is worth a word.</summary>
    public static bool IsShown(RequestWait? wait) => wait?.Left >= s_shortestWait;

    /// <summary>Where the run stands, what was heard of the file at hand, and what it waits for.</summary>
    public static string DescribeRun(RunProgress progress, RequestWait? wait, TimeSpan? heard = null)
    {
        string text = heard is { } time ? DescribeHeard(progress, time) : DescribeRun(progress);
        return IsShown(wait)
            ? $"waiting {Describe(wait!.Left)} ({(wait.IsForLimit ? "limit" : "retry")}), {text}"
            : text;
    }

    /// <summary>Where the file at hand stands.</summary>
    public static string DescribeFile(RunProgress progress) =>
        progress.CurrentChunksDone == progress.CurrentChunks
            ? $"joining {Counted.Of(progress.CurrentChunks, "chunk", "chunks")}"
            : OfAll(progress.CurrentChunksDone, progress.CurrentChunks, "chunk", "chunks");

    // How long the whole will be is known when all of it is there.
    private static string DescribeHeard(RunProgress progress, TimeSpan heard) =>
        progress.CurrentChunksDone < progress.CurrentChunks || progress.CurrentName is null
            ? $"heard {Clock(heard)}, {DescribeRun(progress)}"
            // A pause that was put in is heard, too.
            : $"heard {Clock(heard)} of {Clock(heard > progress.CurrentDuration ? heard : progress.CurrentDuration)}, "
                + DescribeCharacters(progress);

    private static string Clock(TimeSpan time) => time.TotalHours < 1
        ? string.Format(CultureInfo.InvariantCulture, "{0:mm\\:ss}", time)
        : string.Format(CultureInfo.InvariantCulture, "{0}:{1:mm\\:ss}", (int)time.TotalHours, time);

    private static string DescribeRun(RunProgress progress)
    {
        // While records still come in, what is left is unknown, and a share of what is known would mislead.
        if (!progress.AllKnown)
        {
            return $"{Counted.Of(progress.TargetsDone, "file", "files")}, "
                + $"{Counted.Of(progress.CharactersDone, "character", "characters")} so far";
        }

        string first = progress.Targets == 1 && progress.CurrentName is not null
            ? DescribeFile(progress)
            : OfAll(progress.TargetsDone, progress.Targets, "file", "files");
        return $"{first}, {DescribeCharacters(progress)}";
    }

    private static string DescribeCharacters(RunProgress progress) =>
        OfAll(progress.CharactersDone, progress.Characters, "character", "characters");

    private static string OfAll(long done, long all, string singular, string plural) =>
        string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1}", done, Counted.Of(all, singular, plural));

    private static string Describe(TimeSpan time) => time.TotalSeconds <= 120
        ? $"{Math.Ceiling(time.TotalSeconds):0} s"
        : $"{Math.Ceiling(time.TotalMinutes):0} min";
}
