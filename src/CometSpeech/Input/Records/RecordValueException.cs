namespace CometSpeech.Input.Records;

/// <summary>A record cannot be used because of what it says beside its text.</summary>
/// <param name="reason">The end of a sentence that begins with the record.</param>
/// <param name="failure">The error of the script or getter that failed; null when the value itself is wrong.</param>
/// <param name="cause">What the value was wrong for.</param>
internal sealed class RecordValueException(string reason, Exception? failure = null, Exception? cause = null)
    : Exception(reason, failure ?? cause)
{
    /// <summary>The error of the script or getter that failed; null when the value itself is wrong.</summary>
    public Exception? Failure => failure;
}
