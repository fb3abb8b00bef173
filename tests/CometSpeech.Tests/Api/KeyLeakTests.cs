using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// Whatever the service answers, and be it the key itself: no stream, no error, no file and no name ever shows it.
/// </summary>
public sealed class KeyLeakTests
{
    private const string Key = "sk-mArKeD0123456789end";

    private static readonly Dictionary<string, string> s_echoHeaders = new()
    {
        ["x-request-id"] = Key,
        ["Retry-After"] = Key,
        ["WWW-Authenticate"] = $"Bearer realm=\"{Key}\"",
    };

    [Fact]
    public async Task No_fault_of_the_service_shows_the_key()
    {
        await using TestScene scene =
            await TestScene.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone, Key = Key });
        scene.Session.SetVariable("key", Key);
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3));
        scene.Session.Run("$DebugPreference = $VerbosePreference = 'Continue'");
        string error = $$$"""
            {"error":{"message":"The key {{{Key}}} is wrong (request id: {{{Key}}})",
            "type":"{{{Key}}}","param":"{{{Key}}}","code":"{{{Key}}}"}}
            """;
        (Fault? Fault, string Id)[] faults =
        [
            (null, ""),
            (new ResponseFault(401, error, headers: s_echoHeaders), "AuthenticationFailed"),
            (new ResponseFault(403, error, headers: s_echoHeaders), "PermissionDenied"),
            (new ResponseFault(400, $"{{\"error\":\"{Key}\"}}"), "RequestRejected"),
            (new ResponseFault(404, $"no {Key} here", "text/plain", s_echoHeaders), "EndpointNotFound"),
            (new ResponseFault(429, error, headers: s_echoHeaders), "RateLimitExceeded"),
            (new ResponseFault(500, error, headers: s_echoHeaders), "ServiceUnavailable"),
            (new ResponseFault(503, $"<html>{Key}</html>", "text/html", s_echoHeaders), "ServiceUnavailable"),
            (new ResponseFault(200, $"<html>{Key}</html>", "text/html", s_echoHeaders), "AnswerNotAudio"),
            (new ResponseFault(200, Key, "audio/pcm; charset=" + Key, s_echoHeaders), "AnswerNotAudio"),
            (new ResponseFault(200, error), "AnswerNotAudio"),
            (ResponseFault.Redirect(new Uri($"http://127.0.0.1:1/{Key}?key={Key}")), "RedirectRefused"),
            (new ResetFault(), "ConnectionFailed"),
            (new CutFault(2000, BodyFraming.ContentLength), "ConnectionFailed"),
            (new CutFault(2000, BodyFraming.Chunked), "ConnectionFailed"),
        ];

        for (int i = 0; i < faults.Length; i++)
        {
            // The second of three chunks, so that parts are left; what can be tried again is, once.
            Fault? fault = faults[i].Fault;
            scene.Server.Faults = request => request.Input == "chunk 02" ? fault : null;
            scene.Run(
                $"$text | ConvertTo-Speech -OutFile {i}.wav -MaxChunkLength 10 -ThrottleLimit 1 -ApiKey $key "
                + $"-MaximumRetryCount {(i % 4 == 2 ? 1 : 0)} -PassThru");
            Assert.Equal(faults[i].Id, scene.Session.Errors.Count == 0 ? "" : scene.Session.ErrorId);
        }

        // Goes on from a part, so that no request but the one that stalls is under the short limit.
        scene.Server.Faults = _ => new StallFault(2000);
        scene.Run(
            $"$text | ConvertTo-Speech -OutFile {faults.Length - 1}.wav -MaxChunkLength 10 -ThrottleLimit 1 "
            + "-ApiKey $key -MaximumRetryCount 0 -TimeoutSec 1 -PassThru");
        Assert.Equal("RequestTimedOut", scene.Session.ErrorId);
        scene.Server.Faults = null;

        scene.Run("$text | ConvertTo-Speech -OutFile wrong.wav -ApiKey \"$key$key\"");
        Assert.Equal("AuthenticationFailed", scene.Session.ErrorId);
        scene.Run("$text | ConvertTo-Speech -OutFile plain.wav -ApiKey $key -BaseUri http://192.0.2.1/v1");
        Assert.Equal("UnencryptedConnection", scene.Session.ErrorId);
        scene.Run("$text | ConvertTo-Speech -OutFile whatif.wav -ApiKey $key -WhatIf");
        scene.Run("$text | ConvertTo-Speech -ResponseFormat pcm -ApiKey $key");
        Assert.Empty(scene.Session.Errors);

        Assert.All(scene.Server.Requests, request => Assert.StartsWith("Bearer " + Key, request.Authorization));
        AssertHidden(scene.Session.EverythingSeen);
        Assert.Equal(faults.Length - 1, Directory.GetDirectories(scene.Folder, "*.parts").Length);
        foreach (string path in Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories))
        {
            AssertHidden(path);
            AssertHidden(Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        }
    }

    [Theory]
    [InlineData("-BaseUri $key")]
    [InlineData("-BaseUri \"${key}:1\"")]
    [InlineData("-BaseUri \"https://user:$key@192.0.2.1/v1\"")]
    [InlineData("-BaseUri \"http://127.0.0.1/v1?key=$key\"")]
    public async Task A_key_in_the_place_of_the_address_is_not_repeated(string parameter)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("key", Key);

        scene.Run($"'Hello' | ConvertTo-Speech -OutFile a.mp3 {parameter}");

        Assert.Equal("InvalidBaseUri", scene.Session.ErrorId);
        AssertHidden(scene.Session.Errors[0].ToString());
        AssertHidden(scene.Session.Errors[0].Exception.ToString());
        Assert.Null(scene.Session.Errors[0].TargetObject);
    }

    // Keys of servers that check none, or any: they are no secrets, and their letters are everywhere.
    [Theory]
    [InlineData("x", "Key 'x' is not for 'xeno': next, see index.html of x.ai (max. 4096).",
        "Key '(key)' is not for 'xeno': next, see index.html of x.ai (max. 4096).")]
    [InlineData("no", "There is no voice 'nova' for notes now.", "There is (key) voice 'nova' for notes now.")]
    [InlineData("key", "Unknown keyword in api_key: 'key'", "Unknown keyword in api_key: '(key)'")]
    [InlineData("test", "Bearer test: the latest_test failed.", "Bearer (key): the latest_test failed.")]
    [InlineData("sk-no-key-required", "No key is required, but sk-no-key-required came.",
        "No key is required, but (key) came.")]
    public async Task The_services_words_stay_readable_when_the_key_is_a_common_word(
        string key, string message, string shown)
    {
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });
        scene.Server.Faults = _ => new ResponseFault(400, $$$"""{"error":{"message":"{{{message}}}"}}""");

        scene.Run($"'Hello' | ConvertTo-Speech -OutFile a.mp3 -ApiKey {key}");

        Assert.Equal("Bearer " + key, Assert.Single(scene.Server.Requests).Authorization);
        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Contains(shown, scene.Session.Errors[0].ToString());
    }

    private static void AssertHidden(string seen)
    {
        Assert.DoesNotContain("mArKeD", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Convert.ToHexString(Encoding.Unicode.GetBytes("mArKeD")), seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)), seen, StringComparison.Ordinal);
    }
}
