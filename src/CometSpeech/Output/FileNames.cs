using System.Runtime.InteropServices;

namespace CometSpeech.Output;

/// <summary>Tells whether two paths name one file; the one place that knows where case makes no difference.</summary>
internal static class FileNames
{
    /// <summary>Compares full paths as the file systems of this machine do.</summary>
    public static StringComparer Comparer { get; } = ComparerOn(
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OSPlatform.Windows :
        RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? OSPlatform.OSX : OSPlatform.Linux);

    /// <summary>
    /// Compares as a system's own file systems do unless they were made otherwise: NTFS and APFS keep case, and find a
    /// file without it.
    /// </summary>
    public static StringComparer ComparerOn(OSPlatform system) =>
        system == OSPlatform.Windows || system == OSPlatform.OSX
            ? StringComparer.OrdinalIgnoreCase
            : StringComparer.Ordinal;
}
