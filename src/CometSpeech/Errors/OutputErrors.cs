using System.Management.Automation;
using CometSpeech.Core.Files;

namespace CometSpeech.Errors;

/// <summary>The error records about the files to be; all of them come before any request.</summary>
internal static class OutputErrors
{
    /// <summary>The id of <see cref="Exists"/>.</summary>
    public const string ExistsId = "OutFileExists";

    private const string RenameAudio = "Give the audio file another name: its captions get that.";

    public static ErrorRecord InvalidPath(string path, string reason, Exception? cause) => ErrorRecords.Create(
        new ArgumentException($"'{path}' cannot be the name of the audio file: {reason}", cause),
        "InvalidOutFile",
        ErrorCategory.InvalidArgument,
        path,
        "Name another file.");

    /// <param name="path">What <c>-OutDirectory</c> or <c>-CachePath</c> names.</param>
    /// <param name="reason">Why it cannot be, as a sentence.</param>
    /// <param name="cause">What the system says, if it does.</param>
    public static ErrorRecord InvalidFolder(string path, string reason, Exception? cause) => ErrorRecords.Create(
        new ArgumentException($"'{path}' cannot be the name of a folder: {reason}", cause),
        "InvalidOutFile",
        ErrorCategory.InvalidArgument,
        path,
        "Name another folder.");

    public static ErrorRecord NotFileSystem(string path, string provider) => ErrorRecords.Create(
        new ArgumentException(
            $"'{path}' belongs to the provider {provider}; audio is written to the file system only."),
        "NotFileSystemPath",
        ErrorCategory.InvalidArgument,
        path,
        "Name a file on a drive of the file system.");

    /// <param name="path">The full path of the captions.</param>
    /// <param name="reason">Why they cannot be written there.</param>
    /// <param name="cause">What the system says, if it does.</param>
    public static ErrorRecord InvalidSubtitles(string path, string reason, Exception? cause) => ErrorRecords.Create(
        new ArgumentException($"'{path}' cannot be the name of the captions: {reason}", cause),
        "InvalidOutFile",
        ErrorCategory.InvalidArgument,
        path,
        RenameAudio);

    public static ErrorRecord IsFolder(string path, bool isSubtitles) => ErrorRecords.Create(
        new IOException(
            isSubtitles
                ? $"The captions of -Subtitle would be '{path}', which is a folder."
                : $"'{path}' is a folder."),
        "OutFileIsFolder",
        ErrorCategory.InvalidArgument,
        path,
        isSubtitles ? RenameAudio : "Name a file in it, or use -OutDirectory.");

    public static ErrorRecord Exists(string path) => ErrorRecords.Create(
        new IOException($"'{path}' exists already."),
        ExistsId,
        ErrorCategory.ResourceExists,
        path,
        "Leave out -NoClobber to replace it, or name another file.");

    public static ErrorRecord ReadOnly(string path) => ErrorRecords.Create(
        new UnauthorizedAccessException($"'{path}' is read-only."),
        "OutFileReadOnly",
        ErrorCategory.PermissionDenied,
        path,
        "Use -Force to replace it.");

    /// <param name="name">The audio file as the user named it.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="extension">The extension that would be right.</param>
    public static ErrorRecord NotAudio(string name, string path, string extension) => ErrorRecords.Create(
        new IOException($"'{name}' exists, and is no audio that this module makes; what it holds would be lost."),
        "OutFileNotAudio",
        ErrorCategory.ResourceExists,
        path,
        $"Name another file, as '{Path.ChangeExtension(Path.GetFileName(path), extension)}'; -Force replaces it.");

    /// <param name="name">The audio file as the user named it.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="written">What would be written over: that path, or one that the making of the file needs.</param>
    /// <param name="source">The text file that it is, by the path it was read by.</param>
    /// <param name="isCache">Whether it is the place of the cache.</param>
    public static ErrorRecord IsInput(string name, string path, string written, string source, bool isCache)
    {
        string what = written != path ? $"'{name}' needs '{written}', which is a text to be spoken; it would be lost."
            : source != path ? $"'{name}' is the same file as '{source}', a text to be spoken; "
                + "the audio would overwrite it."
            : $"'{name}' is a text to be spoken; the audio would overwrite it.";
        return ErrorRecords.Create(
            new InvalidOperationException(what),
            "OutFileIsInput",
            ErrorCategory.InvalidArgument,
            path,
            isCache
                ? "Name another folder with -CachePath."
                : $"Name another file, as '{Path.GetFileNameWithoutExtension(path)}-speech.mp3', or another folder "
                    + "with -OutDirectory.");
    }

    /// <param name="path">The audio file.</param>
    /// <param name="source">The text file that names it again; null for none.</param>
    /// <param name="isNamedAfterSource">Whether it is called as its source is.</param>
    public static ErrorRecord Repeated(string path, string? source, bool isNamedAfterSource) => ErrorRecords.Create(
        new InvalidOperationException(
            $"'{path}' is named again{(source is null ? "" : $", for '{source}',")} after it was finished; it would be "
                + "overwritten."),
        "OutFileRepeated",
        ErrorCategory.InvalidOperation,
        path,
        isNamedAfterSource
            ? "Two sources share a name: tell their files apart, as with "
                + "-OutFile { \"$($_.Directory.Name)-$($_.Name).mp3\" } in place of -OutDirectory."
            : "Sort the input so that the records of one file follow each other, or name another file.");

    /// <param name="name">The audio file as the user named it.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="subtitles">The full path of its captions, which have another use.</param>
    public static ErrorRecord SubtitlesRepeated(string name, string path, string subtitles) => subtitles == path
        ? InvalidPath(name, "its captions, of -Subtitle, get that name.", null)
        : ErrorRecords.Create(
            new InvalidOperationException(
                $"The captions of '{name}' would be '{subtitles}', which this command writes for another file."),
            "OutFileRepeated",
            ErrorCategory.InvalidOperation,
            path,
            "Give the audio files names that differ in more than the extension.");

    public static ErrorRecord SubtitlesWithoutFile(bool isPlayed) => ErrorRecords.Create(
        new ArgumentException(
            "-Subtitle writes captions beside an audio file, but the audio "
                + (isPlayed ? "is only heard." : "goes down the pipeline.")),
        "SubtitleWithoutFile",
        ErrorCategory.InvalidArgument,
        null,
        "Name the audio file with -OutFile, or a folder with -OutDirectory.");

    /// <param name="cause">Names the folder.</param>
    public static ErrorRecord FolderNotWritable(TargetFileException cause) => ErrorRecords.Create(
        cause,
        "OutFolderFailed",
        cause.InnerException is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.WriteError,
        cause.Folder,
        "Check its permissions and the free space, or name another folder.");

    public static ErrorRecord FolderFailed(string folder, Exception cause) => ErrorRecords.Create(
        new IOException($"Cannot make the folder '{folder}': {cause.Message}", cause),
        "OutFolderFailed",
        ErrorCategory.WriteError,
        folder,
        "Check the path and its permissions.");
}
