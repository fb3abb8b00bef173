using System.Management.Automation;

namespace CometSpeech.Errors;

/// <summary>Makes the error records of this module: a stable id, a true category, and advice.</summary>
internal static class ErrorRecords
{
    /// <summary>The sentence of what is found before anything is paid for.</summary>
    public const string NothingSent = "No request was sent.";

    /// <param name="exception">What happened; its message is the first sentence.</param>
    /// <param name="id">PascalCase, stable: scripts compare it.</param>
    /// <param name="category">What kind of thing it is.</param>
    /// <param name="target">What it happened to.</param>
    /// <param name="action">What to do about it.</param>
    public static ErrorRecord Create(
        Exception exception, string id, ErrorCategory category, object? target, string action) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(MessageShown(exception.Message, action)) { RecommendedAction = action },
        };

    // PowerShell shows the recommended action under the message; Windows PowerShell does not, so there the message
    // ends with it.
    private static string MessageShown(string message, string action) =>
#if NET8_0_OR_GREATER
        message;
#else
        Sentences.Join(message, action);
#endif
}
