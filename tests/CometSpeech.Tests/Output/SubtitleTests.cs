using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Captions beside the audio file: their names, and what is never lost for them.</summary>
public sealed class SubtitleTests
{
    [Fact]
    public async Task They_lie_beside_the_file_and_PassThru_tells_them()
    {
        await using TestScene scene = await TestScene.StartAsync();

        PSObject file = Assert.Single(scene.Run(
            "'One. Two.' | ConvertTo-Speech -OutFile new/talk.v2.m4a -Subtitle Vtt, srt, VTT -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            ["talk.v2.m4a", "talk.v2.srt", "talk.v2.vtt"],
            Directory.GetFiles(scene.FileAt("new"))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            [scene.FileAt("new/talk.v2.vtt"), scene.FileAt("new/talk.v2.srt")],
            Assert.IsType<FileInfo[]>(file.Properties["Subtitles"].Value).Select(info => info.FullName));
        Assert.StartsWith("WEBVTT", File.ReadAllText(scene.FileAt("new/talk.v2.vtt")), StringComparison.Ordinal);
        string srt = File.ReadAllText(scene.FileAt("new/talk.v2.srt"));

        // The answer is a tone of 0.2 s. Its cue begins where its sound is found, which need not be at 0.
        Assert.Matches(@"\A1\r\n00:00:00,[012]\d\d --> 00:00:00,[012]\d\d\r\nOne\. Two\.\r\n\r\n\z", srt);
    }

    [Fact]
    public async Task Without_the_parameter_there_are_none()
    {
        await using TestScene scene = await TestScene.StartAsync();

        PSObject file = Assert.Single(scene.Run("'one' | ConvertTo-Speech -OutFile a.mp3 -PassThru"));

        Assert.Empty(Assert.IsType<FileInfo[]>(file.Properties["Subtitles"].Value));
        Assert.Equal(["a.mp3"], scene.Entries);
    }

    [Fact]
    public async Task NoClobber_among_several_files_names_the_captions_that_exist_not_the_audio_that_does_not()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("1.txt", "one");
        scene.Write("2.txt", "two");
        Directory.CreateDirectory(scene.FileAt("out"));
        scene.Write(Path.Combine("out", "1.srt"), "old captions");

        scene.Run("ConvertTo-Speech -Path 1.txt, 2.txt -OutDirectory out -Subtitle Srt -NoClobber -Verbose");

        string captions = Path.Combine("out", "1.srt");
        Assert.Equal(
            $"1 of 2 files exist already and were left alone, as -NoClobber says: '{captions}'.",
            Assert.Single(scene.Session.Warnings));
        Assert.Contains($"'{captions}' exists already.", scene.Session.Verbose);
        Assert.False(File.Exists(scene.FileAt(Path.Combine("out", "1.mp3"))));
    }

    [Theory]
    [InlineData("'one' | ConvertTo-Speech -Subtitle Srt", "SubtitleWithoutFile")]
    [InlineData("ConvertTo-Speech 'one' -Subtitle Srt", "SubtitleWithoutFile")]
    [InlineData("@{ Text = 'one' } | ConvertTo-Speech -Subtitle Srt", "SubtitleWithoutFile")]
    [InlineData("'one' | ConvertTo-Speech -OutFile old.mp3 -Subtitle Srt -NoClobber", "OutFileExists")]
    [InlineData("'one' | ConvertTo-Speech -OutFile locked.mp3 -Subtitle Srt", "OutFileReadOnly")]
    [InlineData("'one' | ConvertTo-Speech -OutFile folder.mp3 -Subtitle Vtt", "OutFileIsFolder")]
    [InlineData("'one' | ConvertTo-Speech -OutFile a.srt -Subtitle Srt", "InvalidOutFile")]
    [InlineData("ConvertTo-Speech -Path old.srt -InputFormat Text -OutFile old.mp3 -Subtitle Srt", "OutFileIsInput")]
    [InlineData("ConvertTo-Speech -Path old.srt -InputFormat Text -OutDirectory . -Subtitle Srt", "OutFileIsInput")]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.mp3 -Subtitle Ass", "ParameterArgumentValidationError")]
    public async Task What_cannot_be_is_an_error_before_anything_is_sent(string command, string id)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("old.srt", "old captions");
        File.SetAttributes(scene.Write("locked.srt", "old captions"), FileAttributes.ReadOnly);
        Directory.CreateDirectory(scene.FileAt("folder.vtt"));
        IReadOnlyList<string> before = scene.Entries;

        scene.Run(command);

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Empty(scene.Inputs);
        Assert.Equal(before, scene.Entries);
        Assert.Equal("old captions", File.ReadAllText(scene.FileAt("old.srt")));
    }

    [Fact]
    public async Task They_are_replaced_by_the_audio_files_own_rule()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.mp3", "old audio");
        scene.Write("a.srt", "old captions");
        File.SetAttributes(scene.Write("a.vtt", "old captions"), FileAttributes.ReadOnly);

        scene.Run("'one' | ConvertTo-Speech -OutFile a.mp3 -Subtitle Srt");
        Assert.Empty(scene.Session.Errors);
        Assert.StartsWith("1\r\n", File.ReadAllText(scene.FileAt("a.srt")), StringComparison.Ordinal);

        scene.Run("'two' | ConvertTo-Speech -OutFile a.mp3 -Subtitle Vtt -Force");
        Assert.Empty(scene.Session.Errors);
        Assert.StartsWith("WEBVTT", File.ReadAllText(scene.FileAt("a.vtt")), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("null.mp3", "null.srt", "devices")]
    [InlineData("loop.mp3", "loop.srt", "")]
    [InlineData("fifo.mp3", "fifo.srt", "FIFO")]
    [InlineData("folder.mp3", "folder.srt", "folder")]
    [Trait("Build", StagedModule.Core)] // .NET Standard follows no links.
    public async Task Where_captions_cannot_be_the_message_names_them(string audio, string captions, string reason)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has neither /dev nor FIFOs.");
        await using TestScene scene = await TestScene.StartAsync();
        File.CreateSymbolicLink(scene.FileAt("null.srt"), "/dev/null");
        File.CreateSymbolicLink(scene.FileAt("loop.srt"), scene.FileAt("loop.srt"));
        Directory.CreateDirectory(scene.FileAt("folder.srt"));
        using (var fifo = System.Diagnostics.Process.Start("mkfifo", scene.FileAt("fifo.srt")))
        {
            await fifo.WaitForExitAsync();
        }

        scene.Run($"'one' | ConvertTo-Speech -OutFile {audio} -Subtitle Vtt, Srt");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains($"'{scene.FileAt(captions)}'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("captions", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("audio", error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Give the audio file another name", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task The_second_of_two_files_with_one_name_for_their_captions_is_refused()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'a.mp3', 'a.wav' | ConvertTo-Speech -OutFile { $_ } -Subtitle Srt -WhatIf");

        Assert.Equal("OutFileRepeated", scene.Session.ErrorId);
        Assert.Contains("a.wav", scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_names_them()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(null, host);

        scene.Run("'one' | ConvertTo-Speech -OutFile new/a.m4b -Subtitle Vtt, Srt -WhatIf");

        Assert.Contains(
            "What if: 1 request, 3 characters, tts-1, alloy -> new/a.m4b, new/a.vtt, new/a.srt", host.Lines);
        Assert.Empty(scene.Entries);
    }
}
