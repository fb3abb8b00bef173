using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Tags;

/// <summary>What other programs read of the chapters that joined files have.</summary>
public class ChapterReadBackTests
{
    public static TheoryData<AudioFormat> Formats => [.. TagSample.Formats];

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Ffprobe_reads_titles_and_times(AudioFormat format)
    {
        JoinResult joined = TagSample.Join(format, TagSample.Tags, TagSample.Titles);

        AssertChapters(TagSample.Titles, TagSample.StartMilliseconds, joined, format);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Chapters_need_no_tags(AudioFormat format)
    {
        JoinResult joined = TagSample.Join(format, null, TagSample.Titles);

        AssertChapters(TagSample.Titles, TagSample.StartMilliseconds, joined, format);
        Assert.False(TagPrograms.ReadByFfprobe(joined.Bytes, GetExtension(format)).ContainsKey("title"));
    }

    [SkippableTheory, InlineData(AudioFormat.Opus), InlineData(AudioFormat.Flac)]
    public void Exiftool_reads_chapters_of_comments(AudioFormat format)
    {
        byte[] joined = TagSample.Join(format, null, TagSample.Titles).Bytes;

        Dictionary<string, string> fields = TagPrograms.ReadByExiftool(joined, GetExtension(format));

        Assert.Equal("00:00:01.001", fields["Vorbis:Chapter003"]);
        Assert.Equal(TagSample.Titles[2], fields["Vorbis:Chapter003name"]);
    }

    [Theory, InlineData(AudioFormat.Mp3), InlineData(AudioFormat.Wav)]
    public void TagLibSharp_reads_chapters_of_id3(AudioFormat format)
    {
        JoinResult joined = TagSample.Join(format, TagSample.Tags, TagSample.Titles);

        AudioTools.WithFile(joined.Bytes, GetExtension(format), path =>
        {
            using TagLib.File file = TagLib.File.Create(path);
            TagLib.Id3v2.Tag tag = (TagLib.Id3v2.Tag)file.GetTag(TagLib.TagTypes.Id3v2);
            TagLib.Id3v2.ChapterFrame[] chapters = [.. tag.GetFrames<TagLib.Id3v2.ChapterFrame>()];
            Assert.Equal(TagSample.StartMilliseconds, chapters.Select(chapter => (long)chapter.StartMilliseconds));
            Assert.Equal(
                [.. TagSample.StartMilliseconds.Skip(1), ToMilliseconds(joined.Whole.Duration)],
                chapters.Select(chapter => (long)chapter.EndMilliseconds));
            TagLib.Id3v2.TableOfContentsFrame contents = Assert.Single(
                tag.GetFrames<TagLib.Id3v2.TableOfContentsFrame>());
            Assert.True(contents.IsTopLevel && contents.IsOrdered);
            Assert.Equal(chapters.Select(chapter => chapter.Id), contents.ChapterIds);
            return path;
        });
    }

    [SkippableTheory]
    [InlineData(AudioFormat.Mp3, 300), InlineData(AudioFormat.Wav, 300)]
    [InlineData(AudioFormat.Opus, 300), InlineData(AudioFormat.Flac, 300)]
    [InlineData(AudioFormat.Mp3, 1200), InlineData(AudioFormat.Wav, 1200)]
    [InlineData(AudioFormat.Opus, 1200), InlineData(AudioFormat.Flac, 1200)]
    public void Hundreds_of_chapters_are_read(AudioFormat format, int count)
    {
        string[] titles = [.. Enumerable.Range(1, count).Select(number => $"Глава {number}")];
        TimeSpan[] starts = [.. Enumerable.Range(0, count).Select(i => TimeSpan.FromTicks(i * 15_000L))];
        bool isVorbis = format is AudioFormat.Opus or AudioFormat.Flac;
        int told = isVorbis ? Math.Min(count, 999) : count;

        JoinResult joined = TagSample.Join(format, TagSample.Tags, titles, starts);

        AssertChapters(
            [.. titles.Take(told)], [.. starts.Take(told).Select(ToMilliseconds)], joined, format);
        if (told < count)
        {
            string warning = Assert.Single(joined.Whole.Warnings);
            Assert.Contains("1200", warning, StringComparison.Ordinal);
            Assert.Contains("999", warning, StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty(joined.Whole.Warnings);
        }
    }

    [SkippableTheory, InlineData(255), InlineData(256), InlineData(1200)]
    public void Tables_of_contents_hold_255_entries_each_and_all_chapters_in_order(int count)
    {
        string[] titles = [.. Enumerable.Range(1, count).Select(number => $"{number}")];
        JoinResult joined = TagSample.Join(AudioFormat.Mp3, null, titles, new TimeSpan[count]);

        Dictionary<string, string> fields = TagPrograms.ReadByMutagen(joined.Bytes, ".mp3");

        Assert.Equal("255", fields["largest"]);
        Assert.Equal(string.Join(" ", Enumerable.Range(0, count).Select(i => $"chp{i}")), fields["order"]);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Hostile_titles_become_one_line(AudioFormat format)
    {
        string[] titles =
        [
            "", " \r\n\t ", new string('x', 10_000), "😀🏳️‍🌈", "\u202Eעברית\u202C", "a\0b\u0007c\u0085d",
            "one\r\ntwo\u2028three", "half \uD83D pair \uDE00", "=CHAPTER001=00:00:00.000",
        ];
        TimeSpan[] starts = [.. titles.Select((_, i) => TimeSpan.FromMilliseconds(i * 100))];

        JoinResult joined = TagSample.Join(format, TagSample.Tags, titles, starts);

        string[] cleaned =
        [
            "1", "2", new string('x', 999) + "…", "😀🏳️‍🌈", "\u202Eעברית\u202C", "a b c d", "one two three",
            "half \uFFFD pair \uFFFD", "=CHAPTER001=00:00:00.000",
        ];
        AssertChapters(cleaned, [.. starts.Select(ToMilliseconds)], joined, format);
    }

    [SkippableFact]
    public void Chapters_that_begin_after_99_hours_are_told_as_far_as_the_format_can()
    {
        TimeSpan[] starts =
            [TimeSpan.Zero, new(0, 99, 59, 59, 999), TimeSpan.FromHours(100), TimeSpan.FromHours(2000)];
        foreach (AudioFormat format in TagSample.Formats)
        {
            JoinResult joined = TagSample.Join(format, TagSample.Tags, TagSample.Titles, starts);

            bool isVorbis = format is AudioFormat.Opus or AudioFormat.Flac;
            List<(string Title, long Start, long End)> chapters =
                TagPrograms.ReadChapters(joined.Bytes, GetExtension(format));
            // Beyond 2^32 samples or milliseconds, 49 days, nothing can be told; ID3 keeps the order.
            Assert.Equal(isVorbis ? 2 : 4, chapters.Count);
            Assert.Equal(359_999_999, chapters[1].Start);
            Assert.Equal(isVorbis ? 1 : 0, joined.Whole.Warnings.Count);
            Assert.Equal(
                AudioTools.Decode(TagSample.Join(format, null).Bytes, GetExtension(format)),
                AudioTools.Decode(joined.Bytes, GetExtension(format)));
        }
    }

    [Fact]
    public async Task Chapters_fit_an_output_that_begins_anywhere()
    {
        foreach (AudioFormat format in TagSample.Formats)
        {
            using MemoryStream output = new();
            output.Write(new byte[100], 0, 100);
            JoinOptions options = new() { Tags = TagSample.Tags, Chapters = TagSample.Titles };
            using AudioJoiner joiner = AudioJoiner.Create(format, output, options);
            foreach (byte[] part in AudioFixtures.Parts(format))
            {
                await joiner.AppendAsync(new MemoryStream(part), "part");
            }

            joiner.Complete(TagSample.Starts);

            Assert.Equal(output.Length, output.Position);
            Assert.Equal(
                TagSample.Join(format, TagSample.Tags, TagSample.Titles).Bytes, output.ToArray().Skip(100));
        }
    }

    private static void AssertChapters(
        string[] titles, long[] starts, JoinResult joined, AudioFormat format)
    {
        List<(string Title, long Start, long End)> chapters =
            TagPrograms.ReadChapters(joined.Bytes, GetExtension(format));
        Assert.Equal(titles, chapters.Select(chapter => chapter.Title));
        Assert.Equal(starts, chapters.Select(chapter => chapter.Start));
        Assert.Equal(starts.Skip(1), chapters.Take(chapters.Count - 1).Select(chapter => chapter.End));
        // Of an Opus file ffprobe counts the pre-skip in, 6.5 ms.
        long end = ToMilliseconds(joined.Whole.Duration);
        Assert.InRange(chapters[chapters.Count - 1].End, end - 1, format == AudioFormat.Opus ? end + 7 : end + 1);
    }

    private static long ToMilliseconds(TimeSpan time) => ChapterMark.ToMilliseconds(time);

    private static string GetExtension(AudioFormat format) => AudioFormats.GetExtension(format);
}
