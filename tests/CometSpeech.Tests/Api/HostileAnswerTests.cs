using System.Security;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// Servers that are broken or hostile: no hang, no crash, no unbounded memory, nothing of theirs obeyed.
/// </summary>
public sealed class HostileAnswerTests
{
    private const string Key = "sk-marked-3q9fj2k5v8";

    // What a terminal would obey, and what makes a text read as another.
    private const string Escapes =
        "\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u0008\u009b5n\u202egnp\u2066\u200b\U000E0041";

    [Theory]
    [InlineData("mp3")]
    [InlineData("pcm")]
    public async Task A_body_without_end_is_cut_off(string format)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new EndlessFault()));

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{format}");

        Assert.Equal("AnswerTooLong", scene.Session.ErrorId);
        Assert.Single(scene.Server.Requests);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(200)]
    [Trait("Wine", "no")] // Its sockets reset a connection with data on its way, where Kestrel means a plain end.
    public async Task Megabytes_of_words_are_cut(int status)
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new ResponseFault(status, "Blah " + new string('x', 8_000_000), "text/plain")));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 0");

        string message = Assert.Single(scene.Session.Errors).ErrorDetails.Message;
        Assert.Contains("Blah xxx", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 100, 1_000);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Long: {long}\r\n\r\n", "ConnectionFailed")]
    [InlineData("HTTP/1.1 999999 What\r\n\r\n", "ConnectionFailed")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "ConnectionFailed")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx", "AnswerNotAudio")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx", "ConnectionFailed")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "ConnectionFailed")]
    [InlineData("\0\u0001\u0002\u00ff\u00fe", "ConnectionFailed")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n", "ConnectionFailed")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: ;;;=\u00ff\r\nx-request-id: \u00ff\u009b\r\nContent-Length: 5\r\n\r\nHello",
        "AnswerNotAudio")]
    [InlineData(
        "HTTP/1.1 400 \u009b31mBad\r\nRetry-After: ,,\u00ff\r\nDate: yesterday\r\n"
            + "Content-Type: text/html; charset=\u00ff\r\nContent-Length: 0\r\n\r\n",
        "RequestRejected")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "AnswerNotAudio")]
    public async Task Nonsense_in_place_of_headers_is_an_error(string bytes, string id)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new RawFault(bytes.Replace("{long}", new string('x', 300_000), StringComparison.Ordinal))));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 0");

        Assert.Equal(id, scene.Session.ErrorId);
        AssertHarmless(scene);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Escape_sequences_are_not_passed_on(string contentType)
    {
        string body = contentType == "text/plain"
            ? "Look: " + Escapes
            : System.Text.Json.JsonSerializer.Serialize(
                new { error = new { message = "Look: " + Escapes, code = "a" + Escapes } });
        await using TestScene scene = await TestScene.StartAsync(
            new ResponseFault(
                503, body, contentType, new Dictionary<string, string> { ["Retry-After"] = Faults.ShortWait }),
            new ResponseFault(400, body, contentType),
            new ResponseFault(200, body, contentType));

        scene.Run("'chunk 1', 'chunk 2' | ConvertTo-Speech -OutDirectory . -ThrottleLimit 1 -Verbose");

        Assert.Equal(2, scene.Session.Errors.Count);
        Assert.All(
            scene.Session.Errors,
            error => Assert.Contains("Look:", error.ErrorDetails.Message, StringComparison.Ordinal));
        AssertHarmless(scene);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_do_no_harm()
    {
        byte[] invalid =
        [
            .. "{\"error\":{\"message\":\"Wrong "u8,
            0xC3, 0x28, 0xF0, 0x28, 0x8C, 0xED, 0xA0, 0x80, 0xFF, 0x00,
            .. "\"}}"u8,
        ];
        await using TestScene scene = await TestScene.StartAsync(new ResponseFault(400, invalid, "application/json"));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Contains("Wrong", Assert.Single(scene.Session.Errors).ErrorDetails.Message, StringComparison.Ordinal);
        AssertHarmless(scene);
    }

    [Theory]
    [InlineData("deep")]
    [InlineData("""{"error":{"message":"\ud800","code":"\udfff"}}""")]
    [InlineData("""{"error":{"message":{"a":[1,2,{"b":null}]},"code":12345678901234567890}}""")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":[],"error":{}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1e99999")]
    public async Task Odd_json_is_an_error_like_any_other(string body)
    {
        body = body == "deep" ? string.Concat(Enumerable.Repeat("{\"error\":[", 100_000)) : body;
        await using TestScene scene =
            await TestScene.StartAsync(new ResponseFault(400, body), new ResponseFault(200, body));

        scene.Run("'chunk 1', 'chunk 2' | ConvertTo-Speech -OutDirectory . -ThrottleLimit 1");

        Assert.Equal(["AnswerNotAudio", "RequestRejected"], scene.Session.ErrorIds.Order());
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData(400, "application/json")]
    [InlineData(500, "application/json")]
    [InlineData(401, "text/plain")]
    [InlineData(200, "text/plain")]
    [InlineData(200, "application/json")]
    [InlineData(200, "audio/mpeg")]
    public Task A_key_that_the_server_echoes_goes_no_further(int status, string contentType) => AssertKeyStaysAsync(
        new ResponseFault(
            status,
            contentType == "application/json"
                ? $$$"""{"error":{"message":"Bearer {{{Key}}} (request id: {{{Key}}})","code":"{{{Key}}}"}}"""
                : Key + " is wrong.",
            contentType,
            new Dictionary<string, string>
            {
                ["x-request-id"] = Key,
                ["x-key"] = Key,
                ["Retry-After"] = Faults.ShortWait,
            }),
        maximumRetryCount: 1);

    // As a service does that shows keys without their prefix, or the end of one.
    [Theory]
    [InlineData(400, 3)]
    [InlineData(401, 3)]
    [InlineData(200, 5)]
    public Task A_piece_of_the_key_goes_no_further(int status, int position) => AssertKeyStaysAsync(
        new ResponseFault(status, $$$"""{"error":{"message":"The key …{{{Key[position..]}}} is wrong."}}"""));

    // The second attempt has its verbose line, which must not quote it either.
    [Fact]
    public Task A_key_in_a_broken_status_line_is_not_told_of_in_a_retry() =>
        AssertKeyStaysAsync(new RawFault("HTTP/1.1 " + Key + "\r\n\r\n"), maximumRetryCount: 1);

    // What is shown of a long answer must not end inside the key.
    [Theory]
    [InlineData(200, "application/octet-stream", 104)]
    [InlineData(400, "text/plain", 65_536 - 16)]
    public Task A_key_at_the_cut_of_an_answer_goes_no_further(int status, string contentType, int position) =>
        AssertKeyStaysAsync(new ResponseFault(status, "It is" + new string(' ', position - 5) + Key, contentType));

    [Theory]
    [InlineData("HTTP/1.1 " + Key + "\r\n\r\n")]
    [InlineData("Bearer " + Key + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n" + Key + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: " + Key + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Key + "\r\n")]
    [InlineData("HTTP/1.1 400 " + Key + "\r\nContent-Type: " + Key + "/" + Key + "\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/" + Key + "\r\nContent-Length: 1\r\n\r\nx")]
    public Task A_key_in_broken_headers_goes_no_further(string bytes) => AssertKeyStaysAsync(new RawFault(bytes));

    private static async Task AssertKeyStaysAsync(Fault fault, int maximumRetryCount = 0)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(fault));
        using SecureString key = new();
        Key.ToList().ForEach(key.AppendChar);
        scene.Session.SetVariable("key", key);

        scene.Run($"""
            'chunk 1' |
                ConvertTo-Speech -OutFile a.mp3 -ApiKey $key -MaximumRetryCount {maximumRetryCount} -Verbose -Debug
            """);

        Assert.Single(scene.Session.Errors);
        Assert.Equal("Bearer " + Key, scene.Server.Requests[0].Authorization);
        Assert.DoesNotContain(Key[..10], scene.Session.EverythingSeen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key[^10..], scene.Session.EverythingSeen, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(scene.Entries);
    }

    // Every character that a terminal may act upon, in whatever form the errors and lines are looked at.
    private static void AssertHarmless(TestScene scene)
    {
        IEnumerable<string> shown = scene.Session.Errors
            .SelectMany(error => new[]
            {
                error.ToString(),
                error.ErrorDetails.Message,
                error.Exception.ToString(),
                ModuleSession.Property(error, "ErrorCode") as string ?? "",
            })
            .Concat(scene.Session.Verbose)
            .Concat(scene.Session.Warnings);
        Assert.All(shown, text => Assert.DoesNotContain("\U000E0041", text, StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain(
            text,
            character => (char.IsControl(character) && character is not ('\r' or '\n' or '\t'))
                || "\u202e\u2066\u200b".Contains(character, StringComparison.Ordinal)));
    }
}
