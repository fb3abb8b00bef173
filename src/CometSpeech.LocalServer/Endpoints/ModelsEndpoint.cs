using System.Text.Json;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary><c>GET /v1/models</c>, in OpenAI's shape.</summary>
internal sealed class ModelsEndpoint(IEnumerable<string> models)
{
    // The list does not change while a server runs, and nobody asks when a model was made.
    private static readonly long s_created = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly object _list = new
    {
        Object = "list",
        Data = models.Select(id => new { Id = id, Object = "model", Created = s_created, OwnedBy = "local" }).ToArray(),
    };

    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(_list, s_json, context.RequestAborted);
}
