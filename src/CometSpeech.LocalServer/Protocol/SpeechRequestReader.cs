using System.Text.Json;

namespace CometSpeech.LocalServer.Protocol;

/// <summary>Checks a request's body as the endpoint's documentation says: fields, types, enums and limits.</summary>
internal sealed class SpeechRequestReader(IReadOnlyCollection<string> models, IReadOnlyCollection<string> voices)
{
    // The limits of OpenAI's API reference, "Create speech".
    private const int MaxInputLength = 4096;

    private const int MaxInstructionsLength = 4096;

    private const double MinSpeed = 0.25;

    private const double MaxSpeed = 4;

    /// <summary>Gives the request, or throws <see cref="ApiErrorException"/> with the answer it deserves.</summary>
    public SpeechRequest Read(ReadOnlyMemory<byte> body)
    {
        JsonElement fields = Parse(body);

        // The gateway looks for a channel that has the model before anything else is validated.
        string model = RequiredText(fields, "model");
        if (!models.Contains(model))
        {
            throw new ApiErrorException(new ApiError(
                StatusCodes.Status503ServiceUnavailable,
                $"No available channel for model {model} under group default (distributor)",
                "model_not_found"));
        }

        string input = RequiredText(fields, "input");
        if (input.Length == 0)
        {
            throw Invalid("input", "Invalid 'input': empty string. Expected at least 1 character.");
        }

        if (input.Length > MaxInputLength)
        {
            throw Invalid(
                "input",
                "Invalid 'input': string too long. "
                    + $"Expected at most {MaxInputLength} characters, but got {input.Length}.");
        }

        string voice = OneOf("voice", RequiredText(fields, "voice"), voices);
        string format = OneOf(
            "response_format",
            OptionalText(fields, "response_format") ?? ResponseFormats.Default,
            ResponseFormats.Names);
        double speed = Speed(fields);
        if (OptionalText(fields, "instructions") is { Length: > MaxInstructionsLength })
        {
            throw Invalid(
                "instructions",
                $"Invalid 'instructions': string too long. Expected at most {MaxInstructionsLength} characters.");
        }

        OneOf("stream_format", OptionalText(fields, "stream_format") ?? "audio", ["audio"]);
        return new SpeechRequest(model, input, voice, format, speed);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw Invalid(null, "The body of the request is not a JSON object.");
        }
        catch (JsonException)
        {
            throw Invalid(null, "We could not parse the JSON body of your request.");
        }
    }

    private static string RequiredText(JsonElement fields, string name) =>
        OptionalText(fields, name) ?? throw Invalid(name, $"Missing required parameter: '{name}'.");

    private static string? OptionalText(JsonElement fields, string name)
    {
        if (!fields.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw InvalidType(name, "a string", value);
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: JSON's grammar has it, no text does.
            throw Invalid(name, $"Invalid '{name}': the string is not valid Unicode.");
        }
    }

    private static double Speed(JsonElement fields)
    {
        if (!fields.TryGetProperty("speed", out JsonElement value))
        {
            return 1;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw InvalidType("speed", "a number", value);
        }

        double speed = value.GetDouble();
        return speed is >= MinSpeed and <= MaxSpeed
            ? speed
            : throw Invalid("speed", FormattableString.Invariant(
                $"Invalid 'speed': expected a value from {MinSpeed} to {MaxSpeed}, but got {speed}."));
    }

    private static string OneOf(string name, string value, IReadOnlyCollection<string> allowed) =>
        allowed.Contains(value)
            ? value
            : throw Invalid(
                name,
                $"Invalid value for '{name}': '{value}'. "
                    + $"Supported values are: {string.Join(", ", allowed.Select(word => $"'{word}'"))}.");

    private static ApiErrorException InvalidType(string name, string expected, JsonElement value) =>
        Invalid(
            name,
            $"Invalid type for '{name}': expected {expected}, "
                + $"but got {value.ValueKind.ToString().ToLowerInvariant()} instead.");

    private static ApiErrorException Invalid(string? name, string message) =>
        new(new ApiError(StatusCodes.Status400BadRequest, message, "invalid_request", name));
}
