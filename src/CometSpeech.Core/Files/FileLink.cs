namespace CometSpeech.Core.Files;

/// <summary>
/// Follows symbolic links: the file behind a link is the one that is written, and the link stays, as with any editor.
/// .NET Standard 2.0 cannot tell links: there every path counts as itself.
/// </summary>
public static class FileLink
{
#if NET8_0_OR_GREATER
    // As Linux does (MAXSYMLINKS, path_resolution(7)); other systems follow fewer.
    private const int MaxLinks = 40;
#endif

    /// <summary>
    /// The file behind a link, whether it is there or not; the path itself when it is no link.
    /// </summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string FinalTarget(string path) => Chain(path).Last();

    /// <summary>The path itself, and where each link from it to the file behind it leads.</summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static IEnumerable<string> Chain(string path)
    {
        yield return path;
#if NET8_0_OR_GREATER
        string next = path;
        for (int links = 1; new FileInfo(next).LinkTarget is not null; links++)
        {
            if (links > MaxLinks)
            {
                throw new IOException($"'{path}' is a link that leads to no end.");
            }

            next = File.ResolveLinkTarget(next, returnFinalTarget: false)!.FullName;
            yield return next;
        }
#endif
    }
}
