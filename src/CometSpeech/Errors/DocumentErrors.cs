using System.Management.Automation;
using CometSpeech.Core.Documents;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Errors;

/// <summary>The error records about documents.</summary>
internal static class DocumentErrors
{
    public static ErrorRecord FormatNotSupported(string path, FileKindException cause) => ErrorRecords.Create(
        new NotSupportedException($"'{path}' is {cause.Kind.Name}, which is not read.", cause),
        "FormatNotSupported",
        ErrorCategory.NotImplemented,
        path,
        cause.Kind.AdviceFor(path));

    /// <param name="path">The file.</param>
    /// <param name="cause">Why it cannot be read.</param>
    public static ErrorRecord FileNotReadable(string path, DocumentException cause)
    {
        // The name may lie: an encrypted Word file is another container than one that can be read.
        FileKind? kind = cause.Failure == DocumentFailure.NotReadable ? TextFile.FindKind(path) : null;
        FileKind? expected = FileKind.Of(DocumentFormats.FromPath(path));
        // A book that was cut off is an archive of which nobody can tell more.
        bool isOther = kind is not null && kind != expected && !(expected is not null && kind.IsArchive);
        return isOther
            ? NotReadable($"'{path}'", cause, path, $"It is {kind!.Name}. {kind.AdviceFor(path)}")
            : NotReadable($"'{path}'", cause, path);
    }

    /// <param name="name">What messages call it, the beginning of a sentence.</param>
    /// <param name="cause">Why it cannot be read.</param>
    /// <param name="target">The file or the object.</param>
    /// <param name="advice">What helps; null for what helps as a rule.</param>
    public static ErrorRecord NotReadable(
        string name, DocumentException cause, object? target, string? advice = null)
    {
        string place = cause.Place is null ? "" : $" {cause.Place}:";
        string message = $"{name} cannot be read:{place} {cause.Message.TrimEnd('.')}.";
        return cause.Failure switch
        {
            DocumentFailure.TooLarge => ErrorRecords.Create(
                new InvalidDataException(message, cause),
                "DocumentTooLarge",
                ErrorCategory.LimitsExceeded,
                target,
                advice ?? "Divide it by the program that made it; the parts may go into one audio file again."),
            DocumentFailure.Encrypted => ErrorRecords.Create(
                new UnauthorizedAccessException(message, cause),
                "DocumentEncrypted",
                ErrorCategory.PermissionDenied,
                target,
                advice ?? "Save it without its password by the program that made it. A book with copy protection is "
                    + "read by its seller's programs alone."),
            _ => ErrorRecords.Create(
                new InvalidDataException(message, cause),
                "DocumentNotReadable",
                ErrorCategory.InvalidData,
                target,
                advice ?? "Get it anew if it is damaged: download or copy it again, or save it by the program that "
                    + "made it. If it is of another format, -InputFormat names that one."),
        };
    }

    /// <param name="name">The record.</param>
    /// <param name="cause">Why its bytes are no text.</param>
    /// <param name="record">The bytes.</param>
    public static ErrorRecord BytesNotText(RecordName name, Exception cause, object? record) => ErrorRecords.Create(
        new InvalidDataException($"{name} is bytes that are no text: {cause.Message}", cause),
        "InputIsBytes",
        ErrorCategory.InvalidArgument,
        record,
        cause is FileKindException kind
            ? kind.Kind.AdviceFor("file")
            : "Name the encoding with -Encoding, or another format with -InputFormat.");

    /// <param name="name">The record.</param>
    /// <param name="format">The format that is named.</param>
    /// <param name="record">The string.</param>
    public static ErrorRecord StringIsNoFile(RecordName name, DocumentFormat format, object? record) =>
        ErrorRecords.Create(
            new ArgumentException(
                $"{name} has no text: it is a string, and {FileKind.Of(format)!.Name} is bytes of which a string keeps "
                    + "not all."),
            "InputHasNoText",
            ErrorCategory.InvalidArgument,
            record,
            "Name the file with -Path, or pipe the file itself as Get-ChildItem writes it, or its bytes: "
                + "-InputObject (Invoke-WebRequest $uri).Content.");

    /// <param name="path">The file of which nothing would be spoken; null for text that came as such.</param>
    /// <param name="document">What it says of itself; null for plain text.</param>
    /// <param name="target">The file or the object.</param>
    public static ErrorRecord TextIsEmpty(string? path, DocumentInfo? document, object? target) => ErrorRecords.Create(
        new ArgumentException(
            $"{(path is null ? "The text" : $"'{path}'")} {NothingSpoken(document)}."),
        "TextIsEmpty",
        ErrorCategory.InvalidData,
        target,
        document is { LeftOut.Length: > 0 } ? LeftOutAdvice : "Check where the text comes from.");

    /// <summary>What is said of a text of which nothing is spoken.</summary>
    public static string NothingSpoken(DocumentInfo? document) => document switch
    {
        null => "is empty, or has no letter and no digit",
        { LeftOut.Length: 0 } => "says nothing that can be spoken",
        _ => $"says nothing that can be spoken; left out: {document.LeftOut}",
    };

    /// <summary>What helps where all of a document was left out.</summary>
    public const string LeftOutAdvice =
        "ConvertTo-SpokenText -SpeakElement speaks code, notes and their like. Pages that are images need a program "
            + "that reads text off them.";
}
