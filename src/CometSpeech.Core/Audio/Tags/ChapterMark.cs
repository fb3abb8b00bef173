using System.Globalization;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>A chapter as tags tell it: a title of one line, start and end in the decoded file.</summary>
/// <param name="Title">Not empty, cleaned.</param>
/// <param name="Start">From the file's beginning.</param>
/// <param name="End">The start of the next one; of the last one the file's end.</param>
internal sealed record ChapterMark(string Title, TimeSpan Start, TimeSpan End)
{
    /// <summary>Puts titles and times together.</summary>
    /// <param name="titles">The titles in order; one that is empty becomes its number, so that a list shows it.</param>
    /// <param name="starts">Where they begin; empty while it is not known, which counts as zero.</param>
    /// <param name="length">The file's length.</param>
    public static IReadOnlyList<ChapterMark> Create(
        IReadOnlyList<string> titles, IReadOnlyList<TimeSpan> starts, TimeSpan length)
    {
        ChapterMark[] marks = new ChapterMark[titles.Count];
        for (int i = marks.Length - 1; i >= 0; i--)
        {
            TimeSpan start = i < starts.Count ? starts[i] : TimeSpan.Zero;
            string title = TagText.ToLine(titles[i]);
            marks[i] = new ChapterMark(
                title.Length > 0 ? title : (i + 1).ToString(CultureInfo.InvariantCulture),
                start,
                start > length ? start : length);
            length = start;
        }

        return marks;
    }

    /// <summary>The nearest whole millisecond, which is what tags count in.</summary>
    public static long ToMilliseconds(TimeSpan time) =>
        (time.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond;
}
