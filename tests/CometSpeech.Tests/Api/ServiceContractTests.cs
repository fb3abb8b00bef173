using System.ClientModel;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.LocalServer;
using CometSpeech.Tests.Support;
using OpenAI;
using OpenAI.Audio;

namespace CometSpeech.Tests.Api;

/// <summary>
/// The local server stands for the service in these tests; OpenAI's own client, which nobody here wrote, checks that
/// it may.
/// </summary>
public sealed class ServiceContractTests
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

    private static async Task<byte[]> AskAsync(LocalSpeechServer server, string format)
    {
        AudioClient client = new(
            "tts-1", new ApiKeyCredential("sk-any"), new OpenAIClientOptions { Endpoint = server.BaseUri });
        BinaryData speech = await client.GenerateSpeechAsync(
            "chunk 7",
            new GeneratedSpeechVoice("sage"),
            new SpeechGenerationOptions { ResponseFormat = new GeneratedSpeechFormat(format) });
        return speech.ToArray();
    }
}
