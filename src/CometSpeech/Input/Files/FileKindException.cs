namespace CometSpeech.Input.Files;

/// <summary>A file is of a kind that is no text.</summary>
internal sealed class FileKindException(FileKind kind) : Exception($"It is {kind.Name}.")
{
    /// <summary>What it is.</summary>
    public FileKind Kind => kind;
}
