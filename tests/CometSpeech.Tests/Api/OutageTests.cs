using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// What the service refuses whatever the text is, it is not asked again: a wrong key among twenty texts is one request
/// and one error, and one more that says how many were not tried.
/// </summary>
public sealed class OutageTests
{
    private const string Twenty = "1..20 | ForEach-Object { \"chunk $_\" } | ConvertTo-Speech -OutDirectory . ";

    public static TheoryData<string, Fault> Lasting => new()
    {
        { "AuthenticationFailed", new ErrorFault(401) },
        { "AuthenticationFailed", new ErrorFault(400, "invalid_api_key") },
        { "PermissionDenied", new ErrorFault(403) },
        { "QuotaExceeded", new ErrorFault(402) },
        { "QuotaExceeded", new ErrorFault(429, "insufficient_quota") },
        { "QuotaExceeded", new ErrorFault(429, "", "You exceeded your current quota, please check your plan.") },
        { "QuotaExceeded", new ErrorFault(403, "", "The token quota is not enough.") },
        { "QuotaExceeded", new ErrorFault(400, "insufficient_balance") },
        { "QuotaExceeded", new ResponseFault(200, """{"error":{"message":"Empty.","code":"insufficient_quota"}}""") },
        { "ModelNotFound", new ErrorFault(404, "model_not_found") },
        { "ModelNotFound", new ErrorFault(503, "model_not_found") },
        { "ModelNotFound", new ErrorFault(400, "", "The model `tts-1` has been deprecated.") },
        { "ModelNotFound", new ErrorFault(503, "", "No available channel for model tts-1 under group default") },
        { "ModelNotFound", new ErrorFault(503, "", "当前分组 default 下对于模型 tts-1 无可用渠道") },
        { "ModelNotFound", new ResponseFault(410, "Gone", "text/plain") },
        { "ModelNotFound", new ResponseFault(200, """{"error":{"message":"The model `tts-1` does not exist"}}""") },
        { "EndpointNotFound", new ResponseFault(404, """{"detail":"Not Found"}""") },
        { "EndpointNotFound", new ResponseFault(410, """{"detail":"This endpoint was removed."}""") },
        { "RedirectRefused", ResponseFault.Redirect(new Uri("https://voices.example/v1/audio/speech")) },
        { "ProxyAuthenticationRequired", new ResponseFault(407, "<html>", "text/html") },
        { "RequestRejected", new ErrorFault(new ApiError(400, "Not this.", "", "voice")) },
        { "RequestRejected", new ErrorFault(400, "", "Voice 'alloy' not found. Available voices: af_sky") },
        // A task to poll, or audio in an envelope: paid for, and not to be read.
        { "AnswerNotAudio", new ResponseFault(202, """{"id":"task_1","status":"queued"}""") },
        { "RateLimitExceeded", LongWait(429) },
        { "ServiceUnavailable", LongWait(503) },
    };

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task What_lasts_is_asked_once_and_told_once(string id, Fault fault)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(fault));

        scene.Run(Twenty + "-ThrottleLimit 1 -ApiKey sk-12345678");

        Assert.Single(scene.Server.Requests);
        Assert.Equal([id, "RestNotTried"], scene.Session.ErrorIds);
        ErrorRecord rest = scene.Session.Errors[1];
        Assert.StartsWith("19 more files were not made", rest.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("speech-0001.mp3", rest.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationStopped, rest.CategoryInfo.Category);
        Assert.Equal(
            Enumerable.Range(2, 19).Select(i => scene.FileAt($"speech-{i:0000}.mp3")),
            Assert.IsType<string[]>(rest.TargetObject));
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task Requests_that_were_under_way_make_no_errors_of_their_own()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new ErrorFault(401)));

        scene.Run(Twenty + "-ThrottleLimit 8");

        Assert.InRange(scene.Server.Requests.Count, 1, 8);
        Assert.Equal(["AuthenticationFailed", "RestNotTried"], scene.Session.ErrorIds);
        Assert.StartsWith(
            "19 more files", scene.Session.Errors[1].ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_model_goes_on()
    {
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = Fault.When(request => request.Model == "tts-1", new ErrorFault(404, "model_not_found")),
        });

        scene.Run("""
            1..10 | ForEach-Object {
                $model = if ($_ % 2) { 'tts-1' } else { 'tts-1-hd' }
                [pscustomobject]@{ Text = "chunk $_"; Model = $model; OutFile = "$_.pcm" }
            } | ConvertTo-Speech -ThrottleLimit 1
            """);

        Assert.Equal(["ModelNotFound", "RestNotTried"], scene.Session.ErrorIds);
        Assert.Single(scene.Server.Requests, request => request.Model == "tts-1");
        Assert.Equal(["10.pcm", "2.pcm", "4.pcm", "6.pcm", "8.pcm"], scene.Entries);
        Assert.Equal([4], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("4.pcm"))));
    }

    [Fact]
    public async Task Another_voice_goes_on()
    {
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = Fault.When(
                request => request.Voice == "ash", new ErrorFault(400, "", "Voice 'ash' not found.")),
        });

        scene.Run("""
            1..8 | ForEach-Object {
                $voice = if ($_ % 2) { 'ash' } else { 'nova' }
                [pscustomobject]@{ Text = "chunk $_"; Voice = $voice; OutFile = "$_.pcm" }
            } | ConvertTo-Speech -ThrottleLimit 1
            """);

        Assert.Equal(["RequestRejected", "RestNotTried"], scene.Session.ErrorIds);
        Assert.Equal(["2.pcm", "4.pcm", "6.pcm", "8.pcm"], scene.Entries);
    }

    public static TheoryData<string, Fault> OfOneText => new()
    {
        { "RequestRejected", new ErrorFault(403, "content_policy_violation", "Not this text.") },
        { "RequestRejected", new ResponseFault(403, """{"error":{"code":403,"message":"Your input was flagged."}}""") },
        { "RequestRejected", new ErrorFault(400, "", "Cannot speak that.") },
        { "RequestRejected", new ErrorFault(400, "", "The model cannot speak this: a character is unknown.") },
        // A firewall's page.
        { "PermissionDenied", new ResponseFault(403, "<html>Blocked</html>", "text/html") },
        { "AnswerNotAudio", new ResponseFault(200, """{"error":"No."}""") },
        { "AnswerNotAudio", new ResponseFault(200, "<html>Blocked</html>", "text/html") },
        { "ServiceUnavailable", new ErrorFault(500) },
        { "ServiceUnavailable", new ErrorFault(503, "", "The model is overloaded.") },
    };

    [Theory]
    [MemberData(nameof(OfOneText))]
    public async Task What_may_be_one_text_s_own_ends_no_other(string id, Fault fault)
    {
        await using TestScene scene = await TestScene.StartAsync(fault);

        scene.Run(Twenty + "-ThrottleLimit 1 -MaximumRetryCount 0");

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(20, scene.Server.Requests.Count);
        Assert.Equal(19, scene.Entries.Count);
    }

    // What has just worked is not gone because of one refusal.
    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_after_answers_ends_no_other(int status)
    {
        await using TestScene scene = await TestScene.StartAsync(null, new ErrorFault(status), null);

        scene.Run(Twenty + "-ThrottleLimit 1");

        Assert.Single(scene.Session.Errors);
        Assert.Equal(19, scene.Entries.Count);
    }

    [Fact]
    public async Task An_account_that_runs_empty_ends_the_rest_and_keeps_what_was_paid_for()
    {
        await using TestScene scene = await TestScene.StartAsync(
            null, null, null, null, new ErrorFault(402), new ErrorFault(402));
        scene.Write("a.txt", Chunks.Text(1, 2, 3));
        scene.Write("b.txt", Chunks.Text(4, 5, 6));
        scene.Write("c.txt", Chunks.Text(7, 8, 9));
        const string Script = "ConvertTo-Speech -Path a.txt, b.txt, c.txt -OutDirectory . -Format pcm "
            + "-MaxChunkLength 10 -ThrottleLimit 1";

        scene.Run(Script);

        Assert.Equal(["QuotaExceeded", "RestNotTried"], scene.Session.ErrorIds);
        Assert.Contains("1 of 3 parts", scene.Session.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(5, scene.Server.Requests.Count);
        Assert.Equal(["a.pcm", "a.txt", "b.pcm.parts/", "b.txt", "c.txt"], scene.Entries);

        scene.Server.Faults = null;
        scene.Run(Script + " -NoClobber");
        Assert.Equal(5 + 5, scene.Server.Requests.Count);
        Assert.Equal([4, 5, 6], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("b.pcm"))));
        Assert.Equal([7, 8, 9], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("c.pcm"))));
    }

    [Fact]
    public async Task A_file_that_needs_no_request_is_made_all_the_same()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Run("'chunk 3' | ConvertTo-Speech -OutFile before.pcm -CachePath cache");
        scene.Server.Faults = Fault.Always(new ErrorFault(401));

        scene.Run("""
            1..4 | ForEach-Object { "chunk $_" } |
                ConvertTo-Speech -OutDirectory . -Format pcm -CachePath cache -ThrottleLimit 1
            """);

        Assert.Equal(["AuthenticationFailed", "RestNotTried"], scene.Session.ErrorIds);
        Assert.StartsWith("2 more files", scene.Session.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["before.pcm", "cache/", "speech-0003.pcm"], scene.Entries);
        Assert.Equal(2, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task A_page_in_place_of_every_answer_ends_the_rest_after_ten()
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new ResponseFault(200, "<!doctype html><title>Sign in</title>", "text/html")));

        scene.Run("1..40 | ForEach-Object { \"chunk $_\" } | ConvertTo-Speech -OutDirectory . -ThrottleLimit 1");

        Assert.Equal(10, scene.Server.Requests.Count);
        Assert.Equal([.. Enumerable.Repeat("AnswerNotAudio", 10), "RestNotTried"], scene.Session.ErrorIds);
        Assert.StartsWith(
            "30 more files", scene.Session.Errors[10].ErrorDetails.Message, StringComparison.Ordinal);
    }

    // What is asked for again is paid for again.
    public static TheoryData<string, int, Fault> Paid => new()
    {
        { "AnswerNotAudio", 10, new ResponseFault(200, """{"error":{"message":"Something broke."}}""") },
        {
            "AnswerNotAudio",
            10,
            new ResponseFault(
                200, "…", "audio/mpeg", new Dictionary<string, string> { ["Content-Encoding"] = "gzip" })
        },
        // Bare samples for mp3.
        { "AnswerNotAudio", 10, new ResponseFault(200, Enumerable.Repeat((byte)5, 9999).ToArray(), "audio/mpeg") },
        { "AnswerNotAudio", 5, new ResponseFault(200, "", "audio/mpeg") },
        { "AnswerIncomplete", 5, new ResponseFault(200, TestMp3.Create(20, told: 100)) },
        { "AnswerWithoutSpeech", 5, new ResponseFault(200, TestMp3.Create(1, told: 1)) },
    };

    [Theory]
    [MemberData(nameof(Paid))]
    public async Task Ten_answers_in_a_row_that_are_no_speech_end_the_rest(string id, int files, Fault fault)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(fault));

        scene.Run(
            "1..30 | ForEach-Object { \"chunk $_, $('and so on, ' * 9)\" } | "
                + "ConvertTo-Speech -OutDirectory . -ThrottleLimit 1 -MaximumRetryCount 1");

        Assert.Equal([.. Enumerable.Repeat(id, files), "RestNotTried"], scene.Session.ErrorIds);
        Assert.Equal(10, scene.Server.Requests.Count);
        Assert.StartsWith(
            $"{30 - files} more files", scene.Session.Errors[files].ErrorDetails.Message, StringComparison.Ordinal);
    }

    // One that succeeds shows that it is the texts.
    [Fact]
    public async Task Answers_between_begin_the_count_anew()
    {
        int count = 0;
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = _ => ++count % 10 == 0 ? null : new ResponseFault(200, """{"error":"No."}""");

        scene.Run(
            "1..30 | ForEach-Object { \"chunk $_\" } | ConvertTo-Speech -OutDirectory . -Format pcm -ThrottleLimit 1");

        Assert.Equal(30, scene.Server.Requests.Count);
        Assert.Equal(27, scene.Session.Errors.Count);
    }

    [Fact]
    public async Task Texts_that_the_service_will_not_speak_end_no_other()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new ResponseFault(200, """{"error":{"message":"Not this.","code":"content_policy_violation"}}""")));

        scene.Run("1..15 | ForEach-Object { \"chunk $_\" } | ConvertTo-Speech -OutDirectory . -ThrottleLimit 1");

        Assert.Equal(15, scene.Server.Requests.Count);
        Assert.DoesNotContain("RestNotTried", scene.Session.ErrorIds);
    }

    [Fact]
    public async Task Nobody_listening_is_found_out_once()
    {
        await using TestScene scene = await TestScene.StartAsync();
        using ClosedPort port = new();

        scene.Run(Twenty + $"-BaseUri http://127.0.0.1:{port.Number} -MaximumRetryCount 1 -ThrottleLimit 4 -Verbose");

        Assert.Equal(["ConnectionFailed", "RestNotTried"], scene.Session.ErrorIds);
        string message = scene.Session.Errors[0].ErrorDetails.Message;
        Assert.Contains(
            $"Cannot connect to http://127.0.0.1:{port.Number}/v1/audio/speech", message, StringComparison.Ordinal);
        // One retry for each of the four at once, and none for the sixteen others.
        Assert.InRange(
            scene.Session.Verbose.Count(line => line.StartsWith("Attempt 1 failed", StringComparison.Ordinal)), 1, 4);
    }

    [Theory]
    [InlineData("Stop", 1)]
    [InlineData("SilentlyContinue", 0)]
    [InlineData("Ignore", 0)]
    public async Task Every_error_action_is_kept(string action, int errors)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new ErrorFault(401)));

        scene.Run(Twenty + $"-ThrottleLimit 1 -ErrorAction {action} -ErrorVariable seen; $seen.Count");

        Assert.Single(scene.Server.Requests);
        Assert.Equal(errors, scene.Session.Errors.Count);
    }

    private static ErrorFault LongWait(int status) => new(
        new ApiError(status, "Come again."), new Dictionary<string, string> { ["Retry-After"] = "3600" });
}
