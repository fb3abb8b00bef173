using System.Collections.ObjectModel;
using System.Management.Automation;
using CometSpeech.Errors;
using Microsoft.PowerShell.Commands;

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
        // Without a wildcard, or a backtick that takes one's meaning away, nothing needs to be looked for.
        if (!WildcardPattern.ContainsWildcardCharacters(path) && path.IndexOf('`') < 0)
        {
            return [ResolveLiteral(cmdlet, path)];
        }

        Collection<string> resolved;
        ProviderInfo provider;
        try
        {
            resolved = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException
            or System.Management.Automation.DriveNotFoundException
            or ProviderNotFoundException)
        {
            cmdlet.WriteError(InputErrors.FileNotFound(path, e));
            return [null];
        }

        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            cmdlet.WriteError(InputErrors.NotFileSystem(path, provider.Name));
            return [null];
        }

        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return resolved;
        }

        // A pattern means files; a folder that is named outright is an error when it is read.
        IEnumerable<string> matches = resolved.Where(file => !Directory.Exists(file));
        string[] files = [.. matches.OrderBy(file => file, new NaturalPathComparer())];
        if (files.Length == 0)
        {
            cmdlet.WriteError(InputErrors.NoFileMatches(path, isFolder: resolved.Count > 0));
            return [null];
        }

        return files;
    }

    /// <summary>
    /// The full path that a path names to the letter; null after an error has been written. Whether a file is there
    /// turns out when it is read: a share that is gone must not hold up the pipeline thread here.
    /// </summary>
    public static string? ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        string resolved;
        ProviderInfo provider;
        try
        {
            resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            cmdlet.WriteError(InputErrors.FileNotFound(path, e));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Windows PowerShell takes paths to pieces that hold what no file can be called.
            cmdlet.WriteError(InputErrors.NameForbidden(path, e));
            return null;
        }

        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            cmdlet.WriteError(InputErrors.NotFileSystem(path, provider.Name));
            return null;
        }

        return resolved;
    }
}
