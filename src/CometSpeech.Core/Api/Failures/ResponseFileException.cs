namespace CometSpeech.Core.Api.Failures;

/// <summary>The disk, not the network, failed while an answer was written; another attempt would be paid for in vain.</summary>
public sealed class ResponseFileException : IOException
{
    /// <summary>Makes the exception for that file.</summary>
    public ResponseFileException(string path, Exception innerException)
        : base($"Cannot write '{path}': {innerException.Message}", innerException) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
