using System.Management.Automation;
using System.Text.RegularExpressions;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>
/// The files of <c>-OutDirectory</c> for texts without names: begun at once, numbered by their places, and never
/// replaced unasked.
/// </summary>
public sealed class NumberedFileTests
{
    private const string Command = " | ConvertTo-Speech -OutDirectory . -ResponseFormat pcm ";

    [Fact]
    public async Task A_text_is_begun_before_the_next_comes()
    {
        await using TestScene scene = await TestScene.StartAsync();
        using ManualResetEventSlim next = new();
        scene.Session.SetVariable("next", next.WaitHandle);
        using PowerShell shell = scene.Session.Begin(
            "& { 'chunk 01'; [void] $next.WaitOne(); 'chunk 02' }" + Command, out IAsyncResult running);

        await Chunks.WaitUntilAsync(() => scene.Entries.SequenceEqual(["speech-0001.pcm"]));
        Assert.Equal(["chunk 01"], scene.Inputs);
        next.Set();
        await Task.Factory.FromAsync(running, shell.EndInvoke);

        Assert.Equal(["speech-0001.pcm", "speech-0002.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_refused_row_keeps_its_number()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            $rows = 'sage 1', 'bob 2', 'ash 3' | ForEach-Object {
                $voice, $number = $_ -split ' '
                [pscustomobject]@{ Text = "chunk $number"; Voice = $voice }
            }
            $rows | ConvertTo-Speech -OutDirectory . -ResponseFormat pcm
            """);

        Assert.Equal("InvalidRecordValue", scene.Session.ErrorId);
        Assert.Equal(["speech-0001.pcm", "speech-0003.pcm"], scene.Entries);
        Assert.Equal([3], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("speech-0003.pcm"))));
    }

    [Fact]
    public async Task A_second_command_goes_on_behind_the_first()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'chunk 01', 'chunk 02'" + Command + "-Verbose");
        Assert.DoesNotContain(scene.Session.Verbose, line => line.Contains("go on behind", StringComparison.Ordinal));
        scene.Run("'chunk 03', 'chunk 04'" + Command + "-Verbose");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["speech-0001.pcm", "speech-0002.pcm", "speech-0003.pcm", "speech-0004.pcm"], scene.Entries);
        Assert.Equal([1, 2, 3, 4], scene.Entries.SelectMany(name => NumbersIn(scene, name)));
        Assert.Single(scene.Session.Verbose, line => line.StartsWith(
            "'speech-0002.pcm' is the last one there: the numbers go on behind it.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("speech-0999999999.pcm", "speech-0001.pcm")]
    [InlineData("speech-2147483647.pcm", "speech-0001.pcm")]
    [InlineData("speech-99999999.pcm", "speech-100000000.pcm")]
    public async Task A_number_beyond_all_is_none(string there, string next)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write(there, "");

        scene.Run("'chunk 01'" + Command);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([next, there], scene.Entries.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-Force", 0, new[] { 3, 4, 5 }, 3)]
    [InlineData("-NoClobber", 1, new[] { 1, 2, 5 }, 1)]
    public async Task Numbers_begin_at_1_where_it_is_said_what_becomes_of_files_that_are_there(
        string parameter, int warnings, int[] tones, int requests)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Run("'chunk 01', 'chunk 02'" + Command);
        scene.Server.ClearRequests();

        scene.Run("'chunk 03', 'chunk 04', 'chunk 05'" + Command + parameter);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(warnings, scene.Session.Warnings.Count);
        Assert.Equal(["speech-0001.pcm", "speech-0002.pcm", "speech-0003.pcm"], scene.Entries);
        Assert.Equal(tones, scene.Entries.SelectMany(name => NumbersIn(scene, name)));
        Assert.Equal(requests, scene.Inputs.Count);
    }

    [Theory]
    [InlineData("'chunk 01', 'chunk 02', $long, 'chunk 06'", "", "1: 1, 2: 2, 3: 3 4 5, 4: 1, 5: 2, 6: 6")]
    [InlineData("'chunk 01', 'chunk 02', $long, 'chunk 06'", "-NoClobber", "1: 1, 2: 2, 3: 3 4 5, 4: 6")]
    [InlineData("$long", "", "1: 1, 2: 2, 3: 3 4 5")]
    [InlineData("'chunk 07'", "", "1: 1, 2: 2, 3: parts, 4: 7")]
    public async Task The_parts_of_a_command_that_was_stopped_are_found(string texts, string parameter, string expected)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("long", Chunks.Text(3, 4, 5));
        const string command = Command + "-MaxChunkLength 10 -ThrottleLimit 1 ";
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 05", new HoldFault());
        using (PowerShell shell = scene.Session.Begin("'chunk 01', 'chunk 02', $long, 'chunk 06'" + command, out _))
        {
            // What came before may still be put into its place then.
            await Chunks.WaitUntilAsync(() => scene.Inputs.Contains("chunk 05")
                && !scene.Entries.Any(name => Regex.IsMatch(name, @"^speech-000[12]\.pcm\.")));
            await shell.StopAtOnceAsync();
        }

        Assert.Equal(["speech-0001.pcm", "speech-0002.pcm", "speech-0003.pcm.parts/"], scene.Entries);
        scene.Server.Faults = null;
        scene.Server.ClearRequests();

        scene.Run(texts + command + parameter);

        Assert.DoesNotContain("chunk 03", scene.Inputs);
        Assert.DoesNotContain("chunk 04", scene.Inputs);
        Assert.Equal(expected, string.Join(", ", scene.Entries.Select(
            name => $"{name["speech-000".Length]}: {Content(name)}")));

        string Content(string name) => name.EndsWith('/') ? "parts" : string.Join(' ', NumbersIn(scene, name));
    }

    [Fact]
    public async Task Commands_that_begin_at_once_take_different_numbers()
    {
        await using TestScene scene = await TestScene.StartAsync();
        using Barrier start = new(8);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Factory.StartNew(
            () =>
            {
                using ModuleSession session = new();
                session.SetLocation(scene.Folder);
                start.SignalAndWait();
                session.Run($"'chunk {i:00}'{Command} -BaseUri {scene.Server.BaseUri}");
                Assert.Empty(session.Errors);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal([.. Enumerable.Range(1, 8).Select(i => $"speech-{i:0000}.pcm")], scene.Entries);
        Assert.Equal(Enumerable.Range(1, 8), scene.Entries.SelectMany(name => NumbersIn(scene, name)).Order());
    }

    [Theory]
    [InlineData(true, "speech-0002.pcm")]
    [InlineData(false, "speech-0001.pcm")]
    public async Task What_another_process_is_making_takes_a_number_and_what_a_killed_one_left_none(
        bool isHeld, string made)
    {
        await using TestScene scene = await TestScene.StartAsync();
        string unfinished = scene.Write("speech-0001.pcm.cometspeech", "");
        using FileStream? other =
            isHeld ? new(unfinished, FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null;

        scene.Run("'chunk 01'" + Command);

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(made, scene.Entries);
        Assert.Equal(isHeld, File.Exists(unfinished));
    }

    [Fact]
    public async Task A_number_whose_file_was_not_made_is_free_again()
    {
        await using TestScene scene = await TestScene.StartAsync(new ErrorFault(401));

        scene.Run("'chunk 01'" + Command);
        Assert.Equal("AuthenticationFailed", scene.Session.ErrorId);
        scene.Run("'chunk 01'" + Command);

        Assert.Equal(["speech-0001.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_file_that_another_command_made_under_the_number_meanwhile_stays()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(hold);
        Task run = scene.RunAsync("'chunk 01'" + Command);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 1);
        scene.Write("speech-0001.pcm", "mine");
        hold.Release();
        await run;

        Assert.Equal("OutFileExists", scene.Session.ErrorId);
        Assert.Equal("mine", File.ReadAllText(scene.FileAt("speech-0001.pcm")));
    }

    private static IEnumerable<int> NumbersIn(TestScene scene, string name) =>
        Tones.NumbersIn(File.ReadAllBytes(scene.FileAt(name)));
}
