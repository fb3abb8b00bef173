using System.Text;
using CometSpeech.Core.Documents.Zip;

namespace CometSpeech.Core.Documents;

/// <summary>
/// Reads the entries of an EPUB or Word file, in memory only. What an entry declares of its size does not count; what
/// is read does. Of two entries of one name the first counts.
/// </summary>
internal sealed class ContainerArchive
{
    private readonly Stream _stream;
    private readonly Dictionary<string, ZipItem> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZipItem> _anyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _buffer = new byte[1 << 16];

    private ContainerArchive(Stream stream, List<ZipItem> items)
    {
        _stream = stream;
        foreach (ZipItem item in items)
        {
            AddFirst(_items, item.Name, item);
            AddFirst(_anyCase, Compose(item.Name), item);
        }
    }

    /// <summary>The names of its entries.</summary>
    public IReadOnlyCollection<string> Names => _items.Keys;

    /// <summary>How many bytes were read of its entries so far, unpacked.</summary>
    public long BytesRead { get; private set; }

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

        try
        {
            return new ContainerArchive(stream, ZipRecords.ReadDirectory(stream));
        }
        catch (InvalidDataException e)
        {
            string what = stream.Length == 0 ? "it is empty" : "it is no whole zip archive";
            throw new DocumentException(DocumentFailure.NotReadable, null, what, e);
        }
    }

    /// <summary>The name as the archive spells it; null when it has no such entry.</summary>
    /// <param name="name">A name; case and the composition of accents may differ where no entry has just this.</param>
    public string? FindName(string name) => Find(name)?.Name;

    /// <summary>Whether there is an entry of this name; upper and lower case may differ.</summary>
    public bool Contains(string name) => Find(name) is not null;

    /// <summary>Reads an entry to its end.</summary>
    /// <param name="name">Its name; upper and lower case may differ where no other entry has just this name.</param>
    /// <param name="cancellationToken">Ends it between two buffers.</param>
    /// <param name="limit">The bytes that it may unpack to.</param>
    /// <returns>Its bytes from their beginning; null when there is none of this name.</returns>
    /// <exception cref="DocumentException">It is damaged, encrypted, or longer than the limits.</exception>
    public MemoryStream? Read(
        string name, CancellationToken cancellationToken, long limit = DocumentLimits.EntryBytes)
    {
        if (Find(name) is not { } item)
        {
            return null;
        }

        if (item.IsEncrypted)
        {
            throw new DocumentException(DocumentFailure.Encrypted, item.Name, "it is protected by a password");
        }

        // A capacity is no promise: what a liar declares is never more than this.
        var content = new MemoryStream((int)Math.Min((ulong)item.Length, 1 << 20));
        try
        {
            using Stream unpacked = ZipRecords.Open(_stream, item);
            int count;
            while ((count = unpacked.Read(_buffer, 0, _buffer.Length)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                BytesRead += count;
                if (content.Length + count > limit || BytesRead > DocumentLimits.AllEntriesBytes)
                {
                    throw new DocumentException(
                        DocumentFailure.TooLarge, item.Name, "it unpacks to more than can be read");
                }

                content.Write(_buffer, 0, count);
            }
        }
        // Mono, which the tests stand on for .NET Framework, has an IOException for it.
        catch (Exception e) when (e is InvalidDataException
            || (e is IOException && Type.GetType("Mono.Runtime") is not null))
        {
            throw new DocumentException(DocumentFailure.NotReadable, item.Name, "it is damaged", e);
        }

        if (content.Length < item.Length)
        {
            throw new DocumentException(DocumentFailure.NotReadable, item.Name, "it is damaged: it ends early");
        }

        content.Position = 0;
        return content;
    }

    private static void AddFirst(Dictionary<string, ZipItem> items, string name, ZipItem item)
    {
        if (!items.TryGetValue(name, out _))
        {
            items.Add(name, item);
        }
    }

    // macOS takes accents apart in the names of files, and a link may have them composed.
    private static string Compose(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair.
            return name;
        }
    }

    private ZipItem? Find(string name) =>
        _items.TryGetValue(name, out ZipItem? item) || _anyCase.TryGetValue(Compose(name), out item) ? item : null;
}
