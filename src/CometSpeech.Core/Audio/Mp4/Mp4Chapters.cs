using System.Text;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// The chapters of an MP4 file: titles, starts, and the samples of the text track that some players read them from.
/// </summary>
internal sealed class Mp4Chapters
{
    // The encoding of the text: UTF-8 (QuickTime File Format, Text Sample Extensions).
    private static readonly byte[] s_encoding = [0, 0, 0, 12, (byte)'e', (byte)'n', (byte)'c', (byte)'d', 0, 0, 1, 0];

    private Mp4Chapters(IReadOnlyList<ChapterMark> marks, long position)
    {
        Titles = marks.Select(mark => Encoding.UTF8.GetBytes(mark.Title)).ToArray();
        // The first one begins with the file: players take no other beginning.
        Starts = marks.Skip(1).Select(mark => mark.Start).Prepend(TimeSpan.Zero).ToArray();
        // Between the rounded times, so that rounding does not add up.
        Durations =
            marks.Select((mark, i) => Mp4Movie.ToTime(mark.End) - Mp4Movie.ToTime(Starts[i])).ToArray();
        Position = position;
    }

    /// <summary>The titles in UTF-8, each of one line and not empty.</summary>
    public IReadOnlyList<byte[]> Titles { get; }

    /// <summary>Where they begin; the first one at zero.</summary>
    public IReadOnlyList<TimeSpan> Starts { get; }

    /// <summary>How long they last, in the movie's time.</summary>
    public IReadOnlyList<long> Durations { get; }

    /// <summary>Where the first text sample lies, from the file's beginning; the others follow.</summary>
    public long Position { get; }

    /// <summary>Writes the text samples, which belong to the media data.</summary>
    public static Mp4Chapters WriteSamples(IReadOnlyList<ChapterMark> marks, OutputWriter output)
    {
        Mp4Chapters chapters = new(marks, output.Position);
        foreach (byte[] title in chapters.Titles)
        {
            // The text's length in 16 bits, the text, its encoding (QuickTime File Format, Text Media).
            output.Write([(byte)(title.Length >> 8), (byte)title.Length]);
            output.Write(title);
            output.Write(s_encoding);
        }

        return chapters;
    }

    /// <summary>The bytes of a text sample.</summary>
    public int GetSize(int index) => 2 + Titles[index].Length + s_encoding.Length;
}
