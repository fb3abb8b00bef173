namespace CometSpeech.LocalServer.Endpoints;

/// <summary><c>GET /api/usage/token</c>: what the key has left; here always without limit.</summary>
internal static class UsageEndpoint
{
    public static Task HandleAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        new Dictionary<string, object>
        {
            ["code"] = true,
            ["message"] = "ok",
            ["data"] = new Dictionary<string, object>
            {
                ["object"] = "token_usage",
                ["name"] = "local",
                ["total_available"] = 0,
                ["unlimited_quota"] = true,
                ["model_limits"] = new Dictionary<string, bool>(),
                ["expires_at"] = 0,
            },
        },
        context.RequestAborted);
}
