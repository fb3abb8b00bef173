using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>
/// Answers as Kokoro-FastAPI 0.8.0 does (remsky/Kokoro-FastAPI at 26eec06): api/src/routers/openai_compatible.py,
/// api/src/structures/schemas.py, api/src/services/streaming_audio_writer.py, api/src/core/openai_mappings.json.
/// </summary>
internal static class KokoroFastApiServer
{
    private static readonly string[] s_models = ["tts-1", "tts-1-hd", "kokoro", "gpt-4o-mini-tts"];

    private static readonly string[] s_voices = ["af_bella", "af_heart", "af_sky", "am_adam", "am_michael"];

    // Of OpenAI's ten names those with a voice above; ballad has none there, either.
    private static readonly string[] s_mapped = ["alloy", "echo", "sage", "shimmer"];

    private static readonly Dictionary<string, string> s_mediaTypes = new()
    {
        ["mp3"] = "audio/mpeg", ["opus"] = "audio/opus", ["aac"] = "audio/aac",
        ["flac"] = "audio/flac", ["wav"] = "audio/wav", ["pcm"] = "audio/pcm",
    };

    /// <summary>What the server answers.</summary>
    public static Fault Answer(ReceivedRequest request) => $"{request.Method} {request.Path}" switch
    {
        "POST /v1/audio/speech" => Speak(request.Body!.Value),
        "GET /v1/audio/voices" => FastApi.Json(200, new { voices = s_voices.Select(id => new { id, name = id }) }),
        "GET /v1/models" => FastApi.Json(200, new
        {
            @object = "list",
            data = s_models.Select(id => new { id, @object = "model", created = 1686935002, owned_by = "kokoro" }),
        }),
        _ => FastApi.Error(404, "Not Found"),
    };

    private static Fault Speak(JsonElement body)
    {
        string format = body.GetProperty("response_format").GetString()!;
        string model = body.GetProperty("model").GetString()!;
        string voice = body.GetProperty("voice").GetString()!;
        string input = body.GetProperty("input").GetString()!;
        if (!s_models.Contains(model))
        {
            return Refuse(400, "invalid_model", $"Unsupported model: {model}", "invalid_request_error");
        }

        // Mixes of voices with weights are names, too.
        string? unknown = voice.Split('+', '-').Select(name => name.Split('(')[0])
            .FirstOrDefault(name => !s_voices.Contains(name) && !s_mapped.Contains(name));
        if (unknown is not null)
        {
            return Refuse(
                400,
                "validation_error",
                $"Voice '{unknown}' not found. Available voices: {string.Join(", ", s_voices)}",
                "invalid_request_error");
        }

        return input switch
        {
            // An exception in the model, before the first sound and after it.
            "Crash." => FastApi.BrokenOff(s_mediaTypes[format]),
            "Fail." => Refuse(500, "processing_error", "CUDA out of memory", "server_error"),
            _ => new StreamedAnswer(
                SpokenSample.Read(input, format == "pcm" ? "pcm" : "streamed." + format),
                s_mediaTypes[format],
                new Dictionary<string, string>
                {
                    ["Server"] = "uvicorn",
                    ["Content-Disposition"] = $"attachment; filename=speech.{format}",
                    ["X-Accel-Buffering"] = "no",
                    ["Cache-Control"] = "no-cache",
                }),
        };
    }

    private static ResponseFault Refuse(int status, string error, string message, string type) =>
        FastApi.Error(status, new { error, message, type });
}
