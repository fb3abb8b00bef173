using System.Management.Automation;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Files;
using CometSpeech.Errors;
using CometSpeech.Input.Files;

namespace CometSpeech.Output.Files;

/// <summary>
/// Resolves the path of an output file to one of the file system, and says early why it cannot be written.
/// </summary>
internal static class OutputPath
{
    /// <summary>
    /// The full path of a file's literal path, null when it has none; and why the file or its captions cannot be made,
    /// if they cannot.
    /// </summary>
    public static string? ResolveFile(PSCmdlet cmdlet, string path, TargetOptions options, out ErrorRecord? error)
    {
        if (Resolve(
                cmdlet,
                path,
                (reason, cause) => OutputErrors.InvalidPath(path, reason, cause),
                given => WhyUnusable(given, path),
                out error) is not { } resolved)
        {
            return null;
        }

        error = (options.IsPlayed && !IsPlayable(path) ? PlaybackErrors.FileNotPlayable(path) : null)
            ?? Check(resolved, isSubtitles: false, options)
            ?? options.Subtitles
                .Select(format => Check(SubtitleFormats.GetPath(resolved, format), isSubtitles: true, options))
                .FirstOrDefault(failure => failure is not null);
        return resolved;
    }

    private static bool IsPlayable(string path) =>
        AudioContainers.FromExtension(Path.GetExtension(path))
            is AudioContainer.Wav or AudioContainer.Pcm or AudioContainer.Flac;

    /// <summary>
    /// The full path of a folder's literal path; one that is none of the file system ends the command.
    /// </summary>
    public static string ResolveFolder(PSCmdlet cmdlet, string path)
    {
        string? resolved =
            Resolve(
                cmdlet,
                path,
                (reason, cause) => OutputErrors.InvalidFolder(path, reason, cause),
                _ => null,
                out ErrorRecord? error);
        if (error is not null)
        {
            cmdlet.ThrowTerminatingError(error);
        }

        return resolved!;
    }

    private static string? Resolve(
        PSCmdlet cmdlet,
        string path,
        Func<string, Exception?, ErrorRecord> invalid,
        Func<string, string?> whyUnusable,
        out ErrorRecord? error)
    {
        error = null;
        try
        {
            if (FileSystemPath.Resolve(cmdlet, path, out string provider) is not { } resolved)
            {
                error = OutputErrors.NotFileSystem(path, provider);
                return null;
            }

            // Before Windows makes a device of the name (\\.\CON of CON.mp3), or drops its end.
            if (whyUnusable(resolved) is not { } reason)
            {
                // Dots are taken out, so that one file has one name.
                return Path.GetFullPath(resolved);
            }

            error = invalid(reason, null);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            // A title with a colon, as a rule.
            error = invalid($"{e.Message} What stands before a colon is taken for a drive{HowToWriteAColon}.", e);
        }
        catch (Exception e) when (FileSystemPath.IsUnresolvable(e) || e is IOException)
        {
            error = invalid(e.Message, e);
        }

        return null;
    }

    // Before anything is paid for.
    private static ErrorRecord? Check(string path, bool isSubtitles, TargetOptions options)
    {
        if (Directory.Exists(path))
        {
            return OutputErrors.IsFolder(path, isSubtitles);
        }

        string name = Path.GetFileName(path);
        if (name.StartsWith(".", StringComparison.Ordinal) && AudioContainers.FromExtension(name) is not null)
        {
            return OutputErrors.InvalidPath(
                path,
                "it is an extension alone. The strings of Get-Content have no BaseName; PSChildName is their file's "
                    + "name.",
                null);
        }

        // Captions come beside a file only.
        string otherwise = isSubtitles ? "" : " Without -OutFile the audio comes as bytes.";
        string[] chain;
        try
        {
            chain = [.. FileLink.Chain(path)];
        }
        catch (IOException e)
        {
            return Invalid(path, isSubtitles, e.Message, e);
        }

        // A rename would put a plain file in the place of the device, or of the file that a shell's redirection opened:
        // /dev/stdout is a link to that one.
        if (Array.Exists(chain, IsInPlaceOfDevices))
        {
            return Invalid(path, isSubtitles, "the system keeps that place for devices." + otherwise, null);
        }

        string target = chain[chain.Length - 1];
        if (FileIdentity.IsSpecialFile(target))
        {
            return Invalid(
                path,
                isSubtitles,
                "a FIFO, a socket or a device is there, which a file would replace." + otherwise,
                null);
        }

        var file = new FileInfo(target);
        if (options.NoClobber && (file.Exists || target != path))
        {
            return OutputErrors.Exists(path);
        }

        if (file.Exists && file.IsReadOnly && !options.Force)
        {
            return OutputErrors.ReadOnly(path);
        }

        return null;
    }

    private static ErrorRecord Invalid(string path, bool isSubtitles, string reason, Exception? cause) => isSubtitles
        ? OutputErrors.InvalidSubtitles(path, reason, cause)
        : OutputErrors.InvalidPath(path, reason, cause);

    private static bool IsInPlaceOfDevices(string path) => Path.DirectorySeparatorChar == '/'
        ? (IsBelow(path, "/dev/") && !IsBelow(path, "/dev/shm/")) || IsBelow(path, "/proc/") || IsBelow(path, "/sys/")
        // Microsoft's "Naming Files, Paths, and Namespaces": Win32 Device Namespaces, as \\.\pipe\name.
        : IsBelow(path, @"\\.\");

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);

    private static string HowToWriteAColon => Path.DirectorySeparatorChar == '\\'
        ? ", and Windows takes no colon in a name"
        : " unless the path begins with ./";

    private static string? WhyUnusable(string resolved, string path)
    {
        char last = path[path.Length - 1];
        if (last == '/' || last == Path.DirectorySeparatorChar)
        {
            return "it names a folder; -OutDirectory takes one.";
        }

        string name = Path.GetFileName(resolved);
        if (name.Trim(' ', '.').Length == 0)
        {
            return "it has no file name.";
        }

        if (Path.DirectorySeparatorChar != '\\')
        {
            return null;
        }

        // PowerShell may have dropped the end of the name already.
        return WindowsFileName.WhyForbidden(name)
            ?? (last is '.' or ' ' ? WindowsFileName.WhyForbidden(name + last) : null);
    }
}
