using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>
/// Answers as speaches 0.8.3 does (speaches-ai/speaches at 870e1e1): src/speaches/routers/speech.py, models.py and
/// utils.py, src/speaches/audio.py, dependencies.py, api_types.py, executors/kokoro.py and piper.py.
/// </summary>
/// <param name="key">The key that it wants; null for none.</param>
internal sealed class SpeachesServer(string? key = null)
{
    /// <summary>A model of 24,000 samples a second.</summary>
    public const string Kokoro = "speaches-ai/Kokoro-82M-v1.0-ONNX";

    /// <summary>A model of 22,050 samples a second.</summary>
    public const string Piper = "speaches-ai/piper-en_GB-alba-medium";

    /// <summary>The rate of <see cref="Piper"/>.</summary>
    public const int PiperRate = 22_050;

    private static readonly string[] s_voices = ["af_heart", "am_adam"];

    // Replaced by the first voice.
    private static readonly string[] s_openAiVoices =
        ["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse"];

    private static readonly Dictionary<string, string> s_mediaTypes = new()
    {
        ["pcm"] = "audio/pcm", ["mp3"] = "audio/mpeg", ["wav"] = "audio/wav",
        ["flac"] = "audio/flac", ["opus"] = "audio/opus", ["aac"] = "audio/aac",
    };

    private static readonly Dictionary<string, string> s_headers = new() { ["Server"] = "uvicorn" };

    /// <summary>What the server answers.</summary>
    public Fault Answer(ReceivedRequest request)
    {
        // 403, where others have 401.
        if (key is not null && request.Authorization is null)
        {
            return FastApi.Error(
                403, "API key required. Please provide an API key using the Authorization header with Bearer scheme.");
        }

        if (key is not null && request.Authorization != "Bearer " + key)
        {
            return FastApi.Error(403, "Invalid API key. The provided API key is incorrect.");
        }

        return $"{request.Method} {request.Path}" switch
        {
            "POST /v1/audio/speech" => Speak(request.Body!.Value),
            "GET /v1/audio/voices" => FastApi.Json(200, new { voices = Voices(), @object = "list" }),
            "GET /v1/models" => FastApi.Json(200, new { data = Models(), @object = "list" }),
            _ => FastApi.Error(404, "Not Found"),
        };
    }

    private static IEnumerable<object> Voices() =>
    [
        new { name = "af_heart", language = "en-us", gender = "female", id = "af_heart" },
        new { name = "am_adam", language = "en-us", gender = "male", id = "am_adam" },
        new { name = "alba", language = "en", id = "alba" },
    ];

    private static IEnumerable<object> Models() =>
    [
        new
        {
            id = "Systran/faster-distil-whisper-small.en", created = 1773000000, @object = "model",
            owned_by = "Systran", language = new[] { "en" }, task = "automatic-speech-recognition",
        },
        new
        {
            id = Kokoro, created = 1773000000, @object = "model", owned_by = "speaches-ai",
            language = new[] { "multilingual" }, task = "text-to-speech", sample_rate = 24_000, voices = Voices(),
        },
        new
        {
            id = Piper, created = 1773000000, @object = "model", owned_by = "speaches-ai",
            language = new[] { "en" }, task = "text-to-speech", sample_rate = PiperRate, voices = Voices(),
        },
    ];

    private static Fault Speak(JsonElement body)
    {
        string format = body.GetProperty("response_format").GetString()!;
        string model = body.GetProperty("model").GetString()!;
        string voice = body.GetProperty("voice").GetString()!;
        string input = body.GetProperty("input").GetString()!;
        double speed = body.TryGetProperty("speed", out JsonElement told) ? told.GetDouble() : 1;
        if (model is not (Kokoro or Piper))
        {
            return FastApi.Error(
                404,
                $"Model '{model}' is not installed locally. You can download the model using `POST /v1/models`");
        }

        // What is wrong with them comes up when the body is made, after the headers.
        if (model == Kokoro
            && (speed is < 0.5 or > 2 || (!s_voices.Contains(voice) && !s_openAiVoices.Contains(voice))))
        {
            return FastApi.BrokenOff(s_mediaTypes[format]);
        }

        // ffmpeg writes to a pipe; samples come as they are, and nothing tells their rate.
        return new StreamedAnswer(
            format == "pcm" ? SpokenSample.Read(input, "pcm")
                : model == Piper && format == "wav" ? Unsized(SpokenSample.ReadWav(input, PiperRate))
                : SpokenSample.Read(input, "streamed." + format),
            s_mediaTypes[format],
            s_headers);
    }

    private static byte[] Unsized(byte[] wav)
    {
        wav.AsSpan(4, 4).Fill(0xFF);
        wav.AsSpan(40, 4).Fill(0xFF);
        return wav;
    }
}
