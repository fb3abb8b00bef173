namespace CometSpeech.Core.Parts;

/// <summary>
/// Tells other commands that a cache is in use, by a file that is open as long as the command runs: whoever trims
/// leaves what was used since then, because a file that is not joined yet may need it.
/// </summary>
internal sealed class CacheUse : IDisposable
{
    private const string Extension = ".cometspeech-use";

    // A marker that a machine left behind which lost its power; no command runs so long.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    private readonly FileStream _marker;

    private CacheUse(FileStream marker) => _marker = marker;

    /// <summary>Marks the folder; null when it cannot be written.</summary>
    public static CacheUse? TryBegin(string folder)
    {
        try
        {
            string path = Path.Combine(folder, Path.GetRandomFileName().Substring(0, 8) + Extension);
            return new CacheUse(Open(path, FileMode.CreateNew));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Since when other commands have been using the folder; null when none does. Leftover markers are deleted.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static DateTime? Since(string folder)
    {
        DateTime? since = null;
        foreach (FileInfo marker in new DirectoryInfo(folder).EnumerateFiles("*" + Extension))
        {
            DateTime begin = marker.LastWriteTimeUtc;
            if (IsHeld(marker) && DateTime.UtcNow - begin < s_longest)
            {
                since = since is null || begin < since ? begin : since;
            }
        }

        return since;
    }

    /// <inheritdoc/>
    public void Dispose() => _marker.Dispose();

    private static FileStream Open(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    private static bool IsHeld(FileInfo marker)
    {
        try
        {
            // Closing deletes it: nobody else has it.
            using FileStream held = Open(marker.FullName, FileMode.Open);
            return false;
        }
        catch (FileNotFoundException)
        {
            // Its command has ended meanwhile.
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Open elsewhere; or it may not be looked at, which is no leave to trim.
            return true;
        }
    }
}
