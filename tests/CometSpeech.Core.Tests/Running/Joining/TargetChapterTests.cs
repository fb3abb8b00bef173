using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Core.Running.Joining;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running.Joining;

/// <summary>Where the chapters of a finished target begin, and how long they last.</summary>
public sealed class TargetChapterTests : IDisposable
{
    // A character is 2,400 samples: 0.1 s.
    private const double CharacterSeconds = 0.1;

    private readonly RunScene _scene = new();

    public TargetChapterTests()
    {
        _scene.Service.Repeat = 2400;
        _scene.Service.IsOpen = true;
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Chapters_follow_each_other_from_the_beginning_to_the_end()
    {
        TargetResult result = await RunAsync(TimeSpan.Zero, ("a bb", "A"), ("ccc", null), ("a", "B"), ("bb", "C"));

        Assert.Equal([("A", 0, 6), ("B", 6, 1), ("C", 7, 2)], Read(result));
        Assert.Equal(3, result.Requests);
    }

    [Fact]
    public async Task The_pause_before_a_chapter_belongs_to_the_one_before()
    {
        TargetResult result = await RunAsync(TimeSpan.FromSeconds(0.5), ("a", null), ("bb", "B"), ("c", null));

        Assert.Equal([("book", 0, 6), ("B", 6, 8)], Read(result));
    }

    [Fact]
    public async Task Text_without_chapters_has_none() =>
        Assert.Empty((await RunAsync(TimeSpan.Zero, ("a", null), ("b", null))).Chapters);

    [Fact]
    public async Task A_last_chapter_that_is_over_before_a_decoder_gives_its_sound_is_no_negative_time()
    {
        // The encoder told no delay; then one frame of 24 ms follows, half of what encoder and decoder are late.
        byte[] speech = AudioFixtures.Part(AudioFormat.Mp3, 1, streamed: true);
        using AudioJoiner measure = AudioJoiner.Create(AudioFormat.Mp3, new MemoryStream());
        byte[] frame = FirstFrame(speech);
        AudioProperties audio = await measure.AppendAsync(new MemoryStream(frame), "frame");
        Target target = Target(TimeSpan.Zero, ("a", "A"), ("b", "B"));
        Part[] parts = [new("a", audio, null, new(speech)), new("b", audio, null, new(frame))];

        (AudioProperties whole, IReadOnlyList<TargetChapter> chapters) = await TargetJoin.RunAsync(
            TargetPlan.Create(target, ServiceAddress.Default), parts, new MemoryStream(), null, _scene.Log, default);

        Assert.Equal(
            [new("A", TimeSpan.Zero, whole.Duration), new("B", whole.Duration, TimeSpan.Zero)], chapters);
    }

    private static byte[] FirstFrame(byte[] file)
    {
        int start = 0;
        FrameInfo frame;
        while (!Mp3FrameHeader.TryRead(file.AsSpan(start), out frame))
        {
            start++;
        }

        return [.. file.Skip(start).Take(frame.Length)];
    }

    private static IEnumerable<(string Title, int Start, int Duration)> Read(TargetResult result) =>
        result.Chapters.Select(chapter => (chapter.Title, Characters(chapter.Start), Characters(chapter.Duration)));

    private static int Characters(TimeSpan time)
    {
        double characters = time.TotalSeconds / CharacterSeconds;
        Assert.Equal(Math.Round(characters), characters, 6);
        return (int)Math.Round(characters);
    }

    private Task<TargetResult> RunAsync(TimeSpan pause, params (string Text, string? Chapter)[] segments) =>
        _scene.Run.Add(TargetPlan.Create(Target(pause, segments), ServiceAddress.Default));

    private Target Target(TimeSpan pause, params (string Text, string? Chapter)[] segments) => new()
    {
        Name = "book.pcm",
        OutFile = _scene["book.pcm"],
        Format = AudioFormat.Pcm,
        Pauses = new PauseLengths(pause, default, default),
        MaxChunkLength = 3,
        Segments = [.. segments.Select(segment =>
            new Segment(segment.Text, "sage", "tts-1") { Chapter = segment.Chapter })],
    };
}
