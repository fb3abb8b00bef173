using System.Globalization;
using System.Management.Automation;
using CometSpeech.Catalog;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Running;

namespace CometSpeech.Errors;

/// <summary>The error records about what the service, the audio and the disk do.</summary>
internal static class RunErrors
{
    // As much of a text as finds it in a book.
    private const int QuotedLength = 40;

    /// <summary>The record for a target that was not finished.</summary>
    /// <param name="failed">What happened.</param>
    /// <param name="defaultModel">The model of records that name none; null where <c>-Model</c> chose it.</param>
    public static ErrorRecord TargetFailed(TargetFailedException failed, DefaultModel? defaultModel)
    {
        Target target = failed.Plan.Target;
        string name = target.Name;
        object targetObject = target.OutFile ?? name;
        string there = failed.KeptParts > 0
            ? $"{failed.KeptParts} of {failed.Plan.Requests.Count} parts are finished and kept in "
                + $"'{failed.PartsFolder}'"
            : "";
        string kept = there.Length > 0 ? $"{there}; the same command goes on from there." : "";
        return failed.InnerException switch
        {
            ServiceException e => ServiceFailed(e, failed, defaultModel, targetObject, kept),
            CharacterLimitException e => LimitReached(e, name, targetObject, kept),
            AudioFormatException e => ErrorRecords.Create(
                // The same command would fail again.
                new InvalidDataException(
                    Sentences.Join($"{name}: {e.Message}", there.Length > 0 ? $"{there}." : ""), e),
                "AudioNotJoinable",
                ErrorCategory.InvalidResult,
                targetObject,
                ReplaceParts(failed)),
            TargetFileException { Failure: TargetFileFailure.Busy } e => ErrorRecords.Create(
                e,
                "OutFileBusy",
                ErrorCategory.ResourceBusy,
                targetObject,
                "Wait until the other command has ended, or name another file."),
            TargetFileException { Failure: TargetFileFailure.AlreadyExists } e => ErrorRecords.Create(
                e,
                "OutFileExists",
                ErrorCategory.ResourceExists,
                targetObject,
                Sentences.Join("Leave out -NoClobber to replace it.", kept)),
            TargetFileException { Failure: TargetFileFailure.FolderNotWritable } e => OutputErrors.FolderNotWritable(e),
            TargetFileException { Failure: TargetFileFailure.NameTooLong } e => OutputErrors.InvalidPath(
                name, "the file system takes no path, or no name, of that length.", e),
            TargetFileException { Failure: TargetFileFailure.PartsFolderUnusable } e => ErrorRecords.Create(
                e,
                "PartsFolderUnusable",
                ErrorCategory.WriteError,
                targetObject,
                "Mend that, and run the command again."),
            SoundSinkException e => ErrorRecords.Create(
                e,
                "PlaybackFailed",
                ErrorCategory.DeviceError,
                targetObject,
                "What was heard so far is paid for; with -OutFile or -CachePath it is kept as well."),
            IOException e => ErrorRecords.Create(
                new IOException(Sentences.Join(e.Message, kept), e),
                "OutFileWriteFailed",
                ErrorCategory.WriteError,
                targetObject,
                "Check the free space and the permissions of the folder."),
            { } e => ErrorRecords.Create(
                new InvalidOperationException(Sentences.Join($"{name}: {e.Message}", kept), e),
                "SpeechFailed",
                ErrorCategory.NotSpecified,
                targetObject,
                "Please report this as a bug."),
            null => throw new ArgumentException("The failure has no cause.", nameof(failed)),
        };
    }

    /// <summary>
    /// The record for targets that were given up for the failure of another, which has its own record.
    /// </summary>
    /// <param name="cause">That failure.</param>
    /// <param name="first">The name of the target whose record tells it.</param>
    /// <param name="names">Their names, one or more.</param>
    /// <param name="paths">Their files; empty where bytes were wanted.</param>
    public static ErrorRecord RestNotTried(
        ServiceException cause, string first, IReadOnlyList<string> names, IReadOnlyList<string> paths)
    {
        const int Named = 3;
        (string id, _, _) = ServiceErrors.Describe(cause);
        string listed = string.Join(", ", names.Take(Named))
            + (names.Count > Named ? $" and {names.Count - Named} more" : "");
        string count = Counted.Of(names.Count, "more file was not made", "more files were not made");
        return ErrorRecords.Create(
            new SpeechException(
                $"{count}, for the same reason as '{first}' ({id}): {listed}.",
                cause),
            "RestNotTried",
            ErrorCategory.OperationStopped,
            paths.Count > 0 ? paths.ToArray() : names.ToArray(),
            $"Do what the error of '{first}' advises, and run the command again; "
                + "-NoClobber leaves out the files that are finished.");
    }

    /// <summary>The record for a request that belongs to no target, as a check of the key.</summary>
    public static ErrorRecord RequestFailed(ServiceException e, object target)
    {
        (string id, ErrorCategory category, string action) = ServiceErrors.Describe(e);
        return ErrorRecords.Create(
            new SpeechException(e.Message + ServiceErrors.Details(e), e), id, category, target, action);
    }

    /// <summary>The record for a native program that takes no more bytes.</summary>
    public static ErrorRecord ReaderEnded(IOException cause) => ErrorRecords.Create(
        new IOException($"The program that the audio goes to has ended, or takes no more: {cause.Message}", cause),
        "PlaybackFailed",
        ErrorCategory.WriteError,
        null,
        "Look at what that program says. What was asked for so far is paid for; with -CachePath it is kept.");

    private static ErrorRecord LimitReached(CharacterLimitException e, string name, object target, string kept) =>
        ErrorRecords.Create(
            new InvalidOperationException(
                Sentences.Join(
                    string.Format(
                        CultureInfo.CurrentCulture,
                        "{0}: {1} would have to be paid for, and {2:N0} of -CharacterLimit {3:N0} are left.",
                        name,
                        Counted.Of(e.Needed, "character", "characters"),
                        e.Left,
                        e.Limit),
                    kept),
                e),
            "CharacterLimitReached",
            ErrorCategory.LimitsExceeded,
            target,
            e.Needed > e.Limit
                ? "Raise -CharacterLimit."
                : "Raise -CharacterLimit, or make this file with a command of its own.");

    private static ErrorRecord ServiceFailed(
        ServiceException e, TargetFailedException failed, DefaultModel? defaultModel, object target, string kept)
    {
        PlannedRequest? request = failed.Request is { } index ? failed.Plan.Requests[index] : null;
        (string id, ErrorCategory category, string action) =
            ServiceErrors.Describe(e, request?.Range.Length, hasOtherParts: failed.KeptParts > 0);
        bool isModelMissing = e is { Failure: ServiceFailure.NotFound, Fault: RequestFault.Model };
        // Who takes another model, as the advice is, would wait in vain for those parts to count.
        kept += isModelMissing && kept.Length > 0
            ? " Parts of another model do not count: with one, it begins anew."
            : "";
        if (isModelMissing && failed.Plan.Target.Segments[request?.Segment ?? 0].Model == defaultModel?.Name)
        {
            action += $" No -Model was given: {defaultModel!.Origin}, '{defaultModel.Name}', may have been withdrawn.";
        }

        string said = $"{failed.Plan.Target.Name}{Part(failed)}: {e.Message}{ServiceErrors.Details(e)}";
        return ErrorRecords.Create(
            new SpeechException(Sentences.Join(said, kept), e), id, category, target, action);
    }

    // A cache holds what other files were paid for as well.
    private static string ReplaceParts(TargetFailedException failed) =>
        failed.PartsFolder is not { } folder
            ? "Ask for another -ResponseFormat, or tell the server's maintainer."
        : failed.Plan.Target.OutFile is { } path && PartFolder.Of(path).FullName == folder
            ? $"Ask for another -ResponseFormat, or remove '{folder}' to have all parts made anew."
        : "Ask for another -ResponseFormat, or have all parts made anew with another -CachePath.";

    // Which of many chunks it was, and how its text begins.
    private static string Part(TargetFailedException failed)
    {
        TargetPlan plan = failed.Plan;
        if (failed.Request is not { } request || plan.Chunks.Count == 1)
        {
            return "";
        }

        string text = plan.CreateRequest(request).Input;
        return $", part {plan.PartNumberOf(request)} of {plan.Chunks.Count} "
            + $"('{SafeText.Clean(text, null, QuotedLength)}')";
    }
}
