using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;

namespace CometSpeech.Core.Tests.Captions.Support;

/// <summary>Parts whose speech and pauses are known, and captions of them.</summary>
internal static class SpokenParts
{
    public const double Step = 0.01;

    /// <summary>A curve of speech and pauses in turn, in seconds; it begins with a pause, which may be 0.</summary>
    public static LevelCurve Curve(params double[] seconds)
    {
        List<float> levels = [];
        for (int i = 0; i < seconds.Length; i++)
        {
            int count = (int)Math.Round(seconds[i] / Step);
            // Speech goes up and down by some decibels.
            levels.AddRange(Enumerable.Range(0, count).Select(k => i % 2 == 0 ? -85f : -20f - (k % 7)));
        }

        return new LevelCurve([.. levels], levels.Count, Step, Step / 2);
    }

    public static double Length(LevelCurve curve) => curve.Count * Step;

    /// <summary>The cues of one part that fills a file.</summary>
    public static List<Cue> Cues(Segment segment, LevelCurve? levels, double seconds, TextRange? range = null)
    {
        var cues = new CollectedCues();
        using var track = new CaptionTrack([cues]);
        TimeSpan end = Seconds(seconds);
        track.Add(new CaptionPart(
            segment,
            range ?? new TextRange(0, segment.Text.Length),
            levels,
            TimeSpan.Zero,
            TimeSpan.Zero,
            end));
        track.Complete(end);
        return cues.Cues;
    }

    /// <summary>A time to the tick; .NET Framework's own rounds to milliseconds.</summary>
    public static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));

    public static Segment Segment(string text) => new(text, "alloy", "tts-1");

    /// <summary>All text of cues without white space and controls.</summary>
    public static string Squeeze(IEnumerable<Cue> cues) =>
        Squeeze(string.Concat(cues.SelectMany(cue => cue.Lines)));

    public static string Squeeze(string text) =>
        string.Concat(text.Where(unit => !char.IsWhiteSpace(unit) && !char.IsControl(unit)));
}
