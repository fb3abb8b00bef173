using System.Collections.ObjectModel;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace CometSpeech.Input.Files;

/// <summary>
/// Resolves paths, as a user writes them, to full paths of the file system. Which error tells that one leads nowhere is
/// the caller's business.
/// </summary>
internal static class FileSystemPath
{
    /// <summary>Whether a path has wildcards, or a backtick that takes the meaning of one away.</summary>
    public static bool HasWildcards(string path) =>
        WildcardPattern.ContainsWildcardCharacters(path) || path.IndexOf('`') >= 0;

    /// <summary>The full path that a path names to the letter, whether anything is there or not.</summary>
    /// <param name="cmdlet">Whose location a relative path counts from.</param>
    /// <param name="path">The path.</param>
    /// <param name="provider">The provider that the path belongs to.</param>
    /// <returns>Null where that is not the file system.</returns>
    /// <exception cref="Exception">One that <see cref="IsUnresolvable"/> knows.</exception>
    public static string? Resolve(PSCmdlet cmdlet, string path, out string provider)
    {
        string resolved =
            cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo info, out _);
        provider = info.Name;
        if (info.ImplementingType != typeof(FileSystemProvider))
        {
            return null;
        }

        // Where no machine has such names, \\server\share is handed back as it was written; PowerShell's own cmdlets
        // look for /server/share then.
        return Path.IsPathRooted(resolved) ? resolved : resolved.Replace('\\', Path.DirectorySeparatorChar);
    }

    /// <summary>The full paths that a path with wildcards matches, those of a pattern in natural order.</summary>
    /// <param name="cmdlet">Whose location a relative path counts from.</param>
    /// <param name="path">The path.</param>
    /// <param name="provider">The provider that the path belongs to.</param>
    /// <param name="matchesFolder">Whether a folder was among the matches of a pattern, which means files.</param>
    /// <returns>Null where the provider is not the file system.</returns>
    /// <exception cref="Exception">One that <see cref="IsUnresolvable"/> knows.</exception>
    public static IReadOnlyList<string>? ResolveWildcards(
        PSCmdlet cmdlet, string path, out string provider, out bool matchesFolder)
    {
        Collection<string> resolved =
            cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo info);
        provider = info.Name;
        matchesFolder = false;
        if (info.ImplementingType != typeof(FileSystemProvider))
        {
            return null;
        }

        // A folder that is named outright, with a backtick alone, is an error when it is read.
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return resolved;
        }

        IEnumerable<string> matches = resolved.Where(file => !Directory.Exists(file));
        string[] files = [.. matches.OrderBy(file => file, new NaturalPathComparer())];
        matchesFolder = files.Length < resolved.Count;
        return files;
    }

    /// <summary>
    /// Whether resolving fails so for a path that leads nowhere: to no drive, provider or item, or, in Windows
    /// PowerShell, which takes paths to pieces, for a name that no file can have.
    /// </summary>
    public static bool IsUnresolvable(Exception e) =>
        e is SessionStateException or ArgumentException or NotSupportedException;
}
