using System.Management.Automation;
using CometSpeech.Core.Wording;

namespace CometSpeech.Input.Files;

/// <summary>Turns the path of pronunciation files, as a user writes it, into paths of the file system.</summary>
internal static class PronunciationPath
{
    /// <summary>The files that a path with or without wildcards names, those of a pattern in natural order.</summary>
    /// <exception cref="PronunciationException">It names none.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string>? files;
        string provider;
        try
        {
            files = FileSystemPath.HasWildcards(path)
                ? FileSystemPath.ResolveWildcards(cmdlet, path, out provider, out _)
                : FileSystemPath.Resolve(cmdlet, path, out provider) is { } file ? new[] { file } : null;
        }
        catch (Exception e) when (FileSystemPath.IsUnresolvable(e))
        {
            throw new PronunciationException($"there is no such file: {e.Message}", path, 0, e);
        }

        if (files is null)
        {
            throw new PronunciationException(
                $"it belongs to the provider {provider}, not to the file system.", path);
        }

        return files.Count > 0 ? files : throw new PronunciationException("no file matches it.", path);
    }
}
