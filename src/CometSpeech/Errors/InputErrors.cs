using System.Management.Automation;
using System.Text;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Files;
using CometSpeech.Input.Records;

namespace CometSpeech.Errors;

/// <summary>The error records about what is to be spoken.</summary>
internal static class InputErrors
{
    /// <param name="name">The audio file as the user names it.</param>
    /// <param name="source">The first text file it was to be made of; null when there is none.</param>
    /// <param name="sources">How many text files there are.</param>
    /// <param name="document">What a single document says of itself; null for plain text and several.</param>
    public static ErrorRecord TextIsEmpty(string name, string? source, int sources, DocumentInfo? document)
    {
        string what = (sources, document) switch
        {
            (<= 1, not null) =>
                $"{(source is null ? "the text" : $"'{source}'")} {DocumentErrors.NothingSpoken(document)}",
            (0, _) => "the text is empty, or has no letter and no digit",
            (1, _) => $"the text file '{source}' is empty, or has no letter and no digit",
            _ => $"the text file '{source}' and {sources - 1} more are empty, or have no letter and no digit",
        };
        return ErrorRecords.Create(
            new ArgumentException($"There is nothing to speak for '{name}': {what}. No request was sent."),
            "TextIsEmpty",
            ErrorCategory.InvalidData,
            name,
            document is { LeftOut.Length: > 0 }
                ? DocumentErrors.LeftOutAdvice
                : "Check where the text comes from. -Force sends a text that is nothing but signs.");
    }

    public static ErrorRecord InputHasNoText(RecordName name, object record)
    {
        string[] names = [.. RecordProperty.NamesOf(record).Take(20)];
        string listed = names.Length == 0 ? "none" : string.Join(", ", names);
        string why = ValueText.IsFormatData(record)
            ? "it is what Format-Table and its like put out for the console."
            : $"its type {PSObject.AsPSObject(record).TypeNames.FirstOrDefault()} has no property Text, LiteralPath, "
                + $"FullName or PSPath; it has: {listed}.";
        return ErrorRecords.Create(
            new ArgumentException($"{name} has no text: {why}"),
            "InputHasNoText",
            ErrorCategory.InvalidArgument,
            record,
            NoTextAdvice.For(record));
    }

    /// <param name="name">The record.</param>
    /// <param name="kind">What was read as if it were text.</param>
    /// <param name="record">Its first line, which tells the file's name if <c>Get-Content</c> read it.</param>
    public static ErrorRecord InputIsDocument(RecordName name, FileKind kind, object record) => ErrorRecords.Create(
        new ArgumentException($"{name} has no text: it is the inside of {kind.Name}."),
        "InputHasNoText",
        ErrorCategory.InvalidArgument,
        record,
        kind.AdviceFor(RecordProperty.Get(record, "PSChildName") as string ?? "file"));

    /// <param name="name">The record.</param>
    /// <param name="property">Which of its properties should hold the text.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="record">The input object.</param>
    public static ErrorRecord PropertyHasNoText(RecordName name, string property, object value, object? record) =>
        ErrorRecords.Create(
            new ArgumentException(
                $"{name} has no text: its property {property} holds an object of type "
                + $"{PSObject.AsPSObject(value).TypeNames.FirstOrDefault()}, not a text."),
            "InputHasNoText",
            ErrorCategory.InvalidArgument,
            record,
            $"Put a string into {property}; what Out-String makes of an object is one.");

    /// <param name="name">The record.</param>
    /// <param name="cause">Why it cannot be used.</param>
    /// <param name="record">The input object.</param>
    public static ErrorRecord RecordUnusable(RecordName name, RecordValueException cause, object? record)
    {
        var exception = new InvalidDataException(
            $"{name} cannot be used: {cause.Message}", cause.Failure ?? cause);
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
            + "Model, Speed, Instructions, Chapter or OutFile that would count: it changes nothing."),
        "InputObjectNotBound",
        ErrorCategory.InvalidArgument,
        record,
        "Pipe the text without -InputObject, -Path and -LiteralPath, or pipe nothing.");

    public static ErrorRecord InputIsFolder(string path) => ErrorRecords.Create(
        new ArgumentException($"'{path}' is a folder, not a text file."),
        "InputIsFolder",
        ErrorCategory.InvalidArgument,
        path,
        $"Pipe its files: Get-ChildItem -LiteralPath '{path.Replace("'", "''")}' -File.");

    /// <param name="name">The record; all bytes that follow each other are one.</param>
    /// <param name="property">Which of its properties holds them; null when the record itself is bytes.</param>
    /// <param name="record">The input object.</param>
    public static ErrorRecord InputIsBytes(RecordName name, string? property, object? record) => ErrorRecords.Create(
        new ArgumentException(
            property is null
                ? $"{name} is bytes, not text."
                : $"{name} holds bytes in its property {property}, not text."),
        "InputIsBytes",
        ErrorCategory.InvalidArgument,
        record,
        "Name the file by -Path, or read a text by Get-Content without -AsByteStream (in Windows PowerShell without "
            + "-Encoding Byte). The bytes of a document are given as one array, with their format: -InputObject "
            + "(Invoke-WebRequest $uri).Content -InputFormat Epub. Audio is finished: Set-Content -AsByteStream "
            + "writes it.");

    public static ErrorRecord FileNotFound(string path, Exception cause) => ErrorRecords.Create(
        cause,
        "FileNotFound",
        ErrorCategory.ObjectNotFound,
        path,
        WildcardPattern.ContainsWildcardCharacters(path)
            ? "Check the path; -LiteralPath takes names with brackets as they are."
            : "Check the path and the current folder.");

    public static ErrorRecord NameForbidden(string path, Exception cause) => FileNotFound(
        path, new ItemNotFoundException($"'{path}' cannot be the name of a file: {cause.Message}", cause));

    /// <param name="pattern">The path with wildcards.</param>
    /// <param name="isFolder">Whether it matches folders, which are passed over.</param>
    public static ErrorRecord NoFileMatches(string pattern, bool isFolder) => ErrorRecords.Create(
        new ItemNotFoundException($"No file matches '{pattern}'{(isFolder ? ", only folders do" : "")}."),
        "FileNotFound",
        ErrorCategory.ObjectNotFound,
        pattern,
        isFolder
            ? "Name the files in them, as with -Path folder/*.txt, or pipe them: Get-ChildItem -File -Recurse."
            : "Check the pattern and the current folder; -LiteralPath takes names with brackets as they are.");

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

    public static ErrorRecord FileNotText(string path, FileKindException cause) => ErrorRecords.Create(
        new InvalidDataException($"'{path}' is not text: it is {cause.Kind.Name}.", cause),
        "FileNotText",
        ErrorCategory.InvalidData,
        path,
        cause.Kind.AdviceFor(path));

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
