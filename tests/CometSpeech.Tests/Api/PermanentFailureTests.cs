using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>What another attempt cannot mend is asked for once, whatever status it is dressed in.</summary>
public sealed class PermanentFailureTests
{
    [Theory]
    [InlineData(500, "invalid_request", "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(429, "invalid_request", "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(503, "model_not_found", "ModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(429, "insufficient_quota", "QuotaExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData(403, "insufficient_user_quota", "QuotaExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData(500, "invalid_api_key", "AuthenticationFailed", ErrorCategory.AuthenticationError)]
    [InlineData(400, "", "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(401, "", "AuthenticationFailed", ErrorCategory.AuthenticationError)]
    [InlineData(402, "", "QuotaExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData(403, "", "PermissionDenied", ErrorCategory.PermissionDenied)]
    [InlineData(404, "", "EndpointNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(413, "", "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(418, "", "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(422, "", "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(501, "", "ServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    public Task An_error_that_stays_is_asked_for_once(int status, string code, string id, ErrorCategory category) =>
        AssertFailsAtOnceAsync(new ErrorFault(status, code), id, category, status);

    // OpenAI has the word in `type` when `code` is null.
    [Fact]
    public Task The_type_counts_where_the_code_is_missing() => AssertFailsAtOnceAsync(
        new ResponseFault(
            429,
            """{"error":{"message":"You exceeded """
                + """your current quota.","type":"insufficient_quota","param":null,"code":null}}"""),
        "QuotaExceeded",
        ErrorCategory.LimitsExceeded,
        429);

    [Theory]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "text/html", "mp3")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "audio/mpeg", "mp3")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", null, "pcm")]
    [InlineData("""{"error":{"message":"Too late.","code":"x"}}""", "application/json", "mp3")]
    [InlineData("""{"error":{"message":"Too late.","code":"x"}}""", "application/json; charset=utf-8", "pcm")]
    [InlineData("""{"error":{"message":"Too late.","code":"x"}}""", "application/octet-stream", "pcm")]
    [InlineData("data: {}\n\n", "text/event-stream", "wav")]
    [InlineData("""{"audio_url":null}""", "audio/mpeg", "pcm")]
    [InlineData("""{"audio_url":null}""", "audio/mpeg", "mp3")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "audio/pcm", "pcm")]
    [InlineData("UklGRiQAAABXQVZFZm10IBAAAAABAAEAwF0AAIC7AAAC", "audio/pcm", "pcm")]
    [InlineData("Zu viele Anfragen für ein Konto: später wieder.", "audio/pcm;rate=24000", "pcm")]
    [InlineData("not audio", "image/png", "mp3")]
    public Task A_success_without_audio_is_none(string body, string? contentType, string format) =>
        AssertFailsAtOnceAsync(
            new ResponseFault(200, body, contentType), "AnswerNotAudio", ErrorCategory.InvalidResult, 200, format);

    [Theory]
    [InlineData(206, null)]
    [InlineData(200, "gzip")]
    public Task Audio_that_is_a_part_or_compressed_is_none(int status, string? coding)
    {
        byte[] samples = [.. Enumerable.Range(0, 4_800).Select(i => (byte)(i * 7))];
        Dictionary<string, string> headers = coding is null ? [] : new() { ["Content-Encoding"] = coding };
        return AssertFailsAtOnceAsync(
            new ResponseFault(status, samples, "audio/pcm", headers),
            "AnswerNotAudio",
            ErrorCategory.InvalidResult,
            status,
            "pcm");
    }

    // Longer than what of an answer is kept to judge it by.
    [Fact]
    public Task A_long_page_as_samples_is_none() => AssertFailsAtOnceAsync(
        new ResponseFault(
            200, "<html>" + string.Concat(Enumerable.Repeat("<p>Please sign in.</p>\r\n", 2_000)), "audio/pcm"),
        "AnswerNotAudio",
        ErrorCategory.InvalidResult,
        200,
        "pcm");

    [Theory]
    [InlineData("1F8B0800000000000003", "audio/pcm")]
    [InlineData("504B0304140000000800", "audio/pcm")]
    [InlineData("28B52FFD04580100", null)]
    public Task An_archive_as_samples_is_none(string head, string? contentType) => AssertFailsAtOnceAsync(
        new ResponseFault(
            200,
            (byte[])[.. Convert.FromHexString(head), .. Enumerable.Range(0, 4_800).Select(i => (byte)(i * 7))],
            contentType),
        "AnswerNotAudio",
        ErrorCategory.InvalidResult,
        200,
        "pcm");

    // A fault of the moment as a rule, and paid for again: once is enough.
    [Theory]
    [InlineData("audio/mpeg", "mp3")]
    [InlineData(null, "pcm")]
    [InlineData("audio/wav", "wav")]
    public async Task An_empty_answer_is_asked_for_once_more(string? contentType, string format)
    {
        ResponseFault empty = new(200, "", contentType);
        await using TestScene scene = await TestScene.StartAsync(empty, null, empty, empty, null);

        scene.Run($"'chunk 1', 'chunk 2' | ConvertTo-Speech -OutDirectory . -Format {format} -ThrottleLimit 1");

        Assert.Equal("AnswerNotAudio", scene.Session.ErrorId);
        Assert.Contains("The answer is empty.", scene.Session.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(["chunk 1", "chunk 1", "chunk 2", "chunk 2"], scene.Inputs);
        Assert.Equal(["speech-0001." + format], scene.Entries);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed(int status)
    {
        await using LocalSpeechServer elsewhere =
            await LocalSpeechServer.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });

        await AssertFailsAtOnceAsync(
            ResponseFault.Redirect(new Uri(elsewhere.BaseUri + "/audio/speech"), status),
            "RedirectRefused",
            ErrorCategory.InvalidResult,
            status);

        Assert.Empty(elsewhere.Requests);
    }

    // Raw samples may begin with any byte, that of a tag or of an object too.
    [Theory]
    [InlineData((byte)'<')]
    [InlineData((byte)'{')]
    public async Task Samples_that_begin_like_text_are_samples(byte first)
    {
        byte[] samples = [first, 0, .. Enumerable.Range(0, 4_800).Select(i => (byte)(i * 7))];
        await using TestScene scene = await TestScene.StartAsync(
            new ResponseFault(200, samples, "audio/pcm"), new ResponseFault(200, samples));

        scene.Run("'one' | ConvertTo-Speech -OutFile a.pcm; 'two' | ConvertTo-Speech -OutFile b.pcm");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(samples[..^(samples.Length % 2)], File.ReadAllBytes(scene.FileAt("a.pcm")));
        Assert.Equal(samples[..^(samples.Length % 2)], File.ReadAllBytes(scene.FileAt("b.pcm")));
    }

    // Quiet samples of letters' size for a tenth of a second, and then none; a square wave of bytes that are no text in
    // any encoding.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Samples_that_look_like_text_for_long_are_samples(bool ends)
    {
        byte[] letters = [.. Enumerable.Range(0, 4_800).Select(i => (byte)('A' + (i % 26)))];
        byte[] samples = ends
            ? [.. letters, 0, 0, .. letters]
            : [.. Enumerable.Range(0, 9_600).Select(i => i % 480 < 240 ? (byte)0x40 : (byte)0xC0)];
        await using TestScene scene = await TestScene.StartAsync(new ResponseFault(200, samples, "audio/pcm"));

        scene.Run("'one' | ConvertTo-Speech -OutFile a.pcm");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(samples, File.ReadAllBytes(scene.FileAt("a.pcm")));
    }

    private static async Task AssertFailsAtOnceAsync(
        Fault fault, string id, ErrorCategory category, int status, string format = "mp3")
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(fault));
        scene.Write("a." + format, "what was there before");

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{format}");

        Assert.Equal(id, scene.Session.ErrorId);
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(status, ModuleSession.Property(error, "StatusCode"));
        Assert.Single(scene.Server.Requests);
        Assert.Equal(["a." + format], scene.Entries);
        Assert.Equal("what was there before", File.ReadAllText(scene.FileAt("a." + format)));
    }
}
