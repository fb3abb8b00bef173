using System.Text.Encodings.Web;
using System.Text.Json;

namespace CometSpeech.LocalServer.Protocol;

/// <summary>An error in the service's envelope, <c>{"error":{"message","type","param","code"}}</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">What is wrong; the request id is added when it is sent.</param>
/// <param name="Code">A stable word such as <c>model_not_found</c>; the service often leaves it empty.</param>
/// <param name="Param">The field at fault, or null.</param>
public sealed record ApiError(int Status, string Message, string Code = "", string? Param = null)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        // Quotes in messages stay readable; nothing of this goes into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Sends the error, with the request id inside the message, where the service has it.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        return context.Response.WriteAsJsonAsync(
            new ApiErrorEnvelope(new ApiErrorBody(
                $"{Message} (request id: {context.TraceIdentifier})", "comet_api_error", Param, Code)),
            s_json,
            context.RequestAborted);
    }

    private sealed record ApiErrorEnvelope(ApiErrorBody Error);

    private sealed record ApiErrorBody(string Message, string Type, string? Param, string Code);
}
