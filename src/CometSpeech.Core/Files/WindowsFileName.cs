using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Files;

/// <summary>
/// What Windows does not take as the name of a file, or takes and then writes elsewhere without an error (Microsoft's
/// "Naming Files, Paths, and Namespaces").
/// </summary>
public static class WindowsFileName
{
    // UTF-16 units: NTFS, exFAT and shares alike (Microsoft's "Maximum Path Length Limitation").
    private const int LongestName = 255;

    // With or without an extension; the last six have a superscript digit.
    private static readonly HashSet<string> s_deviceNames = new(
        (string[])
        [
            "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
            .. Enumerable.Range(0, 10).SelectMany(i => new[] { "COM" + i, "LPT" + i }),
            "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a name without its folders cannot be used; null when it can.</summary>
    public static string? WhyForbidden(string name)
    {
        if (name.Any(IsForbidden))
        {
            return "Windows forbids a character in it.";
        }

        if (name.EndsWith(".", StringComparison.Ordinal) || name.EndsWith(" ", StringComparison.Ordinal))
        {
            return "Windows drops a dot or a space at the end of a name.";
        }

        if (s_deviceNames.Contains(name.Split('.')[0].TrimEnd()))
        {
            return "Windows keeps that name for a device.";
        }

        return name.Length > LongestName ? $"Windows takes {LongestName} characters at most." : null;
    }

    /// <summary>Makes a name of a text: what is forbidden is left out, and a text that is too long is cut.</summary>
    /// <param name="text">Any text, as a chapter's title.</param>
    /// <param name="maxBytes">The most bytes of the name in UTF-8.</param>
    /// <returns>A name that begins as the text does; empty when nothing of it is left.</returns>
    public static string From(string text, int maxBytes)
    {
        var name = new StringBuilder();
        int bytes = 0;
        bool isSpacePending = false;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            if (element.Any(IsForbidden) || string.IsNullOrWhiteSpace(element))
            {
                isSpacePending = name.Length > 0;
                continue;
            }

            string added = isSpacePending ? ' ' + element : element;
            bytes += Encoding.UTF8.GetByteCount(added);
            if (bytes > maxBytes)
            {
                break;
            }

            name.Append(added);
            isSpacePending = false;
        }

        string result = name.ToString().TrimEnd('.', ' ');
        return s_deviceNames.Contains(result.Split('.')[0].TrimEnd()) ? '_' + result : result;
    }

    private static bool IsForbidden(char character) =>
        char.IsControl(character) || "<>:\"/\\|?*".IndexOf(character) >= 0;
}
