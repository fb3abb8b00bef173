using System.Management.Automation;
using System.Text.RegularExpressions;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Errors;

/// <summary>The service's own words about a failure, in whatever form they come, and the advice for them.</summary>
public sealed class ServiceWordsTests
{
    [Fact]
    public async Task A_request_id_is_found_inside_the_message()
    {
        await using TestScene scene = await TestScene.StartAsync(new RawFault(
            "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            + """{"error":{"message":"Wrong. (request id: """
            + """2026112312000012abCD)","type":"comet_api_error","param":"","code":""}}"""));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal("2026112312000012abCD", ModuleSession.Property(error, "RequestId"));
        Assert.Null(ModuleSession.Property(error, "ErrorCode"));
    }

    [Theory]
    [InlineData("""{"detail":"No such voice."}""", "application/json", "No such voice.")]
    [InlineData(
        """{"detail":[{"loc":["body","voice"],"msg":"No such voice.","type":"value_error"}]}""",
        "application/json",
        "voice: No such voice.",
        "value_error")]
    [InlineData(
        """{"detail":[{"loc":["body","voice"],"msg":"Not this."},{"loc":["body","speed"],"msg":"Too fast."}]}""",
        "application/json",
        "voice: Not this.; speed: Too fast.")]
    [InlineData(
        """{"detail":{"error":"validation_error","message":"No such voice.","type":"invalid_request_error"}}""",
        "application/json",
        "No such voice.",
        "validation_error")]
    [InlineData("""{"error":"No such voice."}""", "application/json", "No such voice.")]
    [InlineData("""{"error":{"error":{"message":"No such voice.","code":"inner"}}}""", "text/plain", "No such voice.",
        "inner")]
    [InlineData("""[{"error":{"code":400,"message":"No such voice.","status":"X"}}]""", null, "No such voice.")]
    [InlineData("""{"errors":["No such voice.","No speed."]}""", "application/json", "No such voice.; No speed.")]
    [InlineData("""{"errors":[{"title":"No such voice."}]}""", "application/json", "No such voice.")]
    [InlineData("""{"message":"No such voice."}""", "application/json", "No such voice.")]
    [InlineData("""{"type":"about:blank","title":"Bad","status":422,"detail":"No such voice."}""",
        "application/problem+json", "No such voice.")]
    [InlineData(
        """{"error":{"message":"[{'type': 'enum', """
            + """'loc': ('body', 'voice'), 'msg': \"No 'x' here.\", 'ctx': {}}]"}}""",
        "application/json", "voice: No 'x' here.")]
    [InlineData("""{"error":{"message":"[{'msg': 'No such voice.', 'input': 'x'}, {'msg': 'No speed.'}]"}}""",
        "application/json", "No such voice.; No speed.")]
    [InlineData("""{"error":"{\"detail\":\"No such voice.\"}"}""", "application/json", "No such voice.")]
    [InlineData("""{"error":"[sic] No such voice."}""", "application/json", "[sic] No such voice.")]
    [InlineData("\"No such voice.\"", "application/json", "No such voice.")]
    [InlineData("No such voice.", "text/plain", "No such voice.")]
    [InlineData("No such voice.", null, "No such voice.")]
    [InlineData("<html>No such voice.</html>", "text/html", "The service answered 422 Unprocessable Entity.")]
    [InlineData("", "application/json", "The service answered 422 Unprocessable Entity.")]
    [InlineData("""{"a":{"b":[1]}}""", "application/json", "The service answered 422 Unprocessable Entity.")]
    public async Task Every_servers_words_are_found(
        string body, string? contentType, string words, string? code = null)
    {
        await using TestScene scene = await TestScene.StartAsync(new ResponseFault(422, body, contentType));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        string details = code is null ? "(HTTP 422)" : $"(HTTP 422, {code})";
        Assert.Equal(
            $"a.mp3: {words} {details}", Regex.Replace(error.Exception.Message, ", request id [0-9a-f]+", ""));
        Assert.Equal(code, ModuleSession.Property(error, "ErrorCode"));
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("request-id")]
    [InlineData("X-Generation-Id")]
    [InlineData("X-Oneapi-Request-Id")]
    [InlineData("apim-request-id")]
    public async Task The_request_id_is_found_under_every_name(string header)
    {
        await using TestScene scene = await TestScene.StartAsync(new RawFault(
            $"HTTP/1.1 400 Bad Request\r\ncf-ray: of the network\r\n{header}: id-4711\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n\r\n{\"error\":{\"message\":\"Wrong.\"}}"));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal("id-4711", ModuleSession.Property(error, "RequestId"));
        Assert.Contains("request id id-4711", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    // The advice is what a user can do about it, by the name of the parameter.
    [Theory]
    [InlineData(422, """{"detail":[{"type":"string_too_long","loc":["body","input"],"""
        + """ "msg":"String should have at most 100 characters"}]}""", "-MaxChunkLength 100.")]
    [InlineData(400, "Input of 2132 tokens is over the maximum input limit of 200 tokens.", "-MaxChunkLength 180.")]
    [InlineData(413, "", "-MaxChunkLength 150.")]
    [InlineData(500, "Text is too long: maximum 200 characters.", "-MaxChunkLength 200.")]
    [InlineData(500, "Something broke.", "again later")]
    [InlineData(400, "Voice 'alloy' not found.", "-CustomVoice")]
    [InlineData(404, """{"detail":"Voice alloy does not exist"}""", "-CustomVoice")]
    [InlineData(422, """{"detail":[{"loc":["body","response_format"],"msg":"Input should be 'wav'"}]}""",
        "-ResponseFormat")]
    [InlineData(404, """{"error":{"message":"No model.","code":"model_not_found"}}""", "-Model")]
    [InlineData(404, """{"detail":"Not Found"}""", "-BaseUri")]
    [InlineData(403, """{"error":{"code":"content_filter","message":"Blocked."}}""", "does not speak what this text")]
    public async Task The_advice_names_what_to_change(int status, string body, string advice)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new ResponseFault(status, body)));
        string text = string.Concat(Enumerable.Repeat("Six words are spoken here again. ", 10))[..300];
        scene.Session.SetVariable("text", text);

        scene.Run("$text | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 0");

        Assert.Contains(
            advice, Assert.Single(scene.Session.Errors).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_voices_is_shown_to_its_end()
    {
        string names = string.Join(", ", Enumerable.Range(1, 300).Select(i => $"af_voice{i:000}"));
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new ErrorFault(400, "", $"Voice 'alloy' not found. Available voices: {names}.")));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Contains(
            "af_voice300.", Assert.Single(scene.Session.Errors).ErrorDetails.Message, StringComparison.Ordinal);
    }

    // Base64 is what some services put audio into JSON as; a slash may be escaped (RFC 8259, 7). Longer than what is
    // read of such an answer, and shorter.
    [Theory]
    [InlineData(30_000, "base64")]
    [InlineData(1_000, "base64")]
    [InlineData(1_000, "escaped")]
    [InlineData(1_000, "hexadecimal")]
    public async Task Audio_within_JSON_is_not_shown_as_words(int length, string form)
    {
        byte[] audio = new byte[length];
        new Random(1).NextBytes(audio);
        string data = form == "hexadecimal"
            ? Convert.ToHexString(audio)
            : Convert.ToBase64String(audio).Replace("/", form == "escaped" ? "\\/" : "/", StringComparison.Ordinal);
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new ResponseFault(200, $$"""{"message": "ok, {{data}}", "audio": "{{data}}"}""")));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("AnswerNotAudio", scene.Session.ErrorId);
        string message = Assert.Single(scene.Session.Errors).Exception.Message;
        Assert.Contains("ok, " + data[..4], message, StringComparison.Ordinal);
        Assert.True(message.Length is >= 100 and <= 250, message);
    }
}
