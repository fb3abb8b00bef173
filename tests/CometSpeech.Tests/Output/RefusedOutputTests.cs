using System.Diagnostics;
using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Where nothing can be written is an error that says why, before anything is paid for.</summary>
public sealed class RefusedOutputTests
{
    [SkippableTheory]
    [InlineData("-OutFile folder", "OutFileIsFolder", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile folder/", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile new/", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile { \"$($_.BaseName).mp3\" }", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile /dev/null", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile \"a`0b.mp3\"", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile nodrive:a.mp3", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile Env:a.mp3", "NotFileSystemPath", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile Variable:a.mp3", "NotFileSystemPath", ErrorCategory.InvalidArgument)]
    [InlineData("-OutFile old.mp3/a.mp3", "OutFolderFailed", ErrorCategory.WriteError)]
    [InlineData("-OutFile old.mp3 -NoClobber", "OutFileExists", ErrorCategory.ResourceExists)]
    [InlineData("-OutFile readonly.mp3", "OutFileReadOnly", ErrorCategory.PermissionDenied)]
    [InlineData("-OutDirectory Env:", "NotFileSystemPath", ErrorCategory.InvalidArgument)]
    [InlineData("-OutDirectory old.mp3", "OutFolderFailed", ErrorCategory.WriteError)]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows no file modes.
    public async Task What_cannot_be_written_is_an_error_before_any_request(
        string output, string id, ErrorCategory category)
    {
        Skip.If(
            OperatingSystem.IsWindows() && output.Contains("null", StringComparison.Ordinal), "Windows has no /dev.");
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("folder"));
        scene.Write("old.mp3", "old");
        File.SetAttributes(scene.Write("readonly.mp3", "old"), FileAttributes.ReadOnly);
        IReadOnlyList<string> before = scene.Entries;

        scene.Run($"'Hello' | ConvertTo-Speech {output}");

        AssertRefused(scene, before, id, category);
        Assert.Equal("old", File.ReadAllText(scene.FileAt("old.mp3")));
    }

    [SkippableTheory]
    [InlineData("folderlink", "OutFileIsFolder", ErrorCategory.InvalidArgument)]
    [InlineData("circle.mp3", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("null.mp3", "InvalidOutFile", ErrorCategory.InvalidArgument)]
    [InlineData("dangling.mp3 -NoClobber", "OutFileExists", ErrorCategory.ResourceExists)]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows no links.
    [Trait("Wine", "no")] // It makes no symbolic links.
    public async Task A_link_that_cannot_be_written_through_is_an_error_before_any_request(
        string output, string id, ErrorCategory category)
    {
        Skip.If(
            OperatingSystem.IsWindows() && output.Contains("null", StringComparison.Ordinal), "Windows has no /dev.");
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("folder"));
        Directory.CreateSymbolicLink(scene.FileAt("folderlink"), scene.FileAt("folder"));
        File.CreateSymbolicLink(scene.FileAt("circle.mp3"), scene.FileAt("circle.mp3"));
        File.CreateSymbolicLink(scene.FileAt("dangling.mp3"), scene.FileAt("nowhere.mp3"));
        File.CreateSymbolicLink(scene.FileAt("null.mp3"), "/dev/null");
        IReadOnlyList<string> before = scene.Entries;

        scene.Run($"'Hello' | ConvertTo-Speech -OutFile {output}");

        AssertRefused(scene, before, id, category);
    }

    [Fact]
    public async Task A_colon_in_a_title_is_named()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            'Hello' | ConvertTo-Speech -OutFile 'Part: one.mp3'
            [pscustomobject]@{ Text = 'Hello'; OutFile = 'Part: two.mp3' } | ConvertTo-Speech
            """);

        Assert.Equal(["InvalidOutFile", "InvalidOutFile"], scene.Session.ErrorIds);
        Assert.All(scene.Session.Errors, error => Assert.Contains("before a colon", $"{error}"));
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [SkippableTheory]
    [InlineData("CON.mp3", "device")]
    [InlineData("nul", "device")]
    [InlineData("COM1.mp3", "device")]
    [InlineData("COM\u00B9.mp3", "device")]
    [InlineData("LPT9.txt.mp3", "device")]
    [InlineData("CONIN$", "device")]
    [InlineData("'con .mp3'", "device")]
    [InlineData("./new/aux.mp3", "device")]
    [InlineData("'a?.mp3'", "a character")]
    [InlineData("'a|b.mp3'", "a character")]
    [InlineData("held.mp3:stream", "")]
    [InlineData("x.mp3.", "a dot or a space")]
    [InlineData("'x.mp3 '", "a dot or a space")]
    [InlineData("...", "no file name")]
    [InlineData(@"\\.\pipe\a.mp3", "devices")]
    [InlineData(@"\\.\C:\a.mp3", "devices")]
    public async Task What_Windows_takes_for_no_name_is_told_with_the_true_reason(string name, string reason)
    {
        Skip.IfNot(OperatingSystem.IsWindows(), "Elsewhere these are names.");
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'Hello' | ConvertTo-Speech -OutFile {name}");

        Assert.Equal("InvalidOutFile", scene.Session.ErrorId);
        Assert.Contains(reason, $"{scene.Session.Errors[0]}", StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("-OutFile a.mp3 -CachePath nodrive:cache")]
    [InlineData("-OutDirectory nodrive:audio")]
    public async Task A_folder_that_cannot_be_is_told_as_a_folder(string output)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'Hello' | ConvertTo-Speech {output}");

        Assert.Equal("InvalidOutFile", scene.Session.ErrorId);
        Assert.Contains("' cannot be the name of a folder: ", $"{scene.Session.Errors[0]}", StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task A_name_longer_than_the_file_system_takes_is_an_error_before_any_request()
    {
        await using TestScene scene = await TestScene.StartAsync();
        foreach (int length in new[] { 256, 300, 5000 })
        {
            scene.Run($"'Hello' | ConvertTo-Speech -OutFile {new string('a', length - 4)}.mp3");

            Assert.Equal("InvalidOutFile", scene.Session.ErrorId);
            Assert.DoesNotContain(".cometspeech", $"{scene.Session.Errors[0]}", StringComparison.Ordinal);
        }

        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [SkippableTheory]
    [InlineData("'Hello' | ConvertTo-Speech -OutFile sealed/a.mp3")]
    [InlineData("'Hello' | ConvertTo-Speech -OutFile link.mp3")]
    [InlineData("'a', 'b' | ConvertTo-Speech -OutDirectory sealed")]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows no links.
    public async Task A_folder_that_cannot_be_written_is_one_error_about_that_folder(string command)
    {
        // Not even root may make a file there.
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has such a folder for every user.");
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateSymbolicLink(scene.FileAt("sealed"), "/sys/kernel");
        File.CreateSymbolicLink(scene.FileAt("link.mp3"), "sealed/a.mp3");

        scene.Run(command);

        Assert.Equal("OutFolderFailed", scene.Session.ErrorId);
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.StartsWith(
            $"Cannot write to the folder '{scene.FileAt("sealed")}': ", $"{error}", StringComparison.Ordinal);
        Assert.DoesNotContain(".mp3", $"{error}", StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [SkippableTheory]
    [InlineData("fifo.mp3")]
    [InlineData("fifolink.mp3")]
    [InlineData("stdout.mp3")]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows no links.
    public async Task What_is_no_file_is_not_replaced_by_one(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has none of these.");
        await using TestScene scene = await TestScene.StartAsync();
        using (Process mkfifo = Process.Start("mkfifo", [scene.FileAt("fifo.mp3")]))
        {
            await mkfifo.WaitForExitAsync();
        }

        File.CreateSymbolicLink(scene.FileAt("fifolink.mp3"), "fifo.mp3");
        File.CreateSymbolicLink(scene.FileAt("stdout.mp3"), "/dev/stdout");

        scene.Run($"'Hello' | ConvertTo-Speech -OutFile {name} -Force");

        Assert.Equal("InvalidOutFile", scene.Session.ErrorId);
        Assert.Contains("audio comes as bytes", $"{scene.Session.Errors[0]}", StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    private static void AssertRefused(
        TestScene scene, IReadOnlyList<string> before, string id, ErrorCategory category)
    {
        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(category, scene.Session.Errors[0].CategoryInfo.Category);
        Assert.NotEmpty(scene.Session.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(scene.Inputs);
        Assert.Equal(before, scene.Entries);
    }
}
