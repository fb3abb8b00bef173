using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Where the audio goes: names, places, what is there already.</summary>
public sealed class OutputFileTests
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

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(category, scene.Session.Errors[0].CategoryInfo.Category);
        Assert.NotEmpty(scene.Session.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(scene.Inputs);
        Assert.Equal(before, scene.Entries);
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

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(category, scene.Session.Errors[0].CategoryInfo.Category);
        Assert.NotEmpty(scene.Session.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(scene.Inputs);
        Assert.Equal(before, scene.Entries);
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

    [Theory]
    [InlineData("\U0001F389", 252)]
    [InlineData("\u65E5", 255)]
    [Trait("Wine", "no")] // Its file systems are Linux', which count bytes where Windows counts characters.
    public Task The_longest_name_of_characters_of_several_bytes_works(string character, int length) =>
        The_longest_name_that_the_file_system_takes_works(character, length);

    // UTF-8 bytes; elsewhere than on Windows file systems count those.
    [Theory]
    [InlineData("a", 250)]
    [InlineData("a", 255)]
    public async Task The_longest_name_that_the_file_system_takes_works(string character, int length)
    {
        await using TestScene scene = await TestScene.StartAsync();
        const string extension = ".pcm";
        int bytes = Encoding.UTF8.GetByteCount(character);
        int count = (length - extension.Length) / bytes;
        string name = string.Concat(Enumerable.Repeat(character, count))
            + new string('a', length - extension.Length - (count * bytes)) + extension;
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        scene.Server.Faults =
            Fault.When(request => request.Input == "chunk 02", new ErrorFault(400, "invalid_request"));
        string command = $"$text | ConvertTo-Speech -OutFile {name} -MaxChunkLength 10 -ThrottleLimit 1";
        scene.Run(command);
        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        scene.Server.Faults = null;
        scene.Run(command);

        Assert.Equal(Chunks.Of(1, 2, 2), scene.Inputs);
        Assert.Equal([name], scene.Entries);
        Assert.Equal([1, 2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt(name))));
    }

    [SkippableTheory]
    [InlineData("a[1]*?.mp3")]
    [InlineData("a b's \"c\".mp3")]
    [InlineData("-.mp3")]
    [InlineData("Grüße 日本 🎉.mp3")]
    [InlineData("no extension")]
    [InlineData("...mp3")]
    [InlineData(".hidden")]
    public async Task A_name_is_taken_to_the_letter(string name)
    {
        Skip.If(
            OperatingSystem.IsWindows() && name.AsSpan().IndexOfAny("*?\"") >= 0,
            "Windows forbids a character in it.");
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("name", name);

        scene.Run("'Hello' | ConvertTo-Speech -OutFile $name");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([name], scene.Entries);
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

    [Fact]
    public async Task The_container_follows_the_name_and_parts_are_paid_for_once()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            $long = @{ InputObject = 'chunk 01', 'chunk 02'; MaxChunkLength = 10; CachePath = 'cache' }
            ConvertTo-Speech @long -OutFile a.pcm
            ConvertTo-Speech @long -OutFile a.wav -ResponseFormat pcm -PassThru |
                ForEach-Object { $global:format = $_.ResponseFormat }
            ConvertTo-Speech @long -OutFile b.wav
            ConvertTo-Speech @long -OutFile b.raw -ResponseFormat wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal("wav", Assert.Single(scene.Run("$format")).BaseObject);
        Assert.Equal(
            ["pcm", "pcm", "wav", "wav"], scene.Server.Requests.Select(request => request.ResponseFormat).Order());
        byte[] samples = File.ReadAllBytes(scene.FileAt("a.pcm"));
        Assert.Equal([1, 2], Tones.NumbersIn(samples));
        Assert.Equal(samples, File.ReadAllBytes(scene.FileAt("b.raw")));
        Assert.Equal(File.ReadAllBytes(scene.FileAt("b.wav")), File.ReadAllBytes(scene.FileAt("a.wav")));
    }

    [Theory]
    [InlineData("x.mp4", 1)]
    [InlineData("x.txt", 1)]
    [InlineData("x.part1", 0)]
    public async Task An_extension_that_means_something_else_is_one_warning(string name, int warnings)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'chunk 01', 'chunk 02' | ConvertTo-Speech -OutFile {name}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(warnings, scene.Session.Warnings.Count);
        Assert.All(scene.Session.Warnings, text => Assert.Contains("will hold mp3", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hidden_file_keeps_its_name()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write(".hid", "chunk 01");
        scene.Write(".two.txt", "chunk 02");

        scene.Run("ConvertTo-Speech -LiteralPath .hid, .two.txt -OutDirectory . -ResponseFormat opus");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([".hid", ".hid.opus", ".two.opus", ".two.txt"], scene.Entries);
    }

    [Fact]
    public async Task Drives_of_the_session_and_folders_that_are_missing_work()
    {
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("drive"));
        scene.Session.SetVariable("root", scene.FileAt("drive"));
        scene.Run("""
            $provider = $ExecutionContext.SessionState.Provider.GetOne('FileSystem')
            $drive = [System.Management.Automation.PSDriveInfo]::new('audio', $provider, $root, '', $null)
            $null = $ExecutionContext.SessionState.Drive.New($drive, 'global')
            'Hello' | ConvertTo-Speech -OutFile audio:new/deep/a.mp3
            'Hello' | ConvertTo-Speech -OutDirectory audio:other
            'Hello' | ConvertTo-Speech -OutFile "Microsoft.PowerShell.Core\FileSystem::$root/b.mp3"
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.True(File.Exists(scene.FileAt("drive/new/deep/a.mp3")));
        Assert.True(File.Exists(scene.FileAt("drive/other/speech-0001.mp3")));
        Assert.True(File.Exists(scene.FileAt("drive/b.mp3")));
    }

    [Fact]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows no links.
    [Trait("Wine", "no")] // It makes no symbolic links.
    public async Task A_link_stays_and_the_file_behind_it_is_written()
    {
        await using TestScene scene = await TestScene.StartAsync();
        string real = Path.Combine(Directory.CreateDirectory(scene.FileAt("real")).FullName, "a.pcm");
        File.WriteAllText(real, "old");
        File.CreateSymbolicLink(scene.FileAt("link.pcm"), real);
        File.CreateSymbolicLink(scene.FileAt("dangling.pcm"), scene.FileAt("missing/b.pcm"));

        scene.Run("""
            'chunk 01' | ConvertTo-Speech -OutFile link.pcm
            'chunk 02' | ConvertTo-Speech -OutFile dangling.pcm
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(real, new FileInfo(scene.FileAt("link.pcm")).LinkTarget);
        Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(real)));
        Assert.Equal([2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("missing/b.pcm"))));
        Assert.Equal(["dangling.pcm", "link.pcm", "missing/", "real/"], scene.Entries);
        Assert.Single(Directory.GetFileSystemEntries(scene.FileAt("real")));
    }

    [SkippableFact]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows neither links nor file modes.
    public async Task Force_replaces_a_read_only_file_and_keeps_its_mode()
    {
        await using TestScene scene = await TestScene.StartAsync();
        string path = scene.Write("a.pcm", "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);

        scene.Run("'chunk 01' | ConvertTo-Speech -OutFile a.pcm -Force");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(path)));
        Skip.If(OperatingSystem.IsWindows(), "Windows has access lists in place of file modes.");
        Assert.True(new FileInfo(path).IsReadOnly);
    }

    [SkippableTheory]
    [InlineData("-NoClobber", "OutFileExists", "mine")]
    [InlineData("", null, null)]
    public async Task A_file_that_appears_meanwhile_is_replaced_unless_NoClobber_forbids_it(
        string parameter, string? id, string? content)
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(hold);
        Task run = scene.RunAsync($"'chunk 01' | ConvertTo-Speech -OutFile a.pcm {parameter}");
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 1);
        scene.Write("a.pcm", "mine");
        hold.Release();
        await run;

        Assert.Equal(id, scene.Session.Errors.Count == 0 ? null : scene.Session.ErrorId);
        if (content is null)
        {
            Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
            return;
        }

        Assert.Equal(content, File.ReadAllText(scene.FileAt("a.pcm")));
        Assert.Contains("1 of 1 parts", scene.Session.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal(["a.pcm", "a.pcm.parts/"], scene.Entries);
    }

    [Fact]
    public async Task A_file_that_turns_read_only_or_into_a_folder_meanwhile_is_left_alone()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(hold, hold);
        scene.Write("a.pcm", "mine");
        Task run = scene.RunAsync("""
            'a', 'b' | ForEach-Object { [pscustomobject]@{ OutFile = "$_.pcm"; Text = $_ } } | ConvertTo-Speech
            """);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 2);
        File.SetAttributes(scene.FileAt("a.pcm"), FileAttributes.ReadOnly);
        Directory.CreateDirectory(scene.FileAt("b.pcm"));
        hold.Release();
        await run;

        Assert.Equal(["OutFileWriteFailed", "OutFileWriteFailed"], scene.Session.ErrorIds);
        Assert.Equal("mine", File.ReadAllText(scene.FileAt("a.pcm")));
        Assert.Equal(["a.pcm", "a.pcm.parts/", "b.pcm.parts/", "b.pcm/"], scene.Entries);
    }

    [Fact]
    public async Task Naming_a_file_again_after_it_was_finished_is_an_error()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            'a.pcm chunk 01', 'a.pcm chunk 02', 'b.pcm chunk 03', 'a.pcm chunk 04', './sub/../b.pcm chunk 05' |
                ForEach-Object { $file, $text = $_ -split ' ', 2; [pscustomobject]@{ OutFile = $file; Text = $text } } |
                ConvertTo-Speech
            """);

        Assert.Equal(["OutFileRepeated", "OutFileRepeated"], scene.Session.ErrorIds);
        Assert.Equal(["chunk 01\nchunk 02", "chunk 03"], scene.Inputs.Order());
        Assert.Equal(["a.pcm", "b.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_folder_of_files_is_named_after_the_sources()
    {
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("a"));
        Directory.CreateDirectory(scene.FileAt("b"));
        scene.Write("a/one.txt", "chunk 01");
        scene.Write("a/two.v2.md", "chunk 02");
        scene.Write("b/one.txt", "chunk 03");

        scene.Run("""
            'a/one.txt', 'a/two.v2.md', 'b/one.txt' |
                ForEach-Object { [System.IO.FileInfo]::new("$($PWD.ProviderPath)/$_") } |
                ConvertTo-Speech -OutDirectory out -ResponseFormat pcm
            """);

        Assert.Equal("OutFileRepeated", scene.Session.ErrorId);
        Assert.Contains(
            "in place of -OutDirectory",
            Assert.Single(scene.Session.Errors).ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Equal(
            ["one.pcm", "two.v2.pcm"],
            Directory.GetFileSystemEntries(scene.FileAt("out")).Select(Path.GetFileName).Order());
        Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("out/one.pcm"))));
        // Of Markdown a paragraph is a sentence.
        Assert.Equal(["chunk 01", "chunk 02."], scene.Inputs.Order());
    }

    [Fact]
    public async Task Texts_without_names_are_numbered_and_blank_ones_skipped()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'chunk 01', '', ' ', $null, 'chunk 02' | ConvertTo-Speech -OutDirectory . -ResponseFormat opus");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["speech-0001.opus", "speech-0002.opus"], scene.Entries);
    }

    [Fact]
    public async Task A_script_block_names_the_file_of_each_record()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("one.txt", "chunk 01");
        scene.Write("two.txt", "chunk 02");

        scene.Run("""
            'one', 'two' | ForEach-Object { [System.IO.FileInfo]::new("$($PWD.ProviderPath)/$_.txt") } |
                ConvertTo-Speech -OutFile { "$($_.BaseName).pcm" }
            'alloy', 'sage' | ForEach-Object { [pscustomobject]@{ Voice = $_ } } |
                ConvertTo-Speech -InputObject 'chunk 03' -OutFile { "$($_.Voice).pcm" }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["alloy.pcm", "one.pcm", "one.txt", "sage.pcm", "two.pcm", "two.txt"], scene.Entries);
        Assert.Equal([2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("two.pcm"))));
        Assert.Equal(
            ["alloy", "sage"],
            scene.Server.Requests
                .Where(request => request.Input == "chunk 03")
                .Select(request => request.Voice)
                .Order());
    }
}
