using System.Runtime.InteropServices;

namespace CometSpeech.Output.Files;

/// <summary>
/// Tells whether two paths name one file, the one place that knows where case makes no difference; and what a file is
/// called without its extension.
/// </summary>
internal static class FileNames
{
    /// <summary>Compares full paths as the file systems of this machine do.</summary>
    public static StringComparer Comparer { get; } = ComparerOn(
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OSPlatform.Windows :
        RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? OSPlatform.OSX : OSPlatform.Linux);

    /// <summary>
    /// The name without folder and extension. That of a hidden file is no extension: <c>.notes</c> stays
    /// <c>.notes</c>.
    /// </summary>
    public static string BaseNameOf(string path) =>
        Path.GetFileNameWithoutExtension(path) is { Length: > 0 } name ? name : Path.GetFileName(path);

    /// <summary>
    /// Compares as a system's own file systems do unless they were made otherwise: NTFS and APFS keep case, and find a
    /// file without it.
    /// </summary>
    public static StringComparer ComparerOn(OSPlatform system) =>
        system == OSPlatform.Windows || system == OSPlatform.OSX
            ? StringComparer.OrdinalIgnoreCase
            : StringComparer.Ordinal;
}
