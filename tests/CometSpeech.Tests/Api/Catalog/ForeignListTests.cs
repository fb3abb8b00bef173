using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Catalog;

/// <summary>Lists of models and voices that do not come: which error tells it, and what to do.</summary>
public sealed class ForeignListTests : ListTests
{
    private static readonly Dictionary<string, string> s_later = new() { ["Retry-After"] = "3600" };

    [Theory]
    [InlineData(404, """{"error":{"message":"Invalid URL (GET /v1/x)"}}""", "application/json")]
    [InlineData(404, """{"error":{"message":"Invalid URL (GET /v1/audio/voices)"}}""", "application/json")]
    [InlineData(404, """{"detail":"No such model, voice or format"}""", "application/json")]
    [InlineData(404, "<html>nothing here</html>", "text/html")]
    [InlineData(405, "", null)]
    [InlineData(410, "gone", "text/plain")]
    [InlineData(501, "", null)]
    [InlineData(200, "<!DOCTYPE html><html><body>Kokoro web</body></html>", "text/html; charset=utf-8")]
    [InlineData(200, "", null)]
    [InlineData(204, "", null)]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(200, "\"af_sky\"", "application/json")]
    [InlineData(200, """{"voices":{"a":1},"data":"b","models":null}""", "application/json")]
    [InlineData(200, """{"success":false,"message":"closed for today"}""", "application/json")]
    [InlineData(200, """{"data":[{"id":"a"}""", "application/json")]
    [InlineData(200, """{"data":[{"model":"a"},{"id":null},{"id":"\u001b[2J"}]}""", "application/json")]
    [InlineData(200, "{nested}", "application/json")]
    public void A_server_without_a_list_says_so_and_what_to_do(int status, string body, string? contentType)
    {
        string nested = string.Concat(Enumerable.Repeat("{\"data\":[", 5_000));
        Scene.Server.Faults = Fault.Always(new ResponseFault(status, body == "{nested}" ? nested : body, contentType));

        Scene.Run("Get-CometVoice -BaseUri $server");
        AssertRecord("VoiceListMissing", ErrorCategory.ObjectNotFound, "has no list of voices", "-CustomVoice");

        Scene.Run("Get-CometModel -BaseUri $server");
        AssertRecord("ModelListMissing", ErrorCategory.ObjectNotFound, "has no list of models", "-Model");
        Assert.Equal(
            ["/v1/audio/voices", "/v1/models"], Scene.Server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(401, "AuthenticationFailed", "AuthenticationError", "Set-CometApiKey -BaseUri")]
    [InlineData(403, "PermissionDenied", "PermissionDenied", "Set-CometApiKey -BaseUri")]
    [InlineData(400, "RequestRejected", "InvalidArgument", "")]
    [InlineData(429, "RateLimitExceeded", "LimitsExceeded", "60 minutes")]
    [InlineData(503, "ServiceUnavailable", "ResourceUnavailable", "60 minutes")]
    public void Other_refusals_are_what_they_are_elsewhere(int status, string id, string category, string advice)
    {
        Scene.Server.Faults = Fault.Always(
            new ResponseFault(status, """{"error":{"message":"Not so."}}""", headers: s_later));

        foreach (string command in new[] { "Get-CometVoice", "Get-CometModel" })
        {
            Scene.Run($"{command} -BaseUri $server");
            AssertRecord(id, Enum.Parse<ErrorCategory>(category), "Not so.", advice);
            Assert.DoesNotContain("-TimeoutSec", Session.Errors[0].ErrorDetails.RecommendedAction);
            Assert.DoesNotContain("-ThrottleLimit", Session.Errors[0].ErrorDetails.RecommendedAction);
        }
    }

    [Fact]
    public void The_words_of_an_answer_without_a_list_are_told()
    {
        Scene.Server.Faults = Fault.Always(
            new ResponseFault(200, """{"success":false,"message":"closed for today"}"""));

        Scene.Run("Get-CometModel -BaseUri $server");

        Assert.Contains("It says: closed for today", Session.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ErrorAction SilentlyContinue -ErrorVariable failed", 0)]
    [InlineData("-ErrorAction Stop", 1)]
    public void ErrorAction_is_heeded(string parameters, int errors)
    {
        Scene.Server.Faults = Fault.Always(new ErrorFault(404));

        foreach (string command in new[] { "Get-CometVoice", "Get-CometModel" })
        {
            IReadOnlyList<PSObject> output = Scene.Run($"'a', 'b' | {command} -BaseUri $server {parameters}; 'next'");

            Assert.Equal(1 - errors, output.Count);
            Assert.Equal(errors, Session.Errors.Count);
        }
    }

    [Fact]
    public async Task A_redirect_carries_no_key_elsewhere()
    {
        await using LocalSpeechServer other = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone });
        Scene.Server.Faults = Fault.Always(ResponseFault.Redirect(new Uri(other.BaseUri + "/models")));

        Scene.Run("Get-CometModel -BaseUri $server -ApiKey $key");
        AssertRecord("RedirectRefused", ErrorCategory.InvalidResult, "redirects to", "-BaseUri");
        Scene.Run("Get-CometVoice -BaseUri $server -ApiKey $key");
        AssertRecord("RedirectRefused", ErrorCategory.InvalidResult, "redirects to", "-BaseUri");

        Assert.Empty(other.Requests);
        AssertHarmless();
    }

    [Fact]
    public void A_key_goes_over_no_plain_connection_beyond_this_machine()
    {
        Scene.Run("Get-CometVoice -BaseUri http://192.0.2.1/v1 -ApiKey $key");
        Assert.Equal("UnencryptedConnection", Session.ErrorId);
        Scene.Run("Get-CometModel -BaseUri http://192.0.2.1/v1 -ApiKey $key");
        Assert.Equal("UnencryptedConnection", Session.ErrorId);
        AssertHarmless();
    }

    [Theory]
    [InlineData("Get-CometVoice")]
    [InlineData("Get-CometModel")]
    public async Task A_list_that_does_not_come_can_be_stopped(string command)
    {
        HoldFault hold = new();
        Scene.Server.Faults = Fault.Always(hold);
        using PowerShell shell = Session.Begin($"{command} -BaseUri $server; 'after'", out IAsyncResult running);
        while (Scene.Server.Requests.Count == 0)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(5);
        }

        await shell.StopAtOnceAsync();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        hold.Release();
    }

    [Fact]
    public void A_broken_connection_is_tried_again()
    {
        Scene.Server.Faults = Fault.InTurn(new ResetFault(), ListFixture.Answer("openai-models"));

        Assert.Equal(3, Scene.Run("Get-CometModel -BaseUri $server -Verbose").Count);
        Assert.Contains(
            Session.Verbose, line => line.StartsWith("Attempt 1 failed (ConnectionFailed)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_is_not_there_is_told_as_such()
    {
        using ClosedPort port = new();

        Scene.Run($"Get-CometVoice -BaseUri http://127.0.0.1:{port.Number}/v1");

        Assert.Equal("ConnectionFailed", Session.ErrorId);
    }

    private void AssertRecord(string id, ErrorCategory category, string words, string advice)
    {
        ErrorRecord error = Assert.Single(Session.Errors);
        Assert.Equal(id, Session.ErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Scene.Server.BaseUri + "/", error.TargetObject.ToString());
    }
}
