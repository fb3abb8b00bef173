using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Errors;

/// <summary>What a script gets to know about a failure, and how far a failure reaches.</summary>
public sealed class ErrorRecordTests
{
    [Fact]
    public async Task A_failure_tells_all_that_support_asks_for()
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Passing(503), new ErrorFault(400, "bad_voice", "This voice is hoarse."));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal("RequestRejected,CometSpeech.Commands.ConvertToSpeechCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal(scene.FileAt("a.mp3"), error.TargetObject);
        Assert.Contains("This voice is hoarse.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal("CometSpeech.SpeechException", error.Exception.GetType().FullName);
        string id = (string)ModuleSession.Property(error, "RequestId")!;
        Assert.Equal(400, ModuleSession.Property(error, "StatusCode"));
        Assert.Equal("bad_voice", ModuleSession.Property(error, "ErrorCode"));
        Assert.Equal(2, ModuleSession.Property(error, "Attempts"));
        Assert.Equal(new Uri(scene.Server.BaseUri + "/audio/speech"), ModuleSession.Property(error, "Uri"));
        Assert.Matches("^[0-9]{17}[0-9a-f]{8}$", id);
        Assert.Contains(id, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_not_sent_is_said_to_be_missing()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new ResponseFault(401, """{"detail":"Not authenticated"}""")));
        string origin = scene.Server.BaseUri.GetLeftPart(UriPartial.Authority);

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains(
            $"No key was sent: none is set for {origin}. The service says: Not authenticated",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"Set-CometApiKey -BaseUri {origin}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_tells_both_addresses_without_a_query()
    {
        await using TestScene scene = await TestScene.StartAsync(
            ResponseFault.Redirect(new Uri("https://u:p@voices.example/v2/audio/speech?token=secret#x")),
            new ResponseFault(301, "", null, new Dictionary<string, string> { ["Location"] = "/v2/audio/speech" }));
        string asked = scene.Server.BaseUri + "/audio/speech";

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3; 'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Contains(
            $"{asked} redirects to https://voices.example/v2/audio/speech. (HTTP 307",
            scene.Session.Errors[0].ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"redirects to {scene.Server.BaseUri.GetLeftPart(UriPartial.Authority)}/v2/audio/speech. (HTTP 301",
            scene.Session.Errors[1].ErrorDetails.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_where_nothing_is_is_told_whole()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new ResponseFault(404, """{"detail":"Not Found"}""")));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Contains(
            $"asked: {scene.Server.BaseUri}/audio/speech",
            Assert.Single(scene.Session.Errors).ErrorDetails.Message,
            StringComparison.Ordinal);
    }

    // Whatever befalls one chunk of many: which it was, and how its text begins.
    [Theory]
    [InlineData(400, "RequestRejected")]
    [InlineData(500, "ServiceUnavailable")]
    [InlineData(200, "AnswerNotAudio")]
    public async Task One_chunk_of_many_is_named_and_quoted(int status, string id)
    {
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = Fault.When(request => request.Input == "chunk 05", new ErrorFault(status)),
        });
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3, 4, 5, 6, 7, 8));

        scene.Run("$text | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 10 -MaximumRetryCount 0");

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.StartsWith(
            "a.pcm, part 5 of 8 ('chunk 05'): ",
            scene.Session.Errors[0].ErrorDetails.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_failed_file_among_a_hundred_is_one_error()
    {
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = Fault.When(request => request.Input == "chunk 50", new ErrorFault(400, "", "Not this one.")),
        });

        scene.Run("""
            1..100 | ForEach-Object { "chunk $_" } |
                ConvertTo-Speech -OutDirectory . -Format pcm -ThrottleLimit 16
            """);

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains("speech-0050.pcm", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(
            [.. Enumerable.Range(1, 100).Where(i => i != 50).Select(i => $"speech-{i:0000}.pcm")], scene.Entries);
        Assert.All(Enumerable.Range(1, 100).Where(i => i != 50), i =>
            Assert.Equal([i % Tone.Count], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt($"speech-{i:0000}.pcm")))));
    }

    [Fact]
    public async Task A_failed_record_does_not_get_the_audio_of_the_one_before()
    {
        await using TestScene scene = await TestScene.StartAsync(null, new ErrorFault(400));

        scene.Run("'chunk 1', 'chunk 2' | ConvertTo-Speech -OutDirectory . -ThrottleLimit 1");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Equal(["speech-0001.mp3"], scene.Entries);
    }

    [Fact]
    public async Task Parts_that_were_paid_for_are_named_kept_and_used()
    {
        await using TestScene scene = await TestScene.StartAsync(null, null, new ErrorFault(400));
        const string Script = """
            [pscustomobject]@{ Text = 'chunk 1' },
            [pscustomobject]@{ Text = 'chunk 2'; Voice = 'ash' },
            [pscustomobject]@{ Text = 'chunk 3' } |
                ConvertTo-Speech -OutFile a.pcm -ThrottleLimit 1
            """;

        scene.Run(Script);

        Assert.Contains(
            "2 of 3 parts are finished and kept",
            Assert.Single(scene.Session.Errors).ErrorDetails.Message,
            StringComparison.Ordinal);
        scene.Run(Script);
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(4, scene.Server.Requests.Count);
        Assert.Equal([1, 2, 3], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
        Assert.Equal(["a.pcm"], scene.Entries);
    }

    [Fact]
    public async Task Error_action_stop_leaves_nothing_running_and_nothing_behind()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = request => request.Input == "chunk 1" ? new ErrorFault(400) : hold,
        });

        // The others hang until they are let go: the command ends by itself, or this test does not.
        scene.Run("1..40 | ForEach-Object { \"chunk $_\" } | ConvertTo-Speech -OutDirectory . -ErrorAction Stop");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        int sent = scene.Server.Requests.Count;
        Assert.InRange(sent, 1, 40 - 1);
        hold.Release();
        Assert.Empty(scene.Entries);
        scene.Run("'chunk 99' | ConvertTo-Speech -OutFile a.mp3");
        // What was on its way when the command ended may have come since then.
        Assert.InRange(scene.Server.Requests.Count, sent + 1, 40);
        Assert.Single(scene.Inputs, "chunk 99");
        Assert.Equal(["a.mp3"], scene.Entries);
    }

    [Fact]
    public async Task An_error_can_be_caught_by_its_type()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new ErrorFault(401)));

        PSObject caught = Assert.Single(scene.Run("""
            try { 'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -ErrorAction Stop }
            catch [CometSpeech.SpeechException] { $_.Exception.StatusCode }
            """));

        Assert.Equal(401, caught.BaseObject);
        Assert.Empty(scene.Session.Errors);
    }
}
