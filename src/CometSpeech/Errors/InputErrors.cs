using System.Management.Automation;
using System.Text;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Input;

namespace CometSpeech.Errors;

/// <summary>The error records about what is to be spoken.</summary>
internal static class InputErrors
{
    // Of a text, in characters: enough to find it in a table, short enough for one line of a console.
    private const int QuotedLength = 40;

    public static ErrorRecord TextIsEmpty(string name) => ErrorRecords.Create(
        new ArgumentException(
            $"There is nothing to speak for '{name}': the text is empty, or has no letter and no digit. "
            + "No request was sent."),
        "TextIsEmpty",
        ErrorCategory.InvalidData,
        name,
        "Check where the text comes from. -Force sends a text that is nothing but signs.");

    public static ErrorRecord InputHasNoText(object record, IEnumerable<string> names)
    {
        string[] properties = [.. names.Take(20)];
        string listed = properties.Length == 0 ? "none" : string.Join(", ", properties);
        return ErrorRecords.Create(
            new ArgumentException(
                $"The input of type {PSObject.AsPSObject(record).TypeNames.FirstOrDefault()} has no property Text, "
                + $"LiteralPath, FullName or PSPath; it has: {listed}."),
            "InputHasNoText",
            ErrorCategory.InvalidArgument,
            record,
            "Name the property that holds the text: Select-Object @{ Name = 'Text'; Expression = 'property' }.");
    }

    /// <param name="number">The record's number, from 1.</param>
    /// <param name="text">What it says, to know it by; null when that is not known.</param>
    /// <param name="cause">Why it cannot be used.</param>
    /// <param name="record">The input object.</param>
    public static ErrorRecord RecordUnusable(int number, string? text, RecordValueException cause, object? record)
    {
        string beginning = text is null ? "" : SafeText.Clean(text, null, QuotedLength);
        string quoted = beginning.Length == 0 ? "" : $" ('{beginning}')";
        var exception = new InvalidDataException(
            $"Record {number}{quoted} cannot be used: {cause.Message}", cause.Failure ?? cause);
        if (cause.Failure is null)
        {
            return ErrorRecords.Create(
                exception,
                "InvalidRecordValue",
                ErrorCategory.InvalidData,
                record,
                "Correct the record, or leave it out.");
        }

        return ErrorRecords.Create(
            exception,
            "RecordValueFailed",
            ErrorCategory.InvalidResult,
            record,
            "Mend the property or the script block, or leave the record out.");
    }

    public static ErrorRecord InputObjectNotBound(object? record) => ErrorRecords.Create(
        new ArgumentException(
            "The text is given by a parameter, and the object of the pipeline has no property Voice, CustomVoice, "
            + "Model, Speed, Instructions or OutFile that would count: it changes nothing."),
        "InputObjectNotBound",
        ErrorCategory.InvalidArgument,
        record,
        "Pipe the text without -InputObject, -Path and -LiteralPath, or pipe nothing.");

    public static ErrorRecord InputIsFolder(string path) => ErrorRecords.Create(
        new ArgumentException($"'{path}' is a folder, not a text file."),
        "InputIsFolder",
        ErrorCategory.InvalidArgument,
        path,
        "Pipe its files: Get-ChildItem -File.");

    public static ErrorRecord InputIsBytes() => ErrorRecords.Create(
        new ArgumentException("The input is an array of bytes, not text."),
        "InputIsBytes",
        ErrorCategory.InvalidArgument,
        null,
        "Read the file as text, as with Get-Content without -AsByteStream.");

    public static ErrorRecord FileNotFound(string path, Exception cause) => ErrorRecords.Create(
        cause,
        "FileNotFound",
        ErrorCategory.ObjectNotFound,
        path,
        "Check the path; -LiteralPath takes names with brackets as they are.");

    public static ErrorRecord FileNotReadable(string path, Exception cause) => ErrorRecords.Create(
        new IOException($"Cannot read '{path}': {cause.Message}", cause),
        "FileNotReadable",
        ErrorCategory.ReadError,
        path,
        "Check its permissions, and whether another program has it open.");

    public static ErrorRecord FileNotText(string path, DecoderFallbackException cause) => ErrorRecords.Create(
        new InvalidDataException($"'{path}' is not text in the expected encoding: {cause.Message}", cause),
        "FileNotText",
        ErrorCategory.InvalidData,
        path,
        "If it is text, name its encoding with -Encoding, as in -Encoding ansi or -Encoding unicode.");

    public static ErrorRecord NotFileSystem(string path, string provider) => ErrorRecords.Create(
        new ArgumentException($"'{path}' belongs to the provider {provider}; text is read from the file system only."),
        "NotFileSystemPath",
        ErrorCategory.InvalidArgument,
        path,
        "Pipe the text itself.");

    public static ErrorRecord RecordsRejected(string name, int count) => ErrorRecords.Create(
        new InvalidOperationException(
            $"'{name}' was not made: {count} of its input records could not be used, and it would lack them. "
                + "No request was sent."),
        "RecordsRejected",
        ErrorCategory.InvalidData,
        name,
        "The errors before this one say why. Mend those records, or leave them out.");
}
