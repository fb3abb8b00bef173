using System.Management.Automation;
using CometSpeech.Errors;
using Microsoft.PowerShell.Commands;

namespace CometSpeech.Speech;

/// <summary>Turns the path of a file to be into one of the file system, and says early why it cannot be written.</summary>
internal static class OutputPath
{
    // Names that Windows gives to devices, with or without an extension.
    private static readonly HashSet<string> s_deviceNames = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(i => new[] { "COM" + i, "LPT" + i })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The full path of a literal path; null after an error has been written.</summary>
    public static string? Resolve(PSCmdlet cmdlet, string path, bool isFolder = false)
    {
        string resolved;
        ProviderInfo provider;
        try
        {
            resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or PSArgumentException or NotSupportedException)
        {
            cmdlet.WriteError(OutputErrors.InvalidPath(path, e.Message, e));
            return null;
        }

        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            cmdlet.WriteError(OutputErrors.NotFileSystem(path, provider.Name));
            return null;
        }

        if (!isFolder && WhyUnusable(resolved, path) is { } reason)
        {
            cmdlet.WriteError(OutputErrors.InvalidPath(path, reason, null));
            return null;
        }

        return resolved;
    }

    /// <summary>Makes sure that the file can be made, before anything is paid for; else the error record that says why not.</summary>
    public static ErrorRecord? Check(string path, bool noClobber, bool force)
    {
        if (Directory.Exists(path))
        {
            return OutputErrors.IsFolder(path);
        }

        var file = new FileInfo(path);
        if (file.Exists && noClobber)
        {
            return OutputErrors.Exists(path);
        }

        if (file.Exists && file.IsReadOnly && !force)
        {
            return OutputErrors.ReadOnly(path);
        }

        return null;
    }

    /// <summary>Makes the folder of the file; else the error record that says why it cannot be.</summary>
    public static ErrorRecord? CreateFolder(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        try
        {
            Directory.CreateDirectory(folder);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return OutputErrors.FolderFailed(folder, e);
        }
    }

    // A colon, a trailing dot or a device's name would write elsewhere than it says on Windows, without an error.
    private static string? WhyUnusable(string resolved, string path)
    {
        string name = Path.GetFileName(resolved);
        if (path.Length > 0 && (path[path.Length - 1] == '/' || path[path.Length - 1] == Path.DirectorySeparatorChar))
        {
            return "it names a folder; -OutDirectory takes one.";
        }

        if (name.Length == 0 || name.Trim(' ', '.').Length == 0)
        {
            return "it has no file name.";
        }

        if (name.IndexOf('\0') >= 0)
        {
            return "it contains U+0000.";
        }

        if (Path.DirectorySeparatorChar != '\\')
        {
            return null;
        }

        if (name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
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
