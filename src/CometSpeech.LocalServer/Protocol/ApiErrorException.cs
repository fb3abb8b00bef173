namespace CometSpeech.LocalServer.Protocol;

/// <summary>Ends a request with an error for its sender.</summary>
public sealed class ApiErrorException(ApiError error) : Exception(error.Message)
{
    /// <summary>What the sender gets.</summary>
    public ApiError Error { get; } = error;
}
