using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>
/// Answers as LocalAI does (mudler/LocalAI at 82c191a): core/http/endpoints/localai/tts.go and tts_speed.go,
/// core/http/middleware/request.go, core/http/app.go and render.go, core/http/auth/middleware.go,
/// core/http/endpoints/openai/list.go, core/schema/openai.go, pkg/utils/ffmpeg.go, pkg/audio/identify.go.
/// </summary>
/// <param name="key">The key that it wants; null for none.</param>
internal sealed class LocalAIServer(string? key = null)
{
    /// <summary>A model that is installed.</summary>
    public const string Piper = "voice-en-us-amy-low";

    /// <summary>One that is installed and switched off.</summary>
    public const string Disabled = "kokoro-off";

    /// <summary>What it speaks at: the voice's own rate, whatever is asked for.</summary>
    public const int Rate = 16_000;

    private bool _isLoaded = true;

    /// <summary>Its next request finds the model still loading.</summary>
    public void Unload() => _isLoaded = false;

    /// <summary>What the server answers.</summary>
    public Fault Answer(ReceivedRequest request)
    {
        if (key is not null && request.Authorization != "Bearer " + key)
        {
            return Error(
                401,
                "An authentication key is required",
                "invalid_request_error",
                headers: new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer" });
        }

        return $"{request.Method} {request.Path}" switch
        {
            "POST /v1/audio/speech" => Speak(request.Body!.Value),
            "GET /v1/models" => Json(200, new
            {
                @object = "list",
                data = new[] { Piper, Disabled, "gpt-4" }.Select(id => new { id, @object = "model" }),
            }),
            // It has no list of voices.
            _ => Error(404, "Resource not found", ""),
        };
    }

    private static ResponseFault Error(
        int status, string message, string type, object? code = null, Dictionary<string, string>? headers = null) =>
        Json(status, new { error = new { code = code ?? status, message, type } }, headers);

    private static ResponseFault Json(int status, object body, Dictionary<string, string>? headers = null)
    {
        // Go's encoder ends with a line feed.
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(body), (byte)'\n'];
        return new ResponseFault(
            status,
            bytes,
            "application/json",
            new Dictionary<string, string>(headers ?? []) { ["Content-Length"] = $"{bytes.Length}" });
    }

    private ResponseFault Speak(JsonElement body)
    {
        string model = body.GetProperty("model").GetString()!;
        string input = body.GetProperty("input").GetString()!;
        if (model == Disabled)
        {
            return Error(
                403,
                $"model \"{model}\" is disabled and cannot be loaded. Enable it via the System page or API to use it.",
                "model_disabled");
        }

        if (model != Piper)
        {
            return Error(
                404,
                $"model \"{model}\" not found. To see available models, call GET /v1/models",
                "invalid_request_error");
        }

        if (!_isLoaded)
        {
            _isLoaded = true;
            return Error(
                503,
                $"model {model} is loading (40%)",
                "model_loading",
                "model_loading",
                new Dictionary<string, string> { ["Retry-After"] = "1" });
        }

        // A voice that a backend does not know is that backend's affair.
        return body.GetProperty("voice").GetString() == "nobody"
            ? Error(500, "rpc error: code = Unknown desc = voice \"nobody\" not found", "")
            : Speak(input, body.GetProperty("response_format").GetString()!);
    }

    // A file with its length: ffmpeg made it of the backend's WAV by its extension alone. For opus that is .ogg, and
    // Vorbis; for pcm it is the WAV itself.
    private static ResponseFault Speak(string input, string format)
    {
        (string extension, string mediaType, byte[] file) = format switch
        {
            "mp3" => ("mp3", "audio/mpeg", SpokenSample.Read(input, "mp3")),
            "flac" => ("flac", "audio/flac", SpokenSample.Read(input, "flac")),
            "aac" => ("aac", "audio/aac", SpokenSample.Read(input, "aac")),
            "opus" => ("ogg", "audio/ogg", SpokenSample.Read("Good morning.", "ogg")),
            _ => ("wav", "audio/wav", SpokenSample.ReadWav(input, Rate)),
        };
        return new ResponseFault(200, file, mediaType, new Dictionary<string, string>
        {
            ["Content-Length"] = $"{file.Length}",
            ["Content-Disposition"] = $"attachment; filename=\"tts_1.{extension}\"",
            ["Accept-Ranges"] = "bytes",
            ["Last-Modified"] = "Thu, 26 Nov 2026 09:00:00 GMT",
        });
    }
}
