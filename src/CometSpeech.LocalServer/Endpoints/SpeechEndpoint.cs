using System.Diagnostics;
using System.Globalization;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary><c>POST /v1/audio/speech</c>.</summary>
internal sealed class SpeechEndpoint(ISpeechEngine engine, SpeechRequestReader reader, TimeSpan latency)
{
    /// <summary>The response header that says where the audio is not quite what was asked for.</summary>
    public const string NoteHeader = "x-engine-note";

    // Bytes at a time: a client meets an answer of any length in several chunks, as the service streams it.
    private const int WriteSize = 32 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        SpeechRequest request = reader.Read(RequestRecorder.Current(context).BodyBytes);
        if (context.Features.Get<ForcedFormat>() is { } forced)
        {
            request = request with { Format = forced.Format };
        }

        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, context.RequestAborted);
        }

        SpeechAudio audio = await engine.SpeakAsync(request, context.RequestAborted);

        HttpResponse response = context.Response;
        response.ContentType = ResponseFormats.ContentType(request.Format);
        var elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        response.Headers["openai-processing-ms"] = elapsed.ToString(CultureInfo.InvariantCulture);
        if (audio.Note is not null)
        {
            response.Headers[NoteHeader] = audio.Note;
        }

        // Headers first and no length: the answer goes out chunked, as the service streams it.
        await response.StartAsync(context.RequestAborted);
        for (ReadOnlyMemory<byte> rest = audio.Content; !rest.IsEmpty; rest = rest[Math.Min(WriteSize, rest.Length)..])
        {
            await response.Body.WriteAsync(rest[..Math.Min(WriteSize, rest.Length)], context.RequestAborted);
        }
    }
}
