using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Help;

namespace CometSpeech.Tests.Api.Contract;

/// <summary>OpenAI's client for Node.js reads the local server; <c>.ci/run</c> installs it.</summary>
public sealed class OpenAINodeTests
{
    private static readonly string s_folder = Path.Combine(HelpPage.RepositoryRoot, "out", "openai-node");

    [SkippableFact]
    public async Task It_reads_speech_lists_errors_and_streams()
    {
        Skip.IfNot(
            Directory.Exists(Path.Combine(s_folder, "node_modules", "openai")),
            "OpenAI's client for Node.js is not installed: npm install --prefix out/openai-node openai@6.49.0");
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Key = "sk-the-right-one" });
        Dictionary<string, byte[]> expected = await AskPlainlyAsync(server);
        HalvedSpeech halved = new(expected["wav"]);
        server.Faults = request =>
        {
            if (request.Path.Contains("?released", StringComparison.Ordinal))
            {
                halved.Release();
            }

            return request.Input switch
            {
                "404" => new ErrorFault(404, "model_not_found", "The model `tts-9` does not exist."),
                "429" => new ErrorFault(
                    new ApiError(429, "Too many requests.", "rate_limit_exceeded"),
                    new Dictionary<string, string> { ["Retry-After"] = "7" }),
                "stream" => halved,
                _ => null,
            };
        };

        JsonElement told = await RunAsync(server.BaseUri, "sk-the-right-one");

        foreach ((string format, byte[] bytes) in expected)
        {
            JsonElement speech = told.GetProperty("speech").GetProperty(format);
            Assert.Equal(ResponseFormats.ContentType(format), speech.GetProperty("type").GetString());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), speech.GetProperty("hash").GetString());
        }

        Assert.Equal(
            LocalServerOptions.DefaultModels,
            told.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
        Assert.Contains("sage", told.GetProperty("voices").EnumerateArray().Select(voice => voice.GetString()));
        AssertError(told, "401", "AuthenticationError", "", "Invalid token.");
        AssertError(told, "404", "NotFoundError", "model_not_found", "The model `tts-9` does not exist.");
        JsonElement limit = AssertError(told, "429", "RateLimitError", "rate_limit_exceeded", "Too many requests.");
        Assert.Equal("7", limit.GetProperty("wait").GetString());

        // The first half was read while the second was not yet sent.
        JsonElement stream = told.GetProperty("stream");
        Assert.InRange(stream.GetProperty("first").GetInt32(), 1, expected["wav"].Length / 2);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(expected["wav"])), stream.GetProperty("hash").GetString());
    }

    private static JsonElement AssertError(JsonElement told, string input, string name, string code, string message)
    {
        JsonElement error = told.GetProperty("errors").GetProperty(input);
        Assert.Equal(
            (name, input, code),
            (error.GetProperty("name").GetString(),
                error.GetProperty("status").GetRawText(),
                error.GetProperty("code").GetString()));
        Assert.StartsWith($"{input} {message}", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.GetProperty("id").GetString()!);
        return error;
    }

    // The bytes themselves, by a client that knows nothing of speech.
    private static async Task<Dictionary<string, byte[]>> AskPlainlyAsync(LocalSpeechServer server)
    {
        using HttpClient client = new();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "sk-the-right-one");
        Dictionary<string, byte[]> answers = [];
        foreach (string format in ResponseFormats.Names)
        {
            using HttpResponseMessage response = await client.PostAsync(
                new Uri(server.BaseUri + "/audio/speech"),
                new StringContent(
                    $$"""{"model":"tts-1","input":"chunk 7","voice":"sage","response_format":"{{format}}"}"""));
            answers[format] = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        }

        return answers;
    }

    private static async Task<JsonElement> RunAsync(Uri address, string key)
    {
        string script = Path.Combine(
            HelpPage.RepositoryRoot, "tests", "CometSpeech.Tests", "Api", "Contract", "openai-node.mjs");
        ProcessStartInfo start = new("node", [script, s_folder, address.ToString(), key])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
