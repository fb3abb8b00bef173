using System.Management.Automation;
using CometSpeech.Output.Tags;

namespace CometSpeech.Errors;

/// <summary>The error records about what a file is to tell of itself; all of them come before any request.</summary>
internal static class TagErrors
{
    public static ErrorRecord InvalidTag(TagException cause) => ErrorRecords.Create(
        new ArgumentException(Sentences.Join($"-Tag cannot be used: {cause.Message}", ErrorRecords.NothingSent), cause),
        "InvalidTag",
        ErrorCategory.InvalidArgument,
        cause.Key,
        "Give a hashtable, as @{ Album = 'Sea stories'; Track = 1; Year = 1851 }; title, author and cover have "
            + "parameters of their own.");

    /// <param name="path">What <c>-Cover</c> names.</param>
    /// <param name="cause">Why it cannot be used.</param>
    public static ErrorRecord CoverNotReadable(string path, Exception cause) => ErrorRecords.Create(
        new InvalidDataException(
            Sentences.Join($"The cover '{path}' cannot be used: {cause.Message}", ErrorRecords.NothingSent), cause),
        "CoverNotReadable",
        Categorize(cause),
        path,
        Categorize(cause) == ErrorCategory.ObjectNotFound
            ? "Check the path; a relative one counts from the current location."
            : "Name a picture in JPEG or PNG. A thousand pixels a side do for every player.");

    private static ErrorCategory Categorize(Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException or ItemNotFoundException
            or System.Management.Automation.DriveNotFoundException => ErrorCategory.ObjectNotFound,
        UnauthorizedAccessException => ErrorCategory.PermissionDenied,
        InvalidDataException => ErrorCategory.InvalidData,
        ArgumentException or NotSupportedException => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.ReadError,
    };
}
