using System.IO.Compression;
using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Support;

/// <summary>Makes zip archives, and damages them.</summary>
internal static class ZipBytes
{
    /// <summary>An archive of files, in their order; names may be equal.</summary>
    public static byte[] Create(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content, 0, content.Length);
            }
        }

        return stream.ToArray();
    }

    /// <summary>An archive of one file.</summary>
    public static byte[] Create(string name, string content) => Create((name, Encoding.UTF8.GetBytes(content)));

    /// <summary>An archive of empty files.</summary>
    public static byte[] CreateEmpty(int count, Func<int, string> name) =>
        Create([.. Enumerable.Range(0, count).Select(i => (name(i), Array.Empty<byte>()))]);

    /// <summary>An archive with a file of as many zeros.</summary>
    public static byte[] CreateBomb(string name, long length)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry(name).Open();
            var zeros = new byte[1 << 20];
            for (long written = 0; written < length; written += zeros.Length)
            {
                entry.Write(zeros, 0, (int)Math.Min(zeros.Length, length - written));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The files of an archive.</summary>
    public static (string Name, byte[] Content)[] Unpack(byte[] zip)
    {
        var archive = ContainerArchive.Open(new MemoryStream(zip));
        return [.. archive.Names.Select(name => (name, archive.Read(name, default)!.ToArray()))];
    }

    /// <summary>Writes into the archive's records of one kind, at a place in each.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="signature">
    /// The two bytes after <c>PK</c>: 1 and 2 for the directory, 3 and 4 for local headers.
    /// </param>
    /// <param name="at">The place in the record.</param>
    /// <param name="bytes">What to write.</param>
    public static byte[] Patch(byte[] zip, (byte, byte) signature, int at, params byte[] bytes)
    {
        byte[] patched = [.. zip];
        foreach (int record in Find(zip, signature))
        {
            bytes.CopyTo(patched, record + at);
        }

        return patched;
    }

    /// <summary>Where the records of one kind begin.</summary>
    public static IEnumerable<int> Find(byte[] zip, (byte, byte) signature) =>
        Enumerable.Range(0, zip.Length - 3).Where(i =>
            zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == signature.Item1 && zip[i + 3] == signature.Item2);
}
