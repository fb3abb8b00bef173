namespace CometSpeech.Core.Api.Failures;

/// <summary>
/// The disk, not the network, failed while an answer was written; another attempt would be paid for in vain.
/// </summary>
public sealed class ResponseFileException : IOException
{
    /// <summary>Makes the exception for what the system said, which names the file.</summary>
    public ResponseFileException(Exception innerException)
        : base($"Cannot write the answer: {innerException.Message}", innerException)
    {
    }
}
