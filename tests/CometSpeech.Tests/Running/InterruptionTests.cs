using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.LocalServer.Faults.Limits;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>
/// However a run ends, the old file or the new one is whole, nothing runs on, and only finished parts are left.
/// </summary>
public sealed class InterruptionTests
{
    public static TheoryData<string, Fault> Moments => new()
    {
        { "before the headers", new HoldFault() },
        { "after the headers", new StallFault(0) },
        { "in the middle of the body", new StallFault(2000) },
        {
            "during the wait before another attempt",
            RateLimitFault.Refusal(TimeSpan.FromSeconds(60), RetryAfterStyle.Seconds)
        },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Ctrl_C_ends_it_at_once_and_leaves_nothing_behind(string moment, Fault fault)
    {
        Assert.NotEmpty(moment);
        await using TestScene scene = await TestScene.StartAsync(fault);
        scene.Write("a.pcm", "old");
        using PowerShell shell = scene.Session.Begin(
            "'chunk 01' | ConvertTo-Speech -OutFile a.pcm; 'chunk 02' | ConvertTo-Speech -OutFile b.pcm", out _);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 1);
        await Task.Delay(100);

        await shell.StopAtOnceAsync();

        Assert.Equal(["a.pcm"], scene.Entries);
        Assert.Equal("old", File.ReadAllText(scene.FileAt("a.pcm")));
        Assert.Single(scene.Inputs);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-WarningAction SilentlyContinue", false)]
    public async Task Ctrl_C_tells_what_is_kept_and_how_to_go_on(string parameters, bool isTold)
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 03", new HoldFault());
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));
        using PowerShell shell = scene.Session.Begin(
            $"$text | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 10 {parameters}", out _);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Contains("chunk 03") && PartsOf(scene, "a.pcm") == 2);

        await shell.StopAtOnceAsync();

        string told = $"Stopped. 2 of 3 parts of 'a.pcm' are kept in '{scene.FileAt("a.pcm.parts")}'. "
            + "The same command goes on from there.";
        Assert.Equal(isTold, host.Lines.Contains(told));
        Assert.Equal(isTold, host.Lines.Any(line => line.Contains("kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ctrl_C_tells_what_is_kept_of_several_files_in_one_line()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);
        scene.Server.Faults = Fault.When(request => request.Input is "chunk 02" or "chunk 04", new HoldFault());
        scene.Session.SetVariable("one", Chunks.Text(1, 2));
        scene.Session.SetVariable("other", Chunks.Text(3, 4));
        using PowerShell shell = scene.Session.Begin(
            "$one, $other | ConvertTo-Speech -OutDirectory . -ResponseFormat pcm -MaxChunkLength 10", out _);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 4
            && PartsOf(scene, "speech-0001.pcm") == 1
            && PartsOf(scene, "speech-0002.pcm") == 1);

        await shell.StopAtOnceAsync();

        Assert.Single(
            host.Lines, "Stopped. 2 parts of 2 files are kept. The same command goes on from there.");
    }

    [SkippableTheory]
    [InlineData("ConvertTo-Speech -Path pipe")]
    [InlineData("ConvertTo-Speech -LiteralPath pipe")]
    [InlineData("[System.IO.FileInfo]\"$($PWD.ProviderPath)/pipe\" | ConvertTo-Speech")]
    [InlineData("[pscustomobject]@{ LiteralPath = 'pipe' } | ConvertTo-Speech")]
    public async Task Ctrl_C_ends_it_while_a_text_is_read_that_never_comes(string command)
    {
        await using TestScene scene = await TestScene.StartAsync();
        string pipe = scene.FileAt("pipe");
        Skip.IfNot(!OperatingSystem.IsWindows() && Programs.Run("mkfifo", pipe), "A FIFO takes mkfifo.");
        using PowerShell shell = scene.Session.Begin(
            command + " -OutFile a.pcm; 'chunk 02' | ConvertTo-Speech -OutFile b.pcm", out IAsyncResult running);
        // Time for the read to begin; before, the command would end all the more easily.
        await Task.Delay(300);
        Assert.False(running.IsCompleted);

        await shell.StopAtOnceAsync();

        Assert.Empty(scene.Inputs);
        Assert.Equal(["pipe"], scene.Entries);
        // Lets the thread go that still waits for a writer.
        await using (new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite))
        {
        }
    }

    [SkippableFact]
    public async Task Ctrl_C_while_the_parts_are_joined_leaves_the_old_file_and_the_parts()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 02", hold);
        scene.Write("a.pcm", "old");
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        using PowerShell shell = scene.Session.Begin(
            "$text | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 10", out _);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 2 && PartsOf(scene, "a.pcm") == 1);
        // A part that ends when this test says so: the join cannot be over before it is stopped.
        string part = Directory.GetFiles(scene.FileAt("a.pcm.parts"), "*.part").Single();
        File.Delete(part);
        Skip.IfNot(!OperatingSystem.IsWindows() && Programs.Run("mkfifo", part), "A FIFO takes mkfifo.");
        hold.Release();
        // Opens when the join reads it.
        await using FileStream audio = await Task
            .Run(() => new FileStream(part, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            .WaitAsync(TimeSpan.FromMinutes(1));
        FileInfo joined = new(scene.FileAt("a.pcm.cometspeech"));
        await Chunks.WaitUntilAsync(() => Feed() && joined is { Exists: true, Length: > 0 });

        Task stopping = shell.StopAtOnceAsync();
        await Chunks.WaitUntilAsync(() => !Feed());
        await stopping;

        Assert.Equal("old", File.ReadAllText(scene.FileAt("a.pcm")));
        Assert.Equal(["a.pcm", "a.pcm.parts/"], scene.Entries);
        Assert.Equal(2, PartsOf(scene, "a.pcm"));

        // Whether anybody reads it still.
        bool Feed()
        {
            try
            {
                audio.Write(new byte[16 * 1024]);
                joined.Refresh();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("break")]
    [InlineData("throw 'enough'")]
    public async Task What_ends_the_pipeline_downstream_ends_the_requests(string end)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "b", new HoldFault());

        scene.Run($$"""
            function Receive-First { process { {{end}} } }
            do {
                'a', 'b' | ForEach-Object { [pscustomobject]@{ OutFile = "$_.pcm"; Text = $_ } } |
                    ConvertTo-Speech -PassThru | Receive-First
            } while ($false)
            """);

        // Nothing of the module is left that waits for the second answer.
        Assert.Equal(["a.pcm"], scene.Entries);
        await Chunks.WaitUntilAsync(
            () => scene.Server.Requests.All(request => request.Input == "a" || request.Status is null));
        Assert.Equal(end == "break" ? 0 : 1, scene.Session.Errors.Count);
    }

    [Fact]
    public async Task ErrorAction_Stop_leaves_nothing_running()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults =
            request => request.Input == "a" ? new ErrorFault(400, "invalid_request") : new HoldFault();

        scene.Run("""
            1..30 |
                ForEach-Object {
                    [pscustomobject]@{ OutFile = "$_.pcm"; Text = if ($_ -eq 1) { 'a' } else { "$_" } }
                } |
                ConvertTo-Speech -ErrorAction Stop
            """);

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task A_failed_request_of_a_single_chunk_leaves_no_folder()
    {
        await using TestScene scene = await TestScene.StartAsync(new CutFault(2000, BodyFraming.ContentLength));
        scene.Write("a.pcm", "old");

        scene.Run("'Hello' | ConvertTo-Speech -OutFile a.pcm -MaximumRetryCount 0");

        Assert.Equal("ConnectionFailed", scene.Session.ErrorId);
        Assert.Equal(["a.pcm"], scene.Entries);
        Assert.Equal("old", File.ReadAllText(scene.FileAt("a.pcm")));
    }

    [SkippableFact]
    public async Task A_folder_that_is_removed_meanwhile_is_an_error_about_the_disk()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows removes no folder in which a file is open.");
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(hold);
        Task run = scene.RunAsync("'Hello' | ConvertTo-Speech -OutFile out/a.pcm");
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 1);
        Directory.Delete(scene.FileAt("out"), recursive: true);
        hold.Release();
        await run;

        Assert.Equal("OutFileWriteFailed", scene.Session.ErrorId);
        Assert.Equal(ErrorCategory.WriteError, scene.Session.Errors[0].CategoryInfo.Category);
        Assert.Single(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    private static int PartsOf(TestScene scene, string file) => Directory.Exists(scene.FileAt(file + ".parts"))
        ? Directory.GetFiles(scene.FileAt(file + ".parts"), "*.part").Length
        : 0;
}
