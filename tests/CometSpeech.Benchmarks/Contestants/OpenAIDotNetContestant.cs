using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Text.Json;
using OpenAI;
using OpenAI.Audio;

namespace CometSpeech.Benchmarks.Contestants;

/// <summary>OpenAI's client for .NET, used as its documentation shows: one request after the other.</summary>
/// <param name="service">The address of the service.</param>
internal sealed class OpenAIDotNetContestant(Uri service)
{
    /// <summary>The word on the command line that makes this program the contestant.</summary>
    public const string Name = "openai-dotnet";

    private readonly AudioClient _client =
        new("tts-1", new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = service });

    /// <summary>Does jobs until its standard input ends.</summary>
    public async Task RunAsync()
    {
        using Process process = Process.GetCurrentProcess();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Job job = JsonSerializer.Deserialize<Job>(line, JsonSerializerOptions.Web)!;
            string[] texts = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(job.Input + ".json"))!;
            process.Refresh();
            TimeSpan processor = process.TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            double? first = null;
            switch (job.Kind)
            {
                case "each":
                    for (int i = 0; i < texts.Length; i++)
                    {
                        await File.WriteAllBytesAsync(
                            Path.Combine(job.Output, $"{i}.mp3"), (await SpeakAsync(texts[i])).ToArray());
                    }

                    break;
                case "one":
                    await using (FileStream file = File.Create(job.Output))
                    {
                        foreach (string text in texts)
                        {
                            await file.WriteAsync((await SpeakAsync(text)).ToMemory());
                        }
                    }

                    break;
                case "stream":
                    first = await StreamAsync(texts[0], start);
                    break;
                default:
                    throw new NotSupportedException(job.Kind);
            }

            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            process.Refresh();
            Console.WriteLine(JsonSerializer.Serialize(
                new JobResult(
                    milliseconds,
                    (process.TotalProcessorTime - processor).TotalMilliseconds,
                    process.PeakWorkingSet64,
                    first),
                JsonSerializerOptions.Web));
        }
    }

    private async Task<BinaryData> SpeakAsync(string text) => await _client.GenerateSpeechAsync(
        text, GeneratedSpeechVoice.Alloy, new SpeechGenerationOptions { ResponseFormat = GeneratedSpeechFormat.Mp3 });

    private async Task<double?> StreamAsync(string text, long start)
    {
        BinaryContent body = BinaryContent.Create(BinaryData.FromObjectAsJson(
            new { model = "tts-1", voice = "alloy", input = text, response_format = "pcm" }));
        ClientResult result = await _client.GenerateSpeechAsync(body, new RequestOptions { BufferResponse = false });
        await using Stream sound = result.GetRawResponse().ContentStream!;
        byte[] buffer = new byte[64 * 1024];
        double? first = null;
        while (await sound.ReadAsync(buffer) > 0)
        {
            first ??= Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return first;
    }
}
