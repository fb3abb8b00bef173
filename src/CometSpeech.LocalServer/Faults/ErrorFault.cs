using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Faults;

/// <summary>Answers with an error in the service's envelope.</summary>
/// <param name="error">The error.</param>
/// <param name="headers">More headers, such as <c>Retry-After</c>.</param>
public sealed class ErrorFault(ApiError error, IReadOnlyDictionary<string, string>? headers = null) : Fault
{
    /// <summary>Answers with an error of this status, code and message.</summary>
    public ErrorFault(int status, string code = "", string message = "The local server was told to fail.")
        : this(new ApiError(status, message, code))
    {
    }

    /// <inheritdoc/>
    public override Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            context.Response.Headers[name] = value;
        }

        return error.WriteAsync(context);
    }
}
