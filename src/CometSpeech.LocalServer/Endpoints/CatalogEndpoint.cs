using System.Text.Json;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary>
/// <c>GET /api/models</c>, CometAPI's catalogue, which needs no key: the server's models, and two that are not for
/// speech. The fields are those of https://apidoc.cometapi.com/overview/models; the prices are made up.
/// </summary>
internal sealed class CatalogEndpoint(IEnumerable<string> models)
{
    public const string Path = "/api/models";

    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly object _list = Describe([
        .. models.Select(id =>
            Entry(id, "audio", "text-to-speech", 12, id.StartsWith("gpt-", StringComparison.Ordinal) ? 24 : null)),
        Entry("local-chat", "text", "text-to-text", 0.4m, 0.8m),
        Entry("local-image", "image", "text-to-image", 4, 24),
    ]);

    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(_list, s_json, context.RequestAborted);

    private static object Describe(object[] data) =>
        new { Success = true, Page = 0, PageSize = 0, Total = data.Length, Data = data };

    private static object Entry(string id, string type, string feature, decimal input, decimal? output) => new
    {
        Id = id,
        Provider = "Local",
        ModelType = type,
        Features = new[] { feature },
        Pricing = new
        {
            Currency = "USD / M Tokens",
            Input = input,
            Output = output,
            PerRequest = (decimal?)null,
            PerSecond = (decimal?)null,
        },
        ApiDocUrl = "https://apidoc.cometapi.com/api/audio/create-speech",
    };
}
