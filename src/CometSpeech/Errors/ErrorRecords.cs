using System.Management.Automation;

namespace CometSpeech.Errors;

/// <summary>The one way an error record of this module is made: a stable id, a true category, and a way out that is seen.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">What happened; its message is the first sentence.</param>
    /// <param name="id">PascalCase, stable: scripts compare it.</param>
    /// <param name="category">What kind of thing it is.</param>
    /// <param name="target">What it happened to.</param>
    /// <param name="action">What to do about it; stands in the message too, because PowerShell's views do not show <see cref="ErrorDetails.RecommendedAction"/>.</param>
    public static ErrorRecord Create(Exception exception, string id, ErrorCategory category, object? target, string action) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails($"{exception.Message} {action}".Trim()) { RecommendedAction = action },
        };
}
