using System.Text;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// The chapters of an MP4 file: titles, starts, and the samples of the text track that some players read them from.
/// </summary>
internal sealed class Mp4Chapters
{
    /// <summary>Units a second of a movie's time, and of these starts.</summary>
    public const int TimeScale = 1000;

    // A text sample's length has 16 bits (QuickTime File Format, Text Media); no reader needs that much.
    private const int MaxTitleBytes = 1024;

    // The encoding of the text: UTF-8 (QuickTime File Format, Text Sample Extensions).
    private static readonly byte[] s_encoding = [0, 0, 0, 12, (byte)'e', (byte)'n', (byte)'c', (byte)'d', 0, 0, 1, 0];

    private Mp4Chapters(byte[][] titles, TimeSpan[] starts, int[] durations, int[] sizes, long position)
    {
        Titles = titles;
        Starts = starts;
        Durations = durations;
        Sizes = sizes;
        Position = position;
    }

    /// <summary>The titles in UTF-8.</summary>
    public byte[][] Titles { get; }

    /// <summary>Where they begin; the first one at zero.</summary>
    public TimeSpan[] Starts { get; }

    /// <summary>How long they last, in milliseconds.</summary>
    public int[] Durations { get; }

    /// <summary>The sizes of the text samples in bytes.</summary>
    public int[] Sizes { get; }

    /// <summary>Where the first text sample lies, from the file's beginning; the others follow.</summary>
    public long Position { get; }

    /// <summary>Writes the text samples, which belong to the media data.</summary>
    /// <param name="titles">What the chapters are called.</param>
    /// <param name="starts">Where they begin, ascending.</param>
    /// <param name="length">Where the last one ends.</param>
    /// <param name="output">Where the samples go.</param>
    public static Mp4Chapters Write(
        IReadOnlyList<string> titles, IReadOnlyList<TimeSpan> starts, TimeSpan length, OutputWriter output)
    {
        long position = output.Position;
        byte[][] texts = [.. titles.Select(title => Shorten(Encoding.UTF8.GetBytes(title), MaxTitleBytes))];
        foreach (byte[] text in texts)
        {
            output.Write([(byte)(text.Length >> 8), (byte)text.Length]);
            output.Write(text);
            output.Write(s_encoding);
        }

        // The first one begins with the file: players take no other beginning.
        TimeSpan[] times = [.. starts.Select((start, index) => index == 0 ? TimeSpan.Zero : start)];
        long[] ends = [.. times.Skip(1).Append(length).Select(ToTime)];
        return new Mp4Chapters(
            texts,
            times,
            [.. ends.Select((end, index) => (int)Math.Max(0, end - ToTime(times[index])))],
            [.. texts.Select(text => 2 + text.Length + s_encoding.Length)],
            position);
    }

    /// <summary>A time in units of <see cref="TimeScale"/>.</summary>
    public static long ToTime(TimeSpan time) => (long)Math.Round(time.TotalSeconds * TimeScale);

    /// <summary>A text in UTF-8, cut between two characters where it is longer.</summary>
    public static byte[] Shorten(byte[] utf8, int maxBytes)
    {
        int length = Math.Min(utf8.Length, maxBytes);
        while (length < utf8.Length && (utf8[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return length == utf8.Length ? utf8 : utf8.AsSpan(0, length).ToArray();
    }
}
