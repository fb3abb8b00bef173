using System.Net.Http.Json;
using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;

namespace CometSpeech.Tests.LocalServer;

/// <summary>A local server and a plain HTTP client that talks to it, for one test.</summary>
internal sealed class ServerConversation : IAsyncDisposable
{
    private ServerConversation(LocalSpeechServer server) => Server = server;

    public LocalSpeechServer Server { get; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<ServerConversation> StartAsync(LocalServerOptions? options = null) =>
        new(await LocalSpeechServer.StartAsync(options ?? new LocalServerOptions { Engine = EngineKind.Tone }));

    public static Task<ServerConversation> StartAsync(params Fault?[] faults) =>
        StartAsync(new LocalServerOptions { Engine = EngineKind.Tone, Faults = Fault.InTurn(faults) });

    /// <summary>Asks for speech and gives the answer as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> SpeakAsync(
        string input = "chunk 1",
        string format = "mp3",
        string voice = "sage",
        double speed = 1,
        CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> body = new()
        {
            ["model"] = "tts-1",
            ["input"] = input,
            ["voice"] = voice,
            ["response_format"] = format,
            ["speed"] = speed,
        };
        return SendAsync(JsonContent.Create(body), cancellationToken);
    }

    /// <summary>Sends a body as it is.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpContent body, CancellationToken cancellationToken = default) =>
        Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, Server.BaseUri + "/audio/speech") { Content = body },
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);

    /// <summary>Asks for speech and gives all its bytes.</summary>
    public async Task<byte[]> SpeakWholeAsync(
        string input = "chunk 1", string format = "mp3", string voice = "sage", double speed = 1)
    {
        using HttpResponseMessage response = await SpeakAsync(input, format, voice, speed);
        Assert.True(
            response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The members of the answer's error; fails when it is no error in the service's envelope.</summary>
    public static async Task<JsonElement> ErrorOfAsync(HttpResponseMessage response)
    {
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("error");
    }

    /// <summary>Waits until so many requests have arrived.</summary>
    public async Task WaitForRequestsAsync(int count)
    {
        while (Server.Requests.Count < count)
        {
            await Task.Delay(5);
        }
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return Server.DisposeAsync();
    }
}
