using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Tests.Planning;

/// <summary>Which chunk each chapter begins with, and that chapters decide nothing else.</summary>
public sealed class TargetPlanChapterTests
{
    [Fact]
    public void Text_without_chapters_has_none() => Assert.Empty(Plan(("one", null), ("two", null)).Chapters);

    [Fact]
    public void A_chapter_begins_with_the_first_chunk_of_its_segment_and_goes_on_through_the_next() =>
        Assert.Equal(
            [new("A", 0), new("B", 3), new("C", 5)],
            Plan(("one two", "A"), ("three", null), ("four five", "B"), ("six", "C")).Chapters);

    [Fact]
    public void A_chapter_without_a_chunk_is_none_and_its_successor_stands() =>
        Assert.Equal(
            [new("B", 0), new("D", 1), new("D", 2)],
            Plan((" \n", "A"), ("one", "B"), ("", "C"), ("two", "D"), ("three", "D"), ("", "E")).Chapters);

    [Fact]
    public void A_chapter_whose_own_segment_is_blank_begins_with_the_next_one() =>
        Assert.Equal([new("A", 0), new("B", 1)], Plan(("", "A"), ("one", null), (" ", "B"), ("two", null)).Chapters);

    [Theory]
    [InlineData("Moby-Dick", "/books/md.mp3", "Moby-Dick")]
    [InlineData(null, "/books/Vol. 1.mp3", "Vol. 1")]
    [InlineData(null, null, "bytes")]
    public void What_comes_before_the_first_chapter_is_one_named_for_the_whole(
        string? title, string? outFile, string expected)
    {
        Target target = Target(("one two", null), ("three", "A"));
        TargetPlan plan = TargetPlan.Create(
            new Target
            {
                Name = "bytes",
                Tags = title is null ? null : new AudioTags { Title = title },
                OutFile = outFile,
                Format = AudioFormat.Mp3,
                Segments = target.Segments,
                MaxChunkLength = target.MaxChunkLength,
            },
            ServiceAddress.Default);

        Assert.Equal([new(expected, 0), new("A", 2)], plan.Chapters);
    }

    [Fact]
    public void What_is_asked_for_is_the_same_with_chapters_and_without()
    {
        TargetPlan with = Plan(("one two", "A"), ("two", "B"), ("three", null));
        TargetPlan without = Plan(("one two", null), ("two", null), ("three", null));

        Assert.Equal(without.Requests, with.Requests);
        // What begins with a chunk is told apart: the pause before it, and no request, depends on that.
        Assert.Equal(
            without.Chunks.Select(chunk => (chunk.Segment, chunk.Range, chunk.Request)),
            with.Chunks.Select(chunk => (chunk.Segment, chunk.Range, chunk.Request)));
        // "two" is asked for once, though it stands in two chapters.
        Assert.Equal((3, 4), (with.Requests.Count, with.Chunks.Count));
    }

    [Fact]
    public void Chapters_cut_out_of_one_text_share_its_parts_where_the_cuts_agree() =>
        Assert.Equal(
            Plan(("one two three four", null)).Requests.Select(request => request.PartName),
            Plan(("one two", "A"), ("three four", "B")).Requests.Select(request => request.PartName));

    private static TargetPlan Plan(params (string Text, string? Chapter)[] segments) =>
        TargetPlan.Create(Target(segments), ServiceAddress.Default);

    // Every word is a chunk.
    private static Target Target(params (string Text, string? Chapter)[] segments) => new()
    {
        Name = "a.mp3",
        OutFile = "/a.mp3",
        Format = AudioFormat.Mp3,
        MaxChunkLength = 5,
        Segments = [.. segments.Select(segment =>
            new Segment(segment.Text, "sage", "tts-1") { Chapter = segment.Chapter })],
    };
}
