using System.Text;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>Chapters in MP4 files, which stand there twice: some players read the one kind, some the other.</summary>
public class Mp4ChapterTests
{
    private const string TextReference = "moov/trak/tref/chap";
    private const string Nero = "moov/udta/chpl";

    [SkippableTheory, InlineData(1), InlineData(4), InlineData(300), InlineData(1200)]
    public void Chapters_are_read_in_both_ways(int count)
    {
        string[] titles = [.. Enumerable.Range(1, count).Select(number => $"Глава {number}")];
        TimeSpan[] starts = [.. Enumerable.Range(0, count).Select(i => TimeSpan.FromMilliseconds(i))];
        long[] milliseconds = [.. starts.Select(ChapterMark.ToMilliseconds)];

        JoinResult joined = Mp4Sample.Join(null, titles, starts);

        AssertChapters(titles, milliseconds, joined, joined.Bytes);
        AssertChapters(titles, milliseconds, joined, Mp4Boxes.Hide(joined.Bytes, Nero));
        // Its count has one byte.
        int told = Math.Min(count, 255);
        string[] first = [.. titles.Take(told)];
        AssertChapters(
            first, [.. milliseconds.Take(told)], joined, Mp4Boxes.Hide(joined.Bytes, TextReference));
        List<(string Title, long Start)> chapters = Mp4Programs.ReadByMutagen(joined.Bytes).Chapters;
        Assert.Equal(first, chapters.Select(chapter => chapter.Title));
        Assert.All(
            chapters.Zip(starts, (chapter, start) => chapter.Start - start.TotalMilliseconds),
            late => Assert.InRange(late, -1, 1));
    }

    [SkippableFact]
    public void Titles_of_all_scripts_are_read_and_hostile_ones_become_one_line()
    {
        string[] titles =
        [
            "Größe", "第二章 變身", "Глава третья", "الفصل الرابع", "😀🏳️‍🌈", "", " \r\n\t ", "one\r\ntwo\u2028three",
            "a\0b\u0007c", "half \uD83D pair", new string('x', 10_000), new string('章', 10_000),
        ];
        string[] cleaned =
        [
            "Größe", "第二章 變身", "Глава третья", "الفصل الرابع", "😀🏳️‍🌈", "6", "7", "one two three",
            "a b c", "half \uFFFD pair", new string('x', 999) + "…", new string('章', 999) + "…",
        ];
        TimeSpan[] starts = [.. titles.Select((_, i) => TimeSpan.FromMilliseconds(i * 100))];
        long[] milliseconds = [.. starts.Select(ChapterMark.ToMilliseconds)];

        JoinResult joined = Mp4Sample.Join(null, titles, starts);

        AssertChapters(cleaned, milliseconds, joined, joined.Bytes);
        // 255 bytes, and no half of a character.
        string[] shortened = [.. cleaned.Take(10), new string('x', 255), new string('章', 85)];
        AssertChapters(shortened, milliseconds, joined, Mp4Boxes.Hide(joined.Bytes, TextReference));
        Assert.Equal(shortened, Mp4Programs.ReadByMutagen(joined.Bytes).Chapters.Select(chapter => chapter.Title));
    }

    [SkippableFact]
    public void Other_programs_list_the_chapters()
    {
        byte[] file = Mp4Sample.Join(TagSample.Tags, TagSample.Titles, TagSample.Starts).Bytes;

        string mediainfo = AudioTools.WithFile(
            file, ".m4b", path => Encoding.UTF8.GetString(AudioTools.Run("mediainfo", path).Output));
        // Two lists.
        Assert.Equal(
            2, mediainfo.Split('\n').Count(line => line.EndsWith(TagSample.Titles[1], StringComparison.Ordinal)));
        Assert.Equal(2, mediainfo.Split('\n').Count(line => line.StartsWith("00:00:01.001", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_titles_are_a_track_that_no_player_shows_by_itself()
    {
        byte[] file = Mp4Sample.Join(TagSample.Tags, TagSample.Titles, TagSample.Starts).Bytes;

        // Enabled, in the movie, in the preview; in the movie alone.
        Assert.Equal(7, Mp4Boxes.Get(file, "moov/trak/tkhd", 0)[3]);
        Assert.Equal(2, Mp4Boxes.Get(file, "moov/trak/tkhd", 1)[3]);
        Assert.Equal("text", Encoding.ASCII.GetString(Mp4Boxes.Get(file, "moov/trak/mdia/hdlr", 1), 8, 4));
        Assert.Equal([0, 0, 0, 2], Mp4Boxes.Get(file, TextReference));
        Assert.Equal(
            [
                // Version 1, four zeros, four chapters, the first one at zero.
                1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 20, .. Encoding.UTF8.GetBytes(TagSample.Titles[0]),
            ],
            Mp4Boxes.Get(file, Nero).Take(38));
        // One entry for each sample.
        Assert.Equal(
            [0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 1, 65, 0, 0, 0, 1],
            Mp4Boxes.Get(file, "moov/trak/mdia/minf/stbl/stts", 1).Take(20));
    }

    private static void AssertChapters(string[] titles, long[] starts, JoinResult joined, byte[] file)
    {
        List<(string Title, long Start, long End)> chapters = TagPrograms.ReadChapters(file, ".m4b");
        Assert.Equal(titles, chapters.Select(chapter => chapter.Title));
        Assert.Equal(starts, chapters.Select(chapter => chapter.Start));
        Assert.Equal(starts.Skip(1), chapters.Take(chapters.Count - 1).Select(chapter => chapter.End));
        long end = ChapterMark.ToMilliseconds(joined.Whole.Duration);
        Assert.InRange(chapters[chapters.Count - 1].End, end - 1, end + 1);
    }
}
