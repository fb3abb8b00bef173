using System.Management.Automation;
using CometSpeech.Output.Tags;

namespace CometSpeech.Errors;

/// <summary>The error records about what a file is to tell of itself; all of them come before any request.</summary>
internal static class TagErrors
{
    public static ErrorRecord InvalidTag(TagException cause) => ErrorRecords.Create(
        new ArgumentException($"-Tag cannot be used: {cause.Message} No request was sent.", cause),
        "InvalidTag",
        ErrorCategory.InvalidArgument,
        cause.Key,
        "Give a hashtable, as @{ Album = 'Sea stories'; Track = 1; Year = 1851 }; title, author and cover have "
            + "parameters of their own.");

    /// <param name="path">What <c>-Cover</c> names.</param>
    /// <param name="cause">Why it cannot be used.</param>
    public static ErrorRecord CoverNotReadable(string path, Exception cause) => ErrorRecords.Create(
        new InvalidDataException($"The cover '{path}' cannot be used: {cause.Message} No request was sent.", cause),
        "CoverNotReadable",
        cause is InvalidDataException ? ErrorCategory.InvalidData
            : cause is UnauthorizedAccessException ? ErrorCategory.PermissionDenied
            : cause is FileNotFoundException or DirectoryNotFoundException or ItemNotFoundException
                ? ErrorCategory.ObjectNotFound
            : ErrorCategory.ReadError,
        path,
        cause is FileNotFoundException or DirectoryNotFoundException
            ? "Check the path; a relative one counts from the current folder."
            : "Name a picture in JPEG or PNG; a smaller one of a thousand pixels a side does for every player.");
}
