using System.Net;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// Answers of a server as it sends them: bytes that the framework's own HTTP reads, over a connection of memory.
/// </summary>
internal static class HttpAnswers
{
    /// <summary>The key that each request is made with, and that some answers repeat.</summary>
    public const string Secret = "sk-fuzz-4f8c1b7a9e2d6035";

    /// <summary>Where the answers come from.</summary>
    public static readonly Uri Address = new("http://fuzz.invalid/v1/audio/speech");

    private static readonly HttpRequestOptionsKey<byte[]> s_answer = new("answer");

    // As Transport makes it, but for the connection, which is never used again.
    private static readonly HttpMessageInvoker s_invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = (context, _) =>
        {
            context.InitialRequestMessage.Options.TryGetValue(s_answer, out byte[]? answer);
            return new ValueTask<Stream>(new AnswerStream(answer!));
        },
    });

    /// <summary>Reads status line and headers; the body comes when it is read.</summary>
    /// <exception cref="HttpRequestException">It is no answer.</exception>
    public static HttpResponseMessage Read(byte[] answer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address) { Version = HttpVersion.Version11 };
        request.Options.Set(s_answer, answer);
        return s_invoker.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
    }

    private sealed class AnswerStream(byte[] answer) : MemoryStream(answer, writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
    }
}
