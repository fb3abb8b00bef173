using System.IO.Compression;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Documents.Support;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Targets;

namespace CometSpeech.Fuzz.Seeds;

/// <summary>Answers of services over HTTP, and what means something in them.</summary>
internal static class AnswerSeeds
{
    /// <summary>Names of members of JSON.</summary>
    public static readonly string[] Names =
    [
        "error", "message", "detail", "msg", "loc", "code", "param", "type", "data", "id", "voices", "models",
        "has_more", "last_id", "next", "links", "name", "voice_id", "language", "gender", "owned_by", "pricing",
        "prompt", "completion", "unit", "shutdown_date", "architecture", "output_modalities", "provider", "status_msg",
    ];

    /// <summary>What services say.</summary>
    public static readonly string[] Words =
    [
        "insufficient_quota", "invalid_api_key", "model_not_found", "maximum 4096 characters", "at most 2000 tokens",
        "voice 'x' not found", "'msg': 'a'", "[{'loc': ('body', 'voice'), 'msg': 'b'}]", "not found", "content_policy",
        "https://a:b@c.d/", "//evil.invalid/", "http://fuzz.invalid/v1/?page=2", "?after=", "request id: 1", "speech",
        "audio", "text->speech", "{\"error\":\"x\"}", "data: ", "event: ", "<html>", "input", HttpAnswers.Secret,
    ];

    /// <summary>Of status lines and headers.</summary>
    public static readonly string[] HeadTokens =
    [
        "HTTP/1.1 200 OK\r\n", "200", "206", "301", "400", "401", "402", "403", "404", "407", "413", "422", "429",
        "500", "501", "503", "529", "\r\n", "Retry-After: ", "retry-after-ms: ", "Content-Type: ", "Content-Length: ",
        "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: identity\r\n", "Location: ",
        "x-request-id: ", "Date: ", "Thu, 26 Nov 2026 10:00:00 GMT", "1e308", "Infinity", "audio/mpeg",
        "audio/pcm;rate=16000;channels=2", "audio/L16; rate=", "text/html", "application/json", "text/event-stream",
        "\u001B[31m", HttpAnswers.Secret, "https://a:b@c.d/", "//evil.invalid/",
    ];

    /// <summary>What answers are made of.</summary>
    public static readonly InputShape Shape = new AnswerShape(new TextShape(HeadTokens), new JsonShape(Names, Words));

    /// <summary>Answers to a request for speech.</summary>
    public static IEnumerable<byte[]> Speech =>
    [
        .. AudioFormats.All.Select(format => Answer(
            "200 OK",
            $"Content-Type: audio/{MediaType(format)}\r\nx-request-id: r1\r\n",
            AudioSeeds.Of(format).First())),
        Answer(
            "200 OK",
            "Content-Type: audio/L16;rate=16000;channels=2\r\nTransfer-Encoding: chunked\r\n",
            [.. "8\r\nabcdefgh\r\n4\r\n\0\0\0\0\r\n0\r\n\r\n"u8],
            hasLength: false),
        Answer("200 OK", "Content-Type: audio/mpeg\r\n", AudioSeeds.Of(AudioFormat.Mp3).First(), hasLength: false),
        Json("200 OK", """{"error":{"message":"No channel","type":"comet_api_error","code":null}}"""),
        Answer("200 OK", "Content-Type: text/html\r\n", [.. "<html><title>Gate</title></html>"u8]),
        Json(
            "429 Too Many Requests",
            """{"error":{"message":"Rate limit (request id: 2026)","code":"rate_limit_exceeded","param":null}}""",
            "Retry-After: 20\r\nretry-after-ms: 1500\r\n"),
        Json("429 Slow down", "{}",
            "Retry-After: Thu, 26 Nov 2026 10:00:00 GMT\r\nDate: Thu, 26 Nov 2026 09:59:00 GMT\r\n"),
        Json(
            "422 Unprocessable Content",
            """{"detail":[{"type":"string_too_long","loc":["body","input"],"msg":"at most 4096 characters"}]}"""),
        Json(
            "400 Bad Request",
            """
            {"error":{"message":"[{'type': 'enum', 'loc': ('body', 'voice'), 'msg': \"Input should be 'alloy'\"}]"}}
            """),
        Json("503 No",
            """{"message":"{\"error\":{\"message\":\"model x not found\",\"code\":\"model_not_found\"}}"}"""),
        Answer("301 Moved", "Location: https://user:word@other.invalid/?token=1\r\n", []),
        Answer("500 Oops", "Content-Type: text/event-stream\r\n", [.. "event: error\ndata: {\"msg\":\"x\"}\n\n"u8]),
        Json("401 No", $$$"""{"error":"Incorrect API key provided: {{{HttpAnswers.Secret}}}."}"""),
    ];

    /// <summary>Answers to a request for a list.</summary>
    public static IEnumerable<byte[]> Lists(string kind)
    {
        string folder = Path.Combine(Path.GetDirectoryName(DocumentFixtures.PathOf("x"))!, "..", "lists");
        foreach (string path in Directory.GetFiles(folder, $"*-{kind}.json").Order(StringComparer.Ordinal))
        {
            yield return Json("200 OK", File.ReadAllText(path));
        }

        yield return Json(
            "200 OK", """{"data":[{"id":"a"},{"id":"b"}],"has_more":true,"last_id":"b","links":{"next":"?page=2"}}""");
        yield return Json("200 OK", """["alloy",{"voice_id":"v","name":"V","language":"en","gender":"f"}]""");
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("""{"models":[{"id":"m","pricing":{"prompt":"0.1"}}]}"""u8);
        }

        yield return Answer("200 OK", "Content-Encoding: gzip\r\n", packed.ToArray());
    }

    private static byte[] Json(string status, string body, string headers = "") =>
        Answer(status, $"Content-Type: application/json\r\n{headers}", Encoding.UTF8.GetBytes(body));

    private static byte[] Answer(string status, string headers, byte[] body, bool hasLength = true) =>
    [
        .. Encoding.Latin1.GetBytes(
            $"HTTP/1.1 {status}\r\n{headers}{(hasLength ? $"Content-Length: {body.Length}\r\n" : "")}\r\n"),
        .. body,
    ];

    private static string MediaType(AudioFormat format) =>
        format == AudioFormat.Mp3 ? "mpeg" : AudioFormats.GetName(format);
}
