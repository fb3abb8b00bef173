namespace CometSpeech.LocalServer.Faults;

/// <summary>Answers with any status, body and headers: HTML with 200, an empty 200, a redirect.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="body">The body; empty sends Content-Length 0.</param>
/// <param name="contentType">The Content-Type, or null for none.</param>
/// <param name="headers">More headers.</param>
public sealed class ResponseFault(
    int status,
    ReadOnlyMemory<byte> body,
    string? contentType = null,
    IReadOnlyDictionary<string, string>? headers = null) : Fault
{
    /// <summary>Answers with a text as the body, in UTF-8.</summary>
    public ResponseFault(
        int status,
        string body,
        string? contentType = "application/json",
        IReadOnlyDictionary<string, string>? headers = null)
        : this(status, System.Text.Encoding.UTF8.GetBytes(body), contentType, headers)
    {
    }

    /// <summary>Sends the client elsewhere.</summary>
    public static ResponseFault Redirect(Uri location, int status = StatusCodes.Status307TemporaryRedirect) =>
        new(
            status,
            ReadOnlyMemory<byte>.Empty,
            null,
            new Dictionary<string, string> { ["Location"] = location.ToString() });

    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            response.Headers[name] = value;
        }

        // The server adds the length or the last chunk when this request has ended, so that no client can begin its
        // next request before this one is counted as done.
        if (!body.IsEmpty)
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
