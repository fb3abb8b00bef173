using System.Diagnostics;
using System.Globalization;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary><c>POST /v1/audio/speech</c>.</summary>
/// <param name="engine">Makes the audio.</param>
/// <param name="reader">Checks the requests.</param>
/// <param name="latency">What each waits before its answer begins.</param>
/// <param name="timePerCharacter">Over how long its bytes come, for each character of its text.</param>
internal sealed class SpeechEndpoint(
    ISpeechEngine engine, SpeechRequestReader reader, TimeSpan latency, TimeSpan timePerCharacter)
{
    /// <summary>The response header that says where the audio is not quite what was asked for.</summary>
    public const string NoteHeader = "x-engine-note";

    // Bytes at a time: a client meets an answer of any length in several chunks, as the service streams it.
    private const int WriteSize = 32 * 1024;

    // What a listener would not notice as a gap; a timer is no finer on every system.
    private static readonly TimeSpan s_paceStep = TimeSpan.FromMilliseconds(20);

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
        if (timePerCharacter > TimeSpan.Zero)
        {
            await WriteSlowlyAsync(context, audio.Content, request.Input.Length * timePerCharacter);
            return;
        }

        for (ReadOnlyMemory<byte> rest = audio.Content; !rest.IsEmpty; rest = rest[Math.Min(WriteSize, rest.Length)..])
        {
            await response.Body.WriteAsync(rest[..Math.Min(WriteSize, rest.Length)], context.RequestAborted);
        }
    }

    // Evenly over the whole time: the last bytes come at its end, whatever a timer is late by.
    private static async Task WriteSlowlyAsync(HttpContext context, ReadOnlyMemory<byte> content, TimeSpan whole)
    {
        long start = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < content.Length;)
        {
            await Task.Delay(s_paceStep, context.RequestAborted);
            double share = Math.Min(1, Stopwatch.GetElapsedTime(start) / whole);
            int due = (int)(content.Length * share);
            if (due > sent)
            {
                await context.Response.Body.WriteAsync(content[sent..due], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                sent = due;
            }
        }
    }
}
