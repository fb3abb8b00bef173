namespace CometSpeech.Core.Files;

/// <summary>
/// Follows symbolic links: the file behind a link is the one that is written, and the link stays, as with any editor.
/// </summary>
public static class FileLink
{
    /// <summary>
    /// The file behind a link, whether it is there or not; the path itself when it is no link. .NET Standard 2.0 cannot
    /// tell links: there every path counts as itself.
    /// </summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string FinalTarget(string path)
    {
#if NET8_0_OR_GREATER
        return new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        return path;
#endif
    }
}
