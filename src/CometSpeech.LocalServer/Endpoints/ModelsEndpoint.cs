using System.Text.Json;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary><c>GET /v1/models</c>, in OpenAI's shape, with the day on which a model ends.</summary>
internal sealed class ModelsEndpoint(IEnumerable<string> models)
{
    // The list does not change while a server runs, and nobody asks when a model was made.
    private static readonly long s_created = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // As OpenAI has announced it; the dated models of the same names end with them.
    private static readonly Dictionary<string, string> s_shutdownDates = new(StringComparer.Ordinal)
    {
        ["tts-1"] = "2027-01-06",
        ["tts-1-hd"] = "2027-01-06",
        ["tts-1-1106"] = "2027-01-06",
        ["gpt-4o-mini-tts"] = "2027-01-06",
        ["gpt-4o-mini-tts-2025-03-20"] = "2026-07-23",
    };

    private readonly object _list = new
    {
        Object = "list",
        Data = models.Select(id => new
        {
            Id = id,
            Object = "model",
            Created = s_created,
            OwnedBy = "local",
            ShutdownDate = s_shutdownDates.GetValueOrDefault(id),
        }).ToArray(),
    };

    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(_list, s_json, context.RequestAborted);
}
