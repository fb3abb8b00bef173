using System.ClientModel;
using System.ClientModel.Primitives;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.LocalServer;
using CometSpeech.Tests.Support;
using OpenAI;
using OpenAI.Audio;
using OpenAI.Models;

namespace CometSpeech.Tests.Api.Contract;

/// <summary>
/// The local server stands for the service in these tests; OpenAI's own client, which nobody here wrote, checks that
/// it may.
/// </summary>
[Trait("Wine", "no")] // Its sockets end connections that Kestrel keeps, and this client is told not to try again.
public sealed class OpenAIDotNetTests
{
    [Fact]
    public async Task The_official_client_gets_the_same_samples()
    {
        await using TestScene scene = await TestScene.StartAsync();

        byte[] theirs = await AskAsync(scene.Server, "pcm");
        scene.Run("'chunk 7' | ConvertTo-Speech -OutFile a.pcm -Voice sage");

        Assert.Equal(theirs, File.ReadAllBytes(scene.FileAt("a.pcm")));
        Assert.Equal([7], Tones.NumbersIn(theirs));
        ReceivedRequest[] requests = [.. scene.Server.Requests];
        Assert.Equal(
            requests[0].Body!.Value.EnumerateObject().Select(field => field.ToString()).Order(),
            requests[1].Body!.Value.EnumerateObject().Select(field => field.ToString()).Order());
    }

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    [InlineData("wav")]
    public async Task The_official_client_gets_the_same_audio(string format)
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();

        byte[] theirs = await AskAsync(scene.Server, format);
        scene.Run($"'chunk 7' | ConvertTo-Speech -OutFile a.{format} -Voice sage");

        Assert.Equal(
            await FfmpegDecoder.DecodeAsync(theirs, format),
            await FfmpegDecoder.DecodeAsync(File.ReadAllBytes(scene.FileAt("a." + format)), format));
    }

    [Fact]
    public async Task The_official_client_understands_a_refused_key()
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Key = "sk-the-right-one" });

        ClientResultException exception =
            await Assert.ThrowsAsync<ClientResultException>(() => AskAsync(server, "mp3"));

        Assert.Equal(401, exception.Status);
        Assert.Contains("request id", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(404, "model_not_found", "The model `tts-9` does not exist.")]
    [InlineData(429, "rate_limit_exceeded", "Too many requests.")]
    [InlineData(503, "model_not_found", "No available channel for model tts-9")]
    public async Task The_official_client_understands_an_error(int status, string code, string message)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions
            {
                Engine = EngineKind.Tone,
                Faults = Fault.Always(new ErrorFault(new ApiError(status, message, code))),
            });

        ClientResultException exception =
            await Assert.ThrowsAsync<ClientResultException>(() => AskAsync(server, "mp3"));

        Assert.Equal(status, exception.Status);
        Assert.Contains(code, exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_client_lists_the_models()
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone });

        OpenAIModelCollection models =
            await new OpenAIModelClient(new ApiKeyCredential("sk-any"), Options(server)).GetModelsAsync();

        Assert.Equal(LocalServerOptions.DefaultModels, models.Select(model => model.Id));
    }

    [Fact]
    public async Task The_official_client_reads_speech_while_it_comes()
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone });
        byte[] speech = await AskAsync(server, "wav");
        HalvedSpeech halved = new(speech);
        server.Faults = Fault.Always(halved);
        BinaryContent body = BinaryContent.Create(
            BinaryData.FromString("""{"model":"tts-1","input":"chunk 7","voice":"sage","response_format":"wav"}"""));

        ClientResult result = await Client(server).GenerateSpeechAsync(
            body, new RequestOptions { BufferResponse = false });
        await using Stream stream = result.GetRawResponse().ContentStream!;
        byte[] read = new byte[speech.Length];
        await stream.ReadExactlyAsync(read.AsMemory(0, speech.Length / 2));
        halved.Release();
        await stream.ReadExactlyAsync(read.AsMemory(speech.Length / 2));

        Assert.Equal(speech, read);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
    }

    private static OpenAIClientOptions Options(LocalSpeechServer server) =>
        new() { Endpoint = server.BaseUri, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    private static AudioClient Client(LocalSpeechServer server) =>
        new("tts-1", new ApiKeyCredential("sk-any"), Options(server));

    private static async Task<byte[]> AskAsync(LocalSpeechServer server, string format)
    {
        BinaryData speech = await Client(server).GenerateSpeechAsync(
            "chunk 7",
            new GeneratedSpeechVoice("sage"),
            new SpeechGenerationOptions { ResponseFormat = new GeneratedSpeechFormat(format) });
        return speech.ToArray();
    }
}
