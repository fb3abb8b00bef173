namespace CometSpeech.Core.Files;

/// <summary>A file could not be made, for a reason that lies on this machine.</summary>
public sealed class TargetFileException : IOException
{
    /// <summary>Makes the exception; the message names the file or folder.</summary>
    public TargetFileException(TargetFileFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why.</summary>
    public TargetFileFailure Failure { get; }

    /// <summary>The folder that cannot be written, for <see cref="TargetFileFailure.FolderNotWritable"/>.</summary>
    public string? Folder { get; init; }
}
