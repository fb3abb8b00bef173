using System.Globalization;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>A cue of a caption file.</summary>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Text">Its lines, with a space between them.</param>
internal sealed record CaptionCue(double Start, double End, string Text)
{
    private const string Arrow = " --> ";

    /// <summary>Reads a file in SRT or WebVTT: blocks with a line of times, and lines of text behind it.</summary>
    public static List<CaptionCue> Read(string path)
    {
        List<CaptionCue> cues = [];
        foreach (string block in File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n\n"))
        {
            string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            int times = Array.FindIndex(lines, line => line.Contains(Arrow, StringComparison.Ordinal));
            if (times >= 0)
            {
                string[] ends = lines[times].Replace(',', '.').Split(Arrow);
                cues.Add(new CaptionCue(
                    ToSeconds(ends[0]), ToSeconds(ends[1]), string.Join(' ', lines.Skip(times + 1))));
            }
        }

        return cues;
    }

    private static double ToSeconds(string time) =>
        TimeSpan.ParseExact(
            time.Length > "00:00.000".Length ? time : "00:" + time,
            @"hh\:mm\:ss\.fff",
            CultureInfo.InvariantCulture).TotalSeconds;
}
