namespace CometSpeech.Input.Files;

/// <summary>A file is of a kind that is not read as text.</summary>
/// <param name="kind">What it is.</param>
/// <param name="isNamed">Whether its extension says so, and not its first bytes.</param>
internal sealed class FileKindException(FileKind kind, bool isNamed = false) : Exception($"It is {kind.Name}.")
{
    /// <summary>What it is.</summary>
    public FileKind Kind => kind;

    /// <summary>Whether its extension says so, and not its first bytes.</summary>
    public bool IsNamed => isNamed;
}
