using System.IO.Compression;

namespace CometSpeech.Core.Documents;

/// <summary>
/// Reads the entries of an EPUB or Word file, in memory only. What an entry declares of its size does not count; what
/// is read does. Of two entries of one name the first counts.
/// </summary>
internal sealed class ContainerArchive : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly Dictionary<string, ZipArchiveEntry> _anyCase;
    private long _read;

    private ContainerArchive(ZipArchive zip)
    {
        _zip = zip;
        // Some programs on Windows write their own separator.
        ILookup<string, ZipArchiveEntry> names = zip.Entries.ToLookup(entry => entry.FullName.Replace('\\', '/'));
        _entries = names.ToDictionary(name => name.Key, name => name.First(), StringComparer.Ordinal);
        _anyCase = names
            .GroupBy(name => name.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name.Key, name => name.First().First(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names of its entries.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">The file; must seek. It is left open.</param>
    /// <exception cref="DocumentException">It is no zip archive, damaged or too large.</exception>
    public static ContainerArchive Open(Stream stream)
    {
        if (stream.Length > DocumentLimits.ContainerBytes)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                null,
                $"it has {stream.Length} bytes, {DocumentLimits.ContainerBytes} at most can be read");
        }

        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > DocumentLimits.ContainerEntries)
            {
                throw new DocumentException(
                    DocumentFailure.TooLarge,
                    null,
                    $"it has {zip.Entries.Count} entries, {DocumentLimits.ContainerEntries} at most can be read");
            }

            return new ContainerArchive(zip);
        }
        catch (Exception e) when (e is InvalidDataException or DocumentException)
        {
            zip?.Dispose();
            throw e as DocumentException
                ?? new DocumentException(DocumentFailure.NotReadable, null, "it is no whole zip archive", e);
        }
    }

    /// <summary>Whether there is an entry of this name; upper and lower case may differ.</summary>
    public bool Contains(string name) => Find(name) is not null;

    /// <summary>Reads an entry to its end.</summary>
    /// <param name="name">Its name; upper and lower case may differ where no other entry has just this name.</param>
    /// <param name="cancellationToken">Ends it between two buffers.</param>
    /// <returns>Its bytes from their beginning; null when there is none of this name.</returns>
    /// <exception cref="DocumentException">It is damaged, or longer than the limits.</exception>
    public MemoryStream? Read(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } entry)
        {
            return null;
        }

        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            using Stream packed = entry.Open();
            int count;
            while ((count = packed.Read(buffer, 0, buffer.Length)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _read += count;
                if (content.Length + count > DocumentLimits.EntryBytes || _read > DocumentLimits.AllEntriesBytes)
                {
                    throw new DocumentException(DocumentFailure.TooLarge, name, "it unpacks to more than can be read");
                }

                content.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException e)
        {
            throw new DocumentException(DocumentFailure.NotReadable, name, "it is damaged", e);
        }

        content.Position = 0;
        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private ZipArchiveEntry? Find(string name) =>
        _entries.TryGetValue(name, out ZipArchiveEntry? entry) || _anyCase.TryGetValue(name, out entry) ? entry : null;
}
