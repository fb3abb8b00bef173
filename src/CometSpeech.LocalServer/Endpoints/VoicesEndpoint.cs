using System.Globalization;
using System.Text.Json.Nodes;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Endpoints;

/// <summary><c>GET /v1/audio/voices</c>, in one of the shapes that servers of one's own have.</summary>
/// <param name="shape">The shape.</param>
/// <param name="voices">The ids of the voices.</param>
/// <param name="models">The models that have them.</param>
internal sealed class VoicesEndpoint(
    VoiceListShape shape, IReadOnlyCollection<string> voices, IReadOnlyCollection<string> models)
{
    public Task HandleAsync(HttpContext context)
    {
        JsonNode list = shape switch
        {
            VoiceListShape.Names => new JsonObject { ["voices"] = List(voice => voice) },
            VoiceListShape.Ids => new JsonObject { ["voices"] = List(Named) },
            VoiceListShape.Described => new JsonObject { ["voices"] = List(Described), ["object"] = "list" },
            VoiceListShape.Data => ListOfModel(context.Request.Query["model"].ToString()),
            _ => throw new ApiErrorException(new ApiError(
                StatusCodes.Status404NotFound, "Invalid URL (GET /v1/audio/voices)", "invalid_request")),
        };
        return context.Response.WriteAsJsonAsync(list, context.RequestAborted);
    }

    private JsonObject ListOfModel(string model) =>
        model.Length == 0
            ? throw new ApiErrorException(new ApiError(
                StatusCodes.Status400BadRequest, "The query parameter model is required.", Param: "model"))
        : !models.Contains(model)
            ? throw new ApiErrorException(new ApiError(
                StatusCodes.Status404NotFound, $"The model {model} does not exist.", "model_not_found", "model"))
        : new JsonObject { ["object"] = "list", ["data"] = List(Named) };

    private JsonArray List(Func<string, JsonNode?> describe) => new([.. voices.Select(describe)]);

    private static JsonObject Named(string voice) => new() { ["id"] = voice, ["name"] = NameOf(voice) };

    private static JsonObject Described(string voice) => new()
    {
        ["name"] = NameOf(voice),
        ["language"] = "en-US",
        ["gender"] = FliteVoice.For(voice).Name == "slt" ? "female" : "male",
        ["id"] = voice,
    };

    private static string NameOf(string voice) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(voice.Replace('_', ' '));
}
