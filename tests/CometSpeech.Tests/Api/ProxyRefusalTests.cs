using System.Net;
using System.Net.Sockets;
using System.Text;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// A proxy that wants a user name and a password: told as that, and never with the password that stands in its address.
/// </summary>
public sealed class ProxyRefusalTests
{
    private const string Password = "p4ssW0rd-of-proxy";

    [Theory]
    [InlineData("https://voices.example/v1", "CONNECT voices.example:443")]
    [InlineData("http://voices.example/v1", "POST http://voices.example/v1/audio/speech")]
    public async Task A_407_is_the_proxys_and_shows_no_password(string address, string asked)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource end = new();
        Task<string> serving = ServeAsync(listener, end.Token);

        string output = await RunBehindAsync(((IPEndPoint)listener.LocalEndpoint).Port, address);

        await end.CancelAsync();
        string heard = await serving;
        Assert.Contains(asked, heard, StringComparison.Ordinal);
        Assert.Contains("Proxy-Authorization: Basic", heard, StringComparison.Ordinal);
        Assert.Contains("id: ProxyAuthenticationRequired,", output, StringComparison.Ordinal);
        Assert.Contains("status: 407", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, output, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named_without_its_password()
    {
        using ClosedPort port = new();

        string output = await RunBehindAsync(port.Number, "https://voices.example/v1");

        Assert.Contains("id: ConnectionFailed,", output, StringComparison.Ordinal);
        Assert.Contains($"through the proxy http://127.0.0.1:{port.Number}/", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, output, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", output, StringComparison.Ordinal);
    }

    // In a process of its own: .NET reads the variables once.
    private static async Task<string> RunBehindAsync(int port, string address)
    {
        string proxy = $"http://jane:{Password}@127.0.0.1:{port}";
        const string Script = """
            $VerbosePreference = 'Continue'
            'Hello' | ConvertTo-Speech -MaximumRetryCount 0 -ErrorVariable failed | Out-Null
            foreach ($e in $failed) {
                "id: $($e.FullyQualifiedErrorId)"
                "status: $($e.Exception.StatusCode)"
                "$($e.ErrorDetails.Message) $($e.Exception)"
            }
            """;
        ChildProcess session = await ChildProcess.DotnetAsync(
            [ChildProcess.Playground, Script],
            ("COMETAPI_BASE_URL", address),
            ("COMETAPI_KEY", null),
            ("COMETAPI_API_KEY", null),
            ("HTTPS_PROXY", proxy),
            ("HTTP_PROXY", proxy),
            ("https_proxy", proxy),
            ("http_proxy", proxy),
            ("NO_PROXY", null),
            ("no_proxy", null));
        return session.Output;
    }

    // Answers every request with 407, and tells what it heard.
    private static async Task<string> ServeAsync(TcpListener listener, CancellationToken end)
    {
        StringBuilder heard = new();
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(end);
                try
                {
                    await AnswerAsync(client.GetStream(), heard, end);
                }
                catch (IOException)
                {
                    // The client broke off, which it may once it has the answer.
                }
            }
        }
        catch (OperationCanceledException)
        {
            return heard.ToString();
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, StringBuilder heard, CancellationToken end)
    {
        byte[] answer = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"u8
            .ToArray().Concat("Content-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray()).ToArray();
        byte[] buffer = new byte[16 * 1024];
        string request = "";
        while (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer, end);
            if (count == 0)
            {
                return;
            }

            request += Encoding.Latin1.GetString(buffer, 0, count);
        }

        heard.Append(request);
        await stream.WriteAsync(answer, end);
        // What is left of the body is read, so that the end of the connection does not take the answer with it.
        stream.Socket.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(buffer, end) > 0)
        {
            // Nobody needs it.
        }
    }
}
