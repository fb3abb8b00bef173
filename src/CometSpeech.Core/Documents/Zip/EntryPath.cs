namespace CometSpeech.Core.Documents.Zip;

/// <summary>Resolves paths between the entries of an archive, as RFC 3986 (5.2.4) removes dot segments.</summary>
internal static class EntryPath
{
    /// <summary>The name of the entry that a path in another one leads to.</summary>
    /// <param name="source">The entry in which the path stands; empty for the root.</param>
    /// <param name="path">
    /// The path, decoded and with slashes; one that begins with a slash counts from the root.
    /// </param>
    /// <param name="leavesArchive">Whether it leads above the root; the name is as if it stayed there.</param>
    public static string Resolve(string source, string path, out bool leavesArchive)
    {
        leavesArchive = false;
        List<string> segments = [];
        if (!path.StartsWith("/", StringComparison.Ordinal))
        {
            segments.AddRange(source.Split('/'));
            segments.RemoveAt(segments.Count - 1);
        }

        foreach (string segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                leavesArchive = true;
            }
            else if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return string.Join("/", segments);
    }
}
