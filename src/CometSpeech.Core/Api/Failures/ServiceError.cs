using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Api.Failures;

/// <summary>
/// What an error's body says, whichever server wrote it: OpenAI's and CometAPI's <c>error</c> envelope, the
/// <c>detail</c> of Python servers, a bare <c>message</c>, or plain text.
/// </summary>
internal sealed class ServiceError
{
    /// <summary>How much of an error's body is read, in bytes; the rest says nothing more.</summary>
    public const int MaxBodyLength = 64 * 1024;

    // CometAPI writes the id into the text: «… (request id: 20261122…)».
    private static readonly Regex s_requestId = new(
        @"request[ _-]id:\s*([A-Za-z0-9_.-]{1,100})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The server's own words, clean; empty when it had none.</summary>
    public string Message { get; private init; } = "";

    public string? Code { get; private init; }

    public string? RequestId { get; private init; }

    /// <summary>Reads a body of at most <see cref="MaxBodyLength"/> bytes; never fails.</summary>
    public static ServiceError Parse(byte[] body, int count, string? mediaType, string? secret)
    {
        string text = Encoding.UTF8.GetString(body, 0, count);
        (string? message, string? code) = ReadJson(text);
        if (message is null
            && mediaType?.IndexOf("html", StringComparison.OrdinalIgnoreCase) is null or < 0
            && !LooksLikeMarkup(text))
        {
            message = text;
        }

        Match id = s_requestId.Match(message ?? "");
        return new ServiceError
        {
            Message = SafeText.Clean(message ?? "", secret),
            Code = code is null ? null : SafeText.Clean(code, secret, 100),
            RequestId = id.Success ? SafeText.Clean(id.Groups[1].Value, secret, 100) : null,
        };
    }

    private static bool LooksLikeMarkup(string text) =>
        text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith("<", StringComparison.Ordinal);

    private static (string? Message, string? Code) ReadJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, null);
            }

            if (root.TryGetProperty("error", out JsonElement error))
            {
                return error.ValueKind == JsonValueKind.Object
                    ? (Text(error, "message"), NotBlank(Text(error, "code")) ?? SpecificType(error))
                    : (AsText(error), Text(root, "code"));
            }

            return (Text(root, "message") ?? Text(root, "detail"), Text(root, "code"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken, too deep, or with half of a surrogate pair in a string.
            return (null, null);
        }
    }

    // CometAPI leaves `code` empty at times and gives every error the same `type`, which then says nothing.
    private static string? SpecificType(JsonElement error) =>
        Text(error, "type") is { } type && type != "comet_api_error" ? NotBlank(type) : null;

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) ? AsText(value) : null;

    private static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        // A list of validation errors, or a number as a code.
        _ => value.GetRawText(),
    };
}
