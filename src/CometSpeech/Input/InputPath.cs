using System.Collections.ObjectModel;
using System.Management.Automation;
using CometSpeech.Errors;
using Microsoft.PowerShell.Commands;

namespace CometSpeech.Input;

/// <summary>Turns the paths of text files, as a user writes them, into paths of the file system.</summary>
internal static class InputPath
{
    /// <summary>The files that a path with or without wildcards names; null stands for one that is none, whose error has been written.</summary>
    public static IEnumerable<string?> ResolveWildcards(PSCmdlet cmdlet, string path)
    {
        Collection<string> resolved;
        ProviderInfo provider;
        try
        {
            resolved = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            cmdlet.WriteError(InputErrors.FileNotFound(path, e));
            return [null];
        }

        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            cmdlet.WriteError(InputErrors.NotFileSystem(path, provider.Name));
            return [null];
        }

        // A pattern means files; a folder that is named outright is a mistake worth an error.
        if (WildcardPattern.ContainsWildcardCharacters(path))
        {
            return resolved.Where(file => !Directory.Exists(file));
        }

        return resolved.Select(file => IsFolder(cmdlet, file) ? null : file);
    }

    /// <summary>The file that a path names to the letter; null after an error has been written.</summary>
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

        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            cmdlet.WriteError(InputErrors.NotFileSystem(path, provider.Name));
            return null;
        }

        if (IsFolder(cmdlet, resolved))
        {
            return null;
        }

        if (!File.Exists(resolved))
        {
            cmdlet.WriteError(InputErrors.FileNotFound(path, new FileNotFoundException($"There is no file '{resolved}'.", resolved)));
            return null;
        }

        return resolved;
    }

    private static bool IsFolder(PSCmdlet cmdlet, string path)
    {
        if (!Directory.Exists(path))
        {
            return false;
        }

        cmdlet.WriteError(InputErrors.InputIsFolder(path));
        return true;
    }
}
