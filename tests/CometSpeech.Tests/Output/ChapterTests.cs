using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.LocalServer;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Chapters as a user gives them, and as <c>-PassThru</c> and <c>-WhatIf</c> tell of them.</summary>
public sealed class ChapterTests
{
    // The tone that every chapter begins with, and no other part has.
    private const int Signal = 25;

    [SkippableTheory]
    [InlineData("mp3", "")]
    [InlineData("opus", "")]
    [InlineData("aac", "")]
    [InlineData("flac", "")]
    [InlineData("wav", "-ChapterPauseMilliseconds 300")]
    [InlineData("pcm", "")]
    public async Task Chapters_begin_where_they_are_heard(string format, string options)
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();

        // Five chapters of nine parts.
        IReadOnlyList<PSObject> files = scene.Run($$"""
            1..5 | ForEach-Object {
                [pscustomobject]@{ Chapter = "Chapter $_"; Text = 'chunk {{Signal}}' }
                1..8 | ForEach-Object { [pscustomobject]@{ Text = "`nchunk 0$_`n"; Chapter = '' } }
            } | ConvertTo-Speech -OutFile book.{{format}} -MaxChunkLength 10 -ThrottleLimit 8 -PassThru {{options}}
            """);

        Assert.Empty(scene.Session.Errors);
        PSObject file = Assert.Single(files);
        Assert.Equal(45, file.Properties["Chunks"].Value);
        Assert.Equal(9, scene.Inputs.Count);
        IReadOnlyList<Chapter> chapters = ChaptersOf(file);
        Assert.Equal(Enumerable.Range(1, 5).Select(number => $"Chapter {number}"), chapters.Select(c => c.Title));
        Assert.Equal(TimeSpan.Zero, chapters[0].Start);
        Assert.Equal(chapters.Skip(1).Select(c => c.Start), chapters.Take(4).Select(c => c.Start + c.Duration));
        Assert.Equal(file.Properties["Duration"].Value, chapters[4].Start + chapters[4].Duration);
        short[] decoded =
            await FfmpegDecoder.DecodeAsync(File.ReadAllBytes(scene.FileAt($"book.{format}")), format);
        IReadOnlyList<TimeSpan> heard = Tones.OnsetsOf(Signal, decoded);
        Assert.Equal(5, heard.Count);
        Assert.All(
            chapters.Zip(heard, (chapter, onset) => (onset - chapter.Start).TotalMilliseconds),
            late => Assert.InRange(late, -50, 50));
    }

    [Fact]
    public async Task A_file_without_chapters_tells_an_empty_list()
    {
        await using TestScene scene = await TestScene.StartAsync();

        PSObject file = Assert.Single(scene.Run("'one', 'two' | ConvertTo-Speech -OutFile a.pcm -PassThru"));

        Assert.Empty(Assert.IsAssignableFrom<Array>(file.Properties["Chapters"].Value));
    }

    [Fact]
    public async Task Files_of_several_are_chapters_one_alone_is_none_and_Chapter_decides_otherwise()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("1. Loomings.txt", "chunk 01");
        scene.Write("2. The bag.txt", "chunk 02");

        Assert.Equal(
            ["1. Loomings 0, 2. The bag 0.2", "", "Both 0", "", "One 0", "1. LOOMINGS 0, 2. THE BAG 0.2"],
            Titles(scene, """
                ConvertTo-Speech -Path '*.txt' -OutFile a.pcm -PassThru
                ConvertTo-Speech -Path '1*.txt' -OutFile b.pcm -PassThru
                ConvertTo-Speech -Path '*.txt' -OutFile c.pcm -PassThru -Chapter Both
                ConvertTo-Speech -Path '*.txt' -OutFile d.pcm -PassThru -Chapter ''
                ConvertTo-Speech -Path '1*.txt' -OutFile e.pcm -PassThru -Chapter ' One '
                [IO.FileInfo[]] ('1. Loomings.txt', '2. The bag.txt' | ForEach-Object { "$PWD/$_" }) |
                    ConvertTo-Speech -OutFile f.pcm -PassThru -Chapter { $_.BaseName.ToUpperInvariant() }
                """));
        Assert.Empty(scene.Session.Errors);
        // Where nobody begins a chapter, both are one text still.
        Assert.Contains("chunk 01\n\nchunk 02", scene.Inputs);
    }

    [Fact]
    public async Task In_a_folder_each_file_has_the_chapters_that_its_own_record_says()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.txt", "chunk 01");
        scene.Write("b.txt", "chunk 02");

        Assert.Equal(
            ["", "", "All 0", "All 0", "", "B 0"],
            Titles(scene, """
                ConvertTo-Speech -Path '*.txt' -OutDirectory plain -PassThru
                ConvertTo-Speech -Path '*.txt' -OutDirectory said -PassThru -Chapter All
                @{ Text = 'a'; Chapter = '' }, @{ Text = 'b'; Chapter = 'B' } |
                    ConvertTo-Speech -OutDirectory rows -PassThru
                """));
    }

    [Fact]
    public async Task What_comes_before_the_first_chapter_is_one_named_for_the_file()
    {
        await using TestScene scene = await TestScene.StartAsync();

        Assert.Equal(
            ["My talk 0, A 0.2"],
            Titles(scene, """
                @{ Text = '1' }, @{ Text = '2'; Chapter = "A`n" } | ConvertTo-Speech -OutFile 'My talk.pcm' -PassThru
                """));
    }

    [Fact]
    public async Task WhatIf_tells_how_many_there_are()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(null, host);

        scene.Run("""
            @{ Text = 'one'; Chapter = 'A' }, @{ Text = 'two'; Chapter = 'B' } |
                ConvertTo-Speech -OutFile a.mp3 -WhatIf
            'one' | ConvertTo-Speech -OutFile b.mp3 -Chapter A -WhatIf
            'one' | ConvertTo-Speech -OutFile c.mp3 -WhatIf
            """);

        Assert.Contains("What if: 2 requests, 6 characters, 2 chapters, tts-1, alloy -> a.mp3", host.Lines);
        Assert.Contains("What if: 1 request, 3 characters, 1 chapter, tts-1, alloy -> b.mp3", host.Lines);
        Assert.Contains("What if: 1 request, 3 characters, tts-1, alloy -> c.mp3", host.Lines);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task Parts_that_were_paid_for_without_chapters_serve_with_them()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3, 4));
        var refusal = new ErrorFault(400, "invalid_request");
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 04", refusal);
        scene.Run("$text | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 10 -ThrottleLimit 1");
        Assert.Equal(["a.pcm.parts/"], scene.Entries);
        scene.Server.Faults = null;
        scene.Server.ClearRequests();

        // The failed command goes on with chapters, and its parts are in a cache for a third.
        Assert.Equal(
            ["I 0, II 0.4", "i 0, ii 0.2, iii 0.4, iv 0.6"],
            Titles(scene, """
                $rows = $text -split "`n`n" | ForEach-Object { [pscustomobject]@{ Text = $_ } }
                $rows | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 10 -CachePath cache -PassThru -Chapter {
                    if ($_.Text -le 'chunk 02') { 'I' } else { 'II' }
                }
                $rows | ConvertTo-Speech -OutFile b.pcm -MaxChunkLength 10 -CachePath cache -PassThru -Chapter {
                    ('i', 'ii', 'iii', 'iv')[[int] $_.Text.Substring(6) - 1]
                }
                """));
        Assert.Equal(["chunk 04"], scene.Inputs);
        Assert.Equal([1, 2, 3, 4], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
    }

    [Fact]
    public async Task A_chapter_that_cannot_be_told_costs_its_record()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            @{ Text = 'one'; Chapter = 'A' }, @{ Text = 'two'; Chapter = $Host } |
                ConvertTo-Speech -OutFile a.mp3
            """);

        Assert.Equal(
            ["InvalidRecordValue", "RecordsRejected"],
            scene.Session.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        scene.Run("'one' | ConvertTo-Speech -OutFile a.mp3 -Chapter { throw 'no' }");
        Assert.Equal("RecordValueFailed", scene.Session.ErrorId);
        scene.Run("ConvertTo-Speech -Path a.txt -OutFile a.mp3 -Chapter { $_.Name }");
        Assert.Equal("ScriptBlockWithoutInput", scene.Session.ErrorId);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task A_text_given_by_hand_is_a_chapter_for_each_record_that_says_one()
    {
        await using TestScene scene = await TestScene.StartAsync();

        Assert.Equal(
            ["A 0, B 0.2"],
            Titles(scene, """
                @{ Chapter = 'A' }, @{ Chapter = 'B' } | ConvertTo-Speech 'Hello' -OutFile a.pcm -PassThru
                """));
    }

    [SkippableTheory]
    [InlineData("wav", "", 1000)]
    [InlineData("wav", "-PauseMilliseconds 2000", 2000)]
    [InlineData("wav", "-PauseMilliseconds 300", 1000)]
    [InlineData("wav", "-ChapterPauseMilliseconds 0 -PauseMilliseconds 300", 300)]
    [InlineData("wav", "-ChapterPauseMilliseconds 0", 0)]
    [InlineData("wav", "-ChapterPauseMilliseconds 0 -ParagraphPauseMilliseconds 500", 500)]
    [InlineData("flac", "-ChapterPauseMilliseconds 700", 700)]
    public async Task Chapters_are_as_far_apart_as_the_longest_of_their_pauses(
        string format, string options, int expected)
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($$"""
            @{ Text = 'chunk 01'; Chapter = 'A' }, @{ Text = 'chunk 02'; Chapter = 'B' } |
                ConvertTo-Speech -OutFile a.{{format}} {{options}} -WarningAction SilentlyContinue
            """);

        Assert.Empty(scene.Session.Errors);
        short[] decoded =
            await FfmpegDecoder.DecodeAsync(File.ReadAllBytes(scene.FileAt($"a.{format}")), format);
        // Speech is louder than a thousandth; a joint of an encoder's frames has less.
        int[] heard = [.. Enumerable.Range(0, decoded.Length).Where(i => Math.Abs((int)decoded[i]) > 100)];
        double pause = heard.Zip(heard.Skip(1), (before, after) => after - before).Max() / 24.0;
        // Without a pause a joint is what the encoder makes of it. Coded formats are judged with speech, in the
        // engine's tests: the few frames of a tone tell less well where it begins.
        Assert.InRange(pause, expected == 0 ? 0 : expected - 45, expected == 0 ? 80 : expected + 45);
    }

    // A second between chapters would be in all the times.
    private static IEnumerable<string> Titles(TestScene scene, string script) => scene
        .Run("$PSDefaultParameterValues['ConvertTo-Speech:ChapterPauseMilliseconds'] = 0\n" + script)
        .Select(file => string.Join(
            ", ", ChaptersOf(file).Select(c => FormattableString.Invariant($"{c.Title} {c.Start.TotalSeconds:0.##}"))));

    private static IReadOnlyList<Chapter> ChaptersOf(PSObject file) =>
    [
        .. ((Array)file.Properties["Chapters"].Value).Cast<object>().Select(chapter =>
        {
            PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(chapter).Properties;
            return new Chapter(
                (string)properties["Title"].Value,
                (TimeSpan)properties["Start"].Value,
                (TimeSpan)properties["Duration"].Value);
        }),
    ];

    private sealed record Chapter(string Title, TimeSpan Start, TimeSpan Duration);
}
