using System.Net;
using System.Net.Sockets;
using System.Text;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Catalog;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Tests.Api.Catalog;

/// <summary>How a service is asked for its lists.</summary>
public sealed class ServiceListClientTests
{
    private static readonly CometApiClientOptions s_patient = new() { MaximumRetryCount = 0 };

    // So long that the server has heard of a client before it is gone, on a busy machine too.
    private static readonly CometApiClientOptions s_impatient =
        new() { MaximumRetryCount = 0, InactivityTimeout = TimeSpan.FromSeconds(2) };

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\":[")]
    public async Task A_server_that_falls_silent_is_given_up(string beginning)
    {
        using var server = new OneAnswer(beginning);
        using ServiceListClient client = new(server.Address, null, s_impatient);

        ServiceException failure = await Assert.ThrowsAsync<ServiceException>(
            () => client.GetVoicesAsync(null, CancellationToken.None));

        Assert.Equal(ServiceFailure.RequestTimedOut, failure.Failure);
    }

    [Fact]
    public async Task The_catalogue_is_the_hosts_and_no_key_is_sent()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"data\":[{\"id\":\"tts\"}]}");

        ModelEntry model = Assert.Single(await ServiceListClient.GetCatalogAsync(
            server.Address, s_patient, null, CancellationToken.None));

        Assert.Equal("tts", model.Id);
        Assert.StartsWith("GET /api/models HTTP/1.1\r\n", server.Heard);
        Assert.DoesNotContain("Authorization", server.Heard);
        Assert.Contains("Accept-Encoding: identity\r\n", server.Heard);
    }

    [Fact]
    public async Task A_list_of_the_servers_own_is_below_its_address_and_its_key_is_sent()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"data\":[] }");
        using ServiceListClient client = new(server.Address, ApiKey.Parse("sk-0123456789"), s_patient);

        Assert.Empty(await client.GetModelsAsync(CancellationToken.None));

        Assert.StartsWith("GET /v1/models HTTP/1.1\r\n", server.Heard);
        Assert.Contains("Authorization: Bearer sk-0123456789\r\n", server.Heard);
    }

    [Theory]
    [InlineData("https://api.cometapi.com/v1", true)]
    [InlineData("https://API.cometapi.com:443", true)]
    [InlineData("http://api.cometapi.com/v1", false)]
    [InlineData("https://api.cometapi.com.example/v1", false)]
    [InlineData("http://127.0.0.1:8880/v1", false)]
    public void CometApi_alone_has_a_catalogue(string address, bool expected) =>
        Assert.Equal(expected, ServiceListClient.HasCatalog(ServiceAddress.Parse(address)));

    /// <summary>A server that hears one request and sends bytes, after which it says nothing.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private TcpClient? _client;

        public OneAnswer(string answer)
        {
            _listener.Start();
            Address = ServiceAddress.Parse($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
            _ = AnswerAsync(Encoding.ASCII.GetBytes(answer));
        }

        public ServiceAddress Address { get; }

        public string Heard { get; private set; } = "";

        public void Dispose()
        {
            _client?.Dispose();
            _listener.Stop();
        }

        private async Task AnswerAsync(byte[] answer)
        {
            // Not AcceptTcpClientAsync: Wine's AcceptEx tells now and then no address, with which .NET ends the
            // process.
            _client = await Task.Run(_listener.AcceptTcpClient);
            NetworkStream stream = _client.GetStream();
            byte[] buffer = new byte[16 * 1024];
            while (!Heard.Contains("\r\n\r\n"))
            {
                Heard += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, 0, buffer.Length));
            }

            await stream.WriteAsync(answer, 0, answer.Length);
        }
    }
}
