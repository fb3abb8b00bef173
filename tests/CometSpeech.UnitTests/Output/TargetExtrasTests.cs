using System.Collections;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Planning;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Records;
using CometSpeech.Output;
using CometSpeech.Output.Files;
using CometSpeech.Output.Tags;

namespace CometSpeech.UnitTests.Output;

/// <summary>What goes into a file besides its sound, or beside it: tags, chapters, captions.</summary>
public sealed class TargetExtrasTests : IDisposable
{
    private static readonly Manner s_alloy = new("alloy", "tts-1", null, null);
    private static readonly TargetTags s_titled = new() { Title = "Mine" };

    private readonly string _folder = Directory.CreateTempSubdirectory("cometspeech-").FullName;
    private readonly RecordingStreams _streams = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tags_pauses_and_captions_reach_the_target()
    {
        var pauses = new PauseLengths(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));

        Target target = Assert.Single(Run(
            new TargetOptions
            {
                Tags = new TargetTags { Table = new Hashtable { ["Album"] = "Sea" } },
                Pauses = pauses,
                Subtitles = [SubtitleFormat.Vtt],
            },
            Document("a.m4b", new DocumentInfo { Title = "Moby-Dick", Authors = ["Melville"] })));

        Assert.Equal(("Moby-Dick", "Sea"), (target.Tags!.Title, target.Tags.Album));
        Assert.Equal(["Melville"], target.Tags.Authors);
        Assert.Equal((pauses, AudioFormat.Aac, AudioContainer.M4b), (target.Pauses, target.Format, target.Container));
        Assert.Equal([SubtitleFormat.Vtt], target.Subtitles);
    }

    [Fact]
    public void Of_two_documents_none_is_the_whole_but_what_the_user_says_counts()
    {
        InputRecord[] records =
        [
            Document("a.mp3", new DocumentInfo { Title = "A", Authors = ["X"] }),
            Document("a.mp3", new DocumentInfo { Title = "B" }),
        ];

        Assert.Null(Assert.Single(Run(new TargetOptions(), records)).Tags);
        Assert.Equal("Mine", Assert.Single(Run(new TargetOptions { Tags = s_titled }, records)).Tags!.Title);
    }

    [Fact]
    public void Bytes_have_no_captions() => Assert.Empty(
        Assert.Single(Run(new TargetOptions { Subtitles = [SubtitleFormat.Srt] }, Record("one", null))).Subtitles);

    [Theory]
    [InlineData("a.aac", false, false, null)]
    [InlineData("a.aac", true, false, "'a.aac' will not tell its chapters: ")]
    [InlineData("a.aac", false, true, "'a.aac' will not tell its tags: ")]
    [InlineData("a.aac", true, true, "'a.aac' will not tell its chapters and tags: ")]
    [InlineData("a.pcm", true, true, "'a.pcm' will not tell its chapters and tags: ")]
    [InlineData("a.m4a", true, true, null)]
    [InlineData("a.mp3", true, true, null)]
    [InlineData("a.wav", true, true, null)]
    public void A_file_without_room_for_chapters_or_tags_is_one_warning(
        string name, bool hasChapters, bool hasTags, string? warning)
    {
        Run(
            new TargetOptions { Tags = hasTags ? s_titled : TargetTags.None },
            Record("one", name, hasChapters ? "A" : null),
            Record("two", "b" + name, hasChapters ? "B" : null),
            Record("three", "b" + name, hasChapters ? "C" : null));

        if (warning is null)
        {
            Assert.Empty(_streams.Warnings);
            return;
        }

        string said = Assert.Single(_streams.Warnings);
        Assert.StartsWith(warning, said, StringComparison.Ordinal);
        Assert.Contains(".m4a", said, StringComparison.Ordinal);
        Assert.Equal(name == "a.pcm", said.Contains(".wav", StringComparison.Ordinal));
    }

    [Fact]
    public void A_documents_title_alone_is_no_warning()
    {
        Run(new TargetOptions(), Document("a.aac", new DocumentInfo { Title = "Moby-Dick" }));

        Assert.Empty(_streams.Warnings);
    }

    [Fact]
    public void A_cover_that_no_tag_takes_is_a_verbose_line()
    {
        Run(
            new TargetOptions(),
            Document("a.mp3", new DocumentInfo { Cover = new DocumentCover("GIF89a"u8.ToArray(), "image/gif") }));

        Assert.Contains("image/gif", Assert.Single(_streams.VerboseLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.mp3 b.mp3", "")]
    [InlineData("a.mp3 a.wav", "OutFileRepeated")]
    [InlineData("a.mp3 A.wav", "")]
    [InlineData("a.mp3 a.srt", "OutFileRepeated")]
    [InlineData("a.srt a.mp3", "InvalidOutFile OutFileRepeated")]
    [InlineData("a.vtt", "")]
    [InlineData(".a .b", "")]
    public void Two_files_whose_captions_have_one_name_are_refused(string names, string errors)
    {
        TargetOptions options = new() { Subtitles = [SubtitleFormat.Srt] };

        Run(options, [.. names.Split(' ').Select(name => Record("one", name))]);

        Assert.Equal(errors, string.Join(' ', _streams.TakeErrorIds()));
        Run(new TargetOptions(), [.. names.Split(' ').Select(name => Record("one", name))]);
        Assert.Empty(_streams.Errors);
    }

    [Theory]
    [InlineData("notes.vtt", "OutFileIsInput")]
    [InlineData("notes.vtt.cometspeech", "OutFileIsInput")]
    [InlineData("notes.srt", "")]
    public void A_text_is_not_written_over_by_the_captions_of_its_audio(string source, string errors)
    {
        File.WriteAllText(Path.Combine(_folder, source), "one");

        Run(
            new TargetOptions { Subtitles = [SubtitleFormat.Vtt] },
            From(Path.Combine(_folder, source), "notes.mp3"));

        Assert.Equal(errors, string.Join(' ', _streams.TakeErrorIds()));
    }

    [Fact]
    public void Captions_that_may_be_a_text_still_to_come_wait_for_the_end()
    {
        string captions = Path.Combine(_folder, "b.vtt");
        File.WriteAllText(captions, "two");
        TargetGrouper grouper = Grouper(new TargetOptions { Subtitles = [SubtitleFormat.Vtt] });

        Assert.Null(grouper.Add(Record("one", "b.mp3")));
        Assert.Null(grouper.Add(From(captions, "c.mp3")));
        Target target = Assert.Single(grouper.Complete()).Target;

        Assert.Equal("c.mp3", target.Name);
        Assert.Equal(["OutFileIsInput"], _streams.TakeErrorIds());
    }

    [Fact]
    public void An_audiobook_that_is_there_is_audio()
    {
        File.WriteAllText(Path.Combine(_folder, "b.m4b"), "\0\0\0\u0020ftypM4B more");
        File.WriteAllText(Path.Combine(_folder, "book"), "\0\0\0\u0020ftypM4B more");
        TargetGrouper grouper = Grouper(new TargetOptions());

        // Neither waits for the end, as a text would, nor is refused.
        Assert.Null(grouper.Add(Record("one", "b.m4b")));
        Assert.Equal("b.m4b", grouper.Add(Record("two", "book"))!.Target.Name);
        Assert.Equal("book", grouper.Add(Record("three", "c.mp3"))!.Target.Name);
        Assert.Empty(_streams.Errors);
    }

    private static InputRecord Record(string text, string? outFile, string? chapter = null) => new()
    {
        Text = text,
        OutFile = outFile,
        Manner = s_alloy,
        Chapter = chapter,
        IsChapterSaid = chapter is not null,
    };

    private static InputRecord Document(string outFile, DocumentInfo document) =>
        new() { Text = "one", OutFile = outFile, Manner = s_alloy, Document = document };

    private static InputRecord From(string origin, string outFile) =>
        new() { Text = "one", OutFile = outFile, Manner = s_alloy, Origin = origin };

    private Target[] Run(TargetOptions options, params InputRecord[] records)
    {
        TargetGrouper grouper = Grouper(options);
        List<TargetPlan?> plans = [.. records.Select(grouper.Add)];
        return [.. plans.Concat(grouper.Complete()).OfType<TargetPlan>().Select(plan => plan.Target)];
    }

    private TargetGrouper Grouper(TargetOptions options) => new(
        options,
        (string name, out System.Management.Automation.ErrorRecord? error) =>
        {
            error = null;
            return Path.Combine(_folder, name);
        },
        null,
        ServiceAddress.Default,
        _streams,
        new TargetFiles(options, _streams, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
