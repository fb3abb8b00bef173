using System.IO.Compression;
using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Benchmarks;

/// <summary>Small documents to mutate.</summary>
internal static class FuzzSamples
{
    /// <summary>A document of that format.</summary>
    public static byte[] Of(DocumentFormat format) => format switch
    {
        DocumentFormat.Markdown => Encoding.UTF8.GetBytes(ReaderSamples.Readme[..1500]),
        DocumentFormat.Html => Encoding.UTF8.GetBytes(ReaderSamples.Page[..1500]),
        DocumentFormat.Epub => ReaderSamples.Book(chapters: 3, paragraphs: 2),
        DocumentFormat.Docx => ReaderSamples.WordDocument(chapters: 3, paragraphs: 2),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>How many entries an archive has.</summary>
    public static int EntriesOf(byte[] archive)
    {
        using ZipArchive zip = new(new MemoryStream(archive));
        return zip.Entries.Count;
    }

    /// <summary>An archive with another content in one entry.</summary>
    public static byte[] Rewrite(byte[] archive, int changed, Func<byte[], byte[]> change)
    {
        using ZipArchive zip = new(new MemoryStream(archive));
        using MemoryStream file = new();
        using (ZipArchive rewritten = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < zip.Entries.Count; i++)
            {
                using MemoryStream content = new();
                using (Stream entry = zip.Entries[i].Open())
                {
                    entry.CopyTo(content);
                }

                using Stream written =
                    rewritten.CreateEntry(zip.Entries[i].FullName, CompressionLevel.NoCompression).Open();
                written.Write(i == changed ? change(content.ToArray()) : content.ToArray());
            }
        }

        return file.ToArray();
    }
}
