using CometSpeech.Core.Documents.Zip;

namespace CometSpeech.Core.Documents.Books;

/// <summary>Where a link inside a book leads.</summary>
/// <param name="Path">The archive's entry, spelt as the archive spells it.</param>
/// <param name="Fragment">The anchor in it; empty for its beginning.</param>
internal readonly record struct EpubLink(string Path, string Fragment)
{
    private static readonly char[] s_ends = ['#', '?'];
    private static readonly char[] s_delimiters = ['/', '?', '#'];

    /// <summary>
    /// Resolves a link (EPUB 3.3, 4.2.5, and the URL Standard: what leads above the root stays there).
    /// </summary>
    /// <param name="archive">The book.</param>
    /// <param name="basePath">The entry in which the link stands; empty for the root.</param>
    /// <param name="href">The link as it is written.</param>
    /// <returns>Where it leads; null when it leads out of the book, where nobody asks, or to nothing in it.</returns>
    public static EpubLink? Resolve(ContainerArchive archive, string basePath, string href)
    {
        string link = href.Trim().Replace('\\', '/');
        if (HasScheme(link) || link.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        int hash = link.IndexOf('#');
        string fragment = hash < 0 ? "" : Decode(link.Substring(hash + 1));
        int end = link.IndexOfAny(s_ends);
        string path = end < 0 ? link : link.Substring(0, end);
        if (path.Length == 0)
        {
            return basePath.Length == 0 ? null : new EpubLink(basePath, fragment);
        }

        // Some programs write names with percent signs into links as they are.
        string? name = archive.FindName(EntryPath.Resolve(basePath, Decode(path), out _))
            ?? archive.FindName(EntryPath.Resolve(basePath, path, out _));
        return name is null ? null : new EpubLink(name, fragment);
    }

    private static string Decode(string text) => text.IndexOf('%') < 0 ? text : Uri.UnescapeDataString(text);

    // RFC 3986, 3.1. A name with a colon in its first segment is none in EPUB (3.3, 4.2.2).
    private static bool HasScheme(string link)
    {
        int colon = link.IndexOf(':');
        return colon > 0 && link.IndexOfAny(s_delimiters, 0, colon) < 0;
    }
}
