using System.Globalization;

namespace CometSpeech.Running;

/// <summary>A number with its noun, for a person to read.</summary>
internal static class Counted
{
    /// <summary>«1 request», «1,234 requests», in the user's culture.</summary>
    public static string Of(long count, string singular, string plural) =>
        string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", count, count == 1 ? singular : plural);
}
