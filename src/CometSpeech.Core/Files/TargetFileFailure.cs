namespace CometSpeech.Core.Files;

/// <summary>Why a file could not be made, apart from the service.</summary>
public enum TargetFileFailure
{
    /// <summary>Another process, or another command of this one, is making the same file.</summary>
    Busy,

    /// <summary>
    /// The folder of the parts cannot be used: a file or a link stands in its place, or it cannot be written.
    /// </summary>
    PartsFolderUnusable,

    /// <summary>The folder takes no new file: no permission, a read-only file system, no room.</summary>
    FolderNotWritable,

    /// <summary>The name, or the whole path, is longer than the file system takes.</summary>
    NameTooLong,

    /// <summary>The disk refused: full, read-only, gone, no permission.</summary>
    WriteFailed,

    /// <summary>The file appeared in the meantime and must not be replaced.</summary>
    AlreadyExists,
}
