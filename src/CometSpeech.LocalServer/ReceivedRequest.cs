using System.Text.Json;

namespace CometSpeech.LocalServer;

/// <summary>One request as it arrived, for tests that ask what a client sent.</summary>
public sealed class ReceivedRequest
{
    /// <summary>1 for the first request since the server started or its list was cleared.</summary>
    public required int Number { get; init; }

    /// <summary>When the request's headers had arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>All headers, names compared without case; several values joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body's bytes, empty without one.</summary>
    public required ReadOnlyMemory<byte> BodyBytes { get; init; }

    /// <summary>The body parsed, or null when it is not a JSON object.</summary>
    public required JsonElement? Body { get; init; }

    /// <summary>Requests being answered when this one began, itself included.</summary>
    public required int Concurrency { get; init; }

    /// <summary>
    /// The status of the answer; null until it ended, and when a fault cut the connection or the client left before it
    /// began.
    /// </summary>
    public int? Status { get; internal set; }

    /// <summary>Whether a fault ended the connection past the HTTP server.</summary>
    internal bool WasCut { get; set; }

    /// <summary>The Authorization header, or null.</summary>
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The User-Agent header, or null.</summary>
    public string? UserAgent => Headers.GetValueOrDefault("User-Agent");

    /// <summary>The body's <c>input</c>, or null when it is missing or no valid text.</summary>
    public string? Input => Text("input");

    /// <summary>The body's <c>model</c>, or null.</summary>
    public string? Model => Text("model");

    /// <summary>The body's <c>voice</c>, or null.</summary>
    public string? Voice => Text("voice");

    /// <summary>The body's <c>response_format</c>, or null.</summary>
    public string? ResponseFormat => Text("response_format");

    private string? Text(string field)
    {
        if (Body is not { } body
            || !body.TryGetProperty(field, out JsonElement value)
            || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate.
            return null;
        }
    }
}
