namespace CometSpeech.Core.Files;

/// <summary>
/// What Windows does not take as the name of a file, or takes and then writes elsewhere without an error (Microsoft's
/// "Naming Files, Paths, and Namespaces").
/// </summary>
public static class WindowsFileName
{
    // With or without an extension; the last six have a superscript digit.
    private static readonly HashSet<string> s_deviceNames = new(
        [
            "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
            .. Enumerable.Range(0, 10).SelectMany(i => new[] { "COM" + i, "LPT" + i }),
            "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a name without its folders cannot be used; null when it can.</summary>
    public static string? WhyForbidden(string name)
    {
        if (name.Any(character => character < ' ' || "<>:\"/\\|?*".IndexOf(character) >= 0))
        {
            return "Windows forbids a character in it.";
        }

        if (name.EndsWith(".", StringComparison.Ordinal) || name.EndsWith(" ", StringComparison.Ordinal))
        {
            return "Windows drops a dot or a space at the end of a name.";
        }

        return s_deviceNames.Contains(name.Split('.')[0].TrimEnd()) ? "Windows keeps that name for a device." : null;
    }
}
