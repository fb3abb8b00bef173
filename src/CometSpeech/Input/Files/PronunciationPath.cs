using System.Collections.ObjectModel;
using System.Management.Automation;
using CometSpeech.Core.Wording;
using Microsoft.PowerShell.Commands;

namespace CometSpeech.Input.Files;

/// <summary>Turns the path of pronunciation files, as a user writes it, into paths of the file system.</summary>
internal static class PronunciationPath
{
    /// <summary>The files that a path with or without wildcards names, those of a pattern in natural order.</summary>
    /// <exception cref="PronunciationException">It names none.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(path) || path.IndexOf('`') >= 0;
        Collection<string> resolved;
        ProviderInfo provider;
        try
        {
            resolved = isPattern
                ? cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider)
                : [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)];
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException
            or ProviderNotFoundException or ArgumentException or NotSupportedException)
        {
            throw new PronunciationException($"there is no such file: {e.Message}", path, 0, e);
        }

        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw new PronunciationException(
                $"it belongs to the provider {provider.Name}, not to the file system.", path);
        }

        if (!isPattern)
        {
            return resolved;
        }

        string[] files =
            [.. resolved.Where(file => !Directory.Exists(file)).OrderBy(file => file, new NaturalPathComparer())];
        return files.Length > 0 ? files : throw new PronunciationException("no file matches it.", path);
    }
}
