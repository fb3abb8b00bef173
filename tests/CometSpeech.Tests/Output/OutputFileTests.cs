using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Where the audio goes: its container, its place, what is there already.</summary>
public sealed class OutputFileTests
{
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
}
