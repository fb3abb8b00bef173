using System.Management.Automation;
using CometSpeech.Errors;

namespace CometSpeech.Input.Files;

/// <summary>Turns the paths of text files, as a user writes them, into paths of the file system.</summary>
internal static class InputPath
{
    /// <summary>
    /// The files that a path with or without wildcards names, those of a pattern in natural order; null stands for a
    /// path that names none, whose error has been written.
    /// </summary>
    public static IEnumerable<string?> ResolveWildcards(PSCmdlet cmdlet, string path)
    {
        if (!FileSystemPath.HasWildcards(path))
        {
            return new[] { ResolveLiteral(cmdlet, path) };
        }

        IReadOnlyList<string>? files;
        string provider;
        bool matchesFolder;
        try
        {
            files = FileSystemPath.ResolveWildcards(cmdlet, path, out provider, out matchesFolder);
        }
        catch (Exception e) when (FileSystemPath.IsUnresolvable(e))
        {
            cmdlet.WriteError(WhyUnresolvable(path, e));
            return new string?[] { null };
        }

        if (files is { Count: > 0 })
        {
            return files;
        }

        cmdlet.WriteError(files is null
            ? InputErrors.NotFileSystem(path, provider)
            : InputErrors.NoFileMatches(path, isFolder: matchesFolder));
        return new string?[] { null };
    }

    /// <summary>
    /// The full path that a path names to the letter; null after an error has been written. Whether a file is there
    /// turns out when it is read: a share that is gone must not hold up the pipeline thread here.
    /// </summary>
    public static string? ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        string? file;
        string provider;
        try
        {
            file = FileSystemPath.Resolve(cmdlet, path, out provider);
        }
        catch (Exception e) when (FileSystemPath.IsUnresolvable(e))
        {
            cmdlet.WriteError(WhyUnresolvable(path, e));
            return null;
        }

        if (file is null)
        {
            cmdlet.WriteError(InputErrors.NotFileSystem(path, provider));
        }

        return file;
    }

    private static ErrorRecord WhyUnresolvable(string path, Exception e) => e is SessionStateException
        ? InputErrors.FileNotFound(path, e)
        : InputErrors.NameForbidden(path, e);
}
