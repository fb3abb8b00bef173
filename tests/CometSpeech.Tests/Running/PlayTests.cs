using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>
/// -Play with players that are scripts: what is heard, what is kept, and that no player stays behind.
/// </summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class PlayTests : IDisposable
{
    private readonly ProcessEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [SkippableFact]
    public async Task All_of_it_is_heard_in_order_and_nothing_goes_down_the_pipeline()
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3, 4, 5));

        IReadOnlyList<PSObject> output = scene.Run("$text | ConvertTo-Speech -Play -MaxChunkLength 10 -PassThru");

        Assert.Empty(output);
        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Empty(scene.Entries);
        Assert.Equal([1, 2, 3, 4, 5], Tones.NumbersIn(players.Heard));
        Assert.All(scene.Server.Requests, request => Assert.Equal("pcm", request.ResponseFormat));
        Assert.Contains("--rate=24000 --channels=1", players.Arguments, StringComparison.Ordinal);
        Assert.Empty(players.Running);
    }

    [SkippableTheory]
    [InlineData("a.wav", "wav")]
    [InlineData("a.pcm", "pcm")]
    [InlineData("a.flac", "flac")]
    public async Task What_is_heard_is_kept(string file, string format)
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));

        IReadOnlyList<PSObject> output = scene.Run(
            $"$text | ConvertTo-Speech -Play -OutFile {file} -MaxChunkLength 10 -PassThru");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(file, Assert.Single(output).Properties["Name"].Value);
        Assert.Equal([file], scene.Entries);
        Assert.Equal([1, 2, 3], Tones.NumbersIn(players.Heard));
        Assert.All(scene.Server.Requests, request => Assert.Equal(format, request.ResponseFormat));
        if (format == "pcm")
        {
            Assert.Equal(players.Heard, File.ReadAllBytes(scene.FileAt(file)));
        }
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("-OutFile a.pcm")]
    public async Task What_is_wrong_with_its_parts_is_told_once_whether_it_is_kept_or_not(string parameters)
    {
        new FakePlayers(_environment).AddWorking();
        byte[] odd = [.. Enumerable.Range(0, 4801).Select(i => (byte)(i * 7))];
        await using TestScene scene =
            await TestScene.StartAsync(Faults.Always(new ResponseFault(200, odd, "audio/pcm")));
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));

        scene.Run($"$text | ConvertTo-Speech -Play {parameters} -MaxChunkLength 10");

        Assert.Empty(scene.Session.Errors);
        Assert.EndsWith(
            "': part 1 of 3 ends inside a sample, which was left out. The same goes for 2 more parts: 2, 3.",
            Assert.Single(scene.Session.Warnings),
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Files_of_a_folder_are_heard_one_after_the_other()
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(
            request => request.Input == "chunk 01", new DelayFault(TimeSpan.FromMilliseconds(300)));

        scene.Run("'chunk 01', 'chunk 02', 'chunk 03' | ConvertTo-Speech -Play -OutDirectory .");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["speech-0001.wav", "speech-0002.wav", "speech-0003.wav"], scene.Entries);
        Assert.Equal([1, 2, 3], Tones.NumbersIn(players.Heard));
        Assert.Empty(players.Running);
    }

    [SkippableTheory]
    [InlineData("", "pcm", "wav")]
    [InlineData("-OutFile a.wav", "wav", "pcm")]
    [InlineData("-OutFile a.pcm", "pcm", "wav")]
    public async Task A_server_that_does_not_know_the_format_is_asked_for_the_other(
        string parameters, string refused, string other)
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.ResponseFormat == refused, Unknown(refused));
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));

        scene.Run($"$text | ConvertTo-Speech -Play -MaxChunkLength 10 -ThrottleLimit 1 {parameters} -Verbose");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([1, 2, 3], Tones.NumbersIn(players.Heard));
        Assert.Equal([refused, other, other, other], scene.Server.Requests.Select(request => request.ResponseFormat));
        Assert.Contains(
            scene.Session.Verbose,
            line => line.EndsWith($"knows no {refused}; it is asked for {other}.", StringComparison.Ordinal));
        Assert.Equal(parameters.Length > 0 ? [parameters["-OutFile ".Length..]] : [], scene.Entries);
    }

    [SkippableFact]
    public async Task A_server_that_knows_neither_is_asked_once_for_each()
    {
        _ = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.Always(Unknown("pcm"));

        scene.Run("'chunk 01' | ConvertTo-Speech -Play");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Equal(["pcm", "wav"], scene.Server.Requests.Select(request => request.ResponseFormat));
    }

    // The player is told what they are, and wav tells it.
    [SkippableTheory]
    [InlineData("")]
    [InlineData("-OutFile a.wav")]
    public async Task Samples_of_another_rate_are_played_at_theirs_without_a_warning(string parameters)
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        byte[] header =
        [
            .. "RIFF"u8, 0x34, 0xEE, 2, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 2, 0, 0x80, 0xBB, 0, 0, 0, 0xEE, 2, 0,
            4, 0, 16, 0, .. "data"u8, 0x10, 0xEE, 2, 0,
        ];
        byte[] samples = [.. Enumerable.Range(0, 0x2EE10).Select(i => (byte)(i * 7))];
        scene.Server.Faults = Fault.Always(new ResponseFault(200, (byte[])[.. header, .. samples], "audio/wav"));

        scene.Run($"'chunk 01' | ConvertTo-Speech -Play -ResponseFormat wav {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Contains("--rate=48000 --channels=2", players.Arguments, StringComparison.Ordinal);
        Assert.Equal(samples, players.Heard);
    }

    [SkippableFact]
    public async Task A_format_that_was_asked_for_by_hand_is_no_other_one()
    {
        _ = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.ResponseFormat == "pcm", Unknown("pcm"));

        scene.Run("'chunk 01' | ConvertTo-Speech -Play -ResponseFormat pcm");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Single(scene.Inputs);
    }

    [SkippableTheory]
    [InlineData("-OutFile a.mp3", "FormatNotPlayable", "Name a file that ends with .wav")]
    [InlineData("-OutFile a.m4b", "FormatNotPlayable", "Name a file that ends with .wav")]
    [InlineData("-OutFile a", "FormatNotPlayable", "Name a file that ends with .wav")]
    [InlineData("-OutFile { 'a.mp3' }", "FormatNotPlayable", "Name a file that ends with .wav")]
    [InlineData("-ResponseFormat mp3", "FormatNotPlayable", "Ask for wav, pcm or flac")]
    [InlineData("-OutDirectory . -ResponseFormat opus", "FormatNotPlayable", "Ask for wav, pcm or flac")]
    [InlineData("-Stream", "ParametersConflict", "leave it out to hear them here")]
    [InlineData("-Subtitle Srt", "SubtitleWithoutFile", "the audio is only heard")]
    public async Task What_cannot_be_played_is_refused_before_anything_is_paid_for(
        string parameters, string id, string said)
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'chunk 01' | ConvertTo-Speech -Play {parameters}");

        Assert.Equal(id, scene.Session.ErrorId);
        ErrorRecord error = scene.Session.Errors[0];
        Assert.Contains(
            said, $"{error.Exception.Message} {error.ErrorDetails.RecommendedAction}", StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
        Assert.Equal(0, players.Started);
    }

    [SkippableFact]
    public async Task Without_a_player_nothing_is_sent_and_the_error_says_what_to_install()
    {
        _ = new FakePlayers(_environment);
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'chunk 01' | ConvertTo-Speech -Play -OutFile a.wav");

        Assert.Equal("PlaybackUnavailable", scene.Session.ErrorId);
        Assert.Contains(
            "alsa-utils", scene.Session.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [SkippableFact]
    public async Task A_player_that_fails_gives_way_to_the_next_one()
    {
        FakePlayers players = new FakePlayers(_environment)
            .Add("pw-cat", "echo 'unrecognized option' >&2; exit 1")
            .Add("paplay", "echo 'Connection refused' >&2; exit 1")
            .AddWorking("aplay");
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'chunk 01' | ConvertTo-Speech -Play");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([1], Tones.NumbersIn(players.Heard));
    }

    [SkippableFact]
    public async Task WhatIf_plays_nothing_and_needs_no_player()
    {
        _ = new FakePlayers(_environment);
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        scene.Run("'chunk 01' | ConvertTo-Speech -Play -WhatIf");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(host.Lines, line => line.EndsWith("-> the loudspeaker", StringComparison.Ordinal));
        Assert.Empty(scene.Inputs);
    }

    [SkippableFact]
    public async Task A_player_that_dies_in_the_middle_ends_the_command()
    {
        FakePlayers players = new FakePlayers(_environment).AddBreaking(
            "head -c 9000 > /dev/null; echo 'the device is gone' >&2; exit 3");
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text([.. Enumerable.Range(1, 31)]));

        scene.Run("$text | ConvertTo-Speech -Play -MaxChunkLength 10; 'the script went on'");

        Assert.Equal("PlaybackFailed", scene.Session.ErrorId);
        Assert.Contains("the device is gone", scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(players.Running);
    }

    [SkippableFact]
    public async Task What_came_before_a_part_that_failed_is_heard()
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 03", new ErrorFault(400));
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));

        scene.Run("$text | ConvertTo-Speech -Play -MaxChunkLength 10");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Equal([1, 2], Tones.NumbersIn(players.Heard));
        Assert.Empty(players.Running);
    }

    public static TheoryData<string, string> Moments => new()
    {
        { "while it plays", "sleep 1000" },
        { "while it waits for the service", "cat > /dev/null" },
        { "at the end", "cat > /dev/null; sleep 1000" },
    };

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task Ctrl_C_ends_sound_and_requests_and_leaves_no_player(string moment, string script)
    {
        FakePlayers players = new FakePlayers(_environment).AddBreaking(script);
        await using TestScene scene = await TestScene.StartAsync();
        int held = moment == "at the end" ? 0 : 3;
        scene.Server.Faults = Fault.When(request => request.Input == $"chunk {held:00}", new HoldFault());
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));
        using PowerShell shell = scene.Session.Begin("$text | ConvertTo-Speech -Play -MaxChunkLength 10", out _);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 3 && players.Started == 2);
        await Task.Delay(200);
        Assert.NotEmpty(players.Running);

        await shell.StopAtOnceAsync();

        Assert.Empty(players.Running);
        Assert.Equal(3, scene.Inputs.Count);
    }

    [SkippableFact]
    public async Task A_pipeline_that_has_enough_leaves_no_player()
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run(
            "'chunk 01', 'chunk 02', 'chunk 03' | ConvertTo-Speech -Play -OutDirectory . -PassThru | "
                + "ForEach-Object { throw 'enough' }");

        Assert.Empty(players.Running);
        Assert.Equal([1], Tones.NumbersIn(players.Heard).Take(1));
    }

    // As FastAPI's validation names the field.
    private static ErrorFault Unknown(string format) =>
        new(400, "", $"response_format must be one of: mp3, {(format == "pcm" ? "wav" : "pcm")}");
}
