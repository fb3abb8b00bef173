using System.Management.Automation;
using CometSpeech.Core.Wording;

namespace CometSpeech.Errors;

/// <summary>The error records about <c>-Pronunciation</c>.</summary>
internal static class PronunciationErrors
{
    public static ErrorRecord NotReadable(PronunciationException cause) => ErrorRecords.Create(
        new InvalidDataException(
            Sentences.Join($"-Pronunciation cannot be used: {cause.Message}", ErrorRecords.NothingSent), cause),
        "PronunciationNotReadable",
        ErrorCategory.InvalidData,
        cause.Path,
        cause.InnerException is FileNotFoundException or DirectoryNotFoundException
            ? "Check the path; a relative one counts from the current folder."
            : "Give hashtables, as @{ kubectl = 'cube control' }, or files: .csv and .tsv whose first line names the "
                + "columns Text and Spoken, .json with an object of pairs, .psd1 with a hashtable, .pls with a lexicon "
                + "of the W3C.");

    public static ErrorRecord TimedOut(PronunciationException cause) => ErrorRecords.Create(
        new TimeoutException($"-Pronunciation cannot be used: {cause.Message}", cause),
        "PronunciationTimedOut",
        ErrorCategory.OperationTimeout,
        cause.Path,
        "Write the regular expression so that no two repetitions in it can meet the same characters, as those of "
            + "(a+)+ do, or give words in place of it.");
}
