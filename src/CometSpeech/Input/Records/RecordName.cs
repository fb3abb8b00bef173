using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Input.Records;

/// <summary>What messages call a record: its number, the beginning of its text, the file it is for.</summary>
/// <param name="Number">Which of the command's records it is, from 1.</param>
/// <param name="Text">What it says; null when that is not known.</param>
/// <param name="OutFile">The audio file as the user names it; null when there is none, or it is not known.</param>
internal readonly record struct RecordName(int Number, string? Text, string? OutFile)
{
    /// <summary>
    /// How much of a value is quoted, in characters: enough to find it in a table, short enough for one line of a
    /// console.
    /// </summary>
    public const int QuotedLength = 40;

    /// <summary>As in «Record 2 ('How do you do?') for 'a.mp3'», the beginning of a sentence.</summary>
    public override string ToString()
    {
        string beginning = Text is null ? "" : SafeText.Clean(Text, null, QuotedLength);
        return $"Record {Number}"
            + (beginning.Length == 0 ? "" : $" ('{beginning}')")
            + (OutFile is null ? "" : $" for '{OutFile}'");
    }
}
