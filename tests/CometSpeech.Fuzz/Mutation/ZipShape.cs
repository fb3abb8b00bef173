using System.IO.Compression;
using System.Text;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// Zip archives: an entry is changed inside as what it holds, or entries are doubled, renamed, left out; a fourth of
/// the changes are those of the archive's bytes.
/// </summary>
/// <param name="inner">How the entries that hold markup are changed.</param>
internal sealed class ZipShape(InputShape inner) : InputShape
{
    private static readonly ByteShape s_records = new(
        [(byte)'P', (byte)'K', 1, 2], [(byte)'P', (byte)'K', 3, 4], [(byte)'P', (byte)'K', 5, 6],
        [(byte)'P', (byte)'K', 6, 6], [(byte)'P', (byte)'K', 6, 7], [1, 0, 16, 0], "META-INF/"u8.ToArray());

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        List<(string Name, byte[] Content)>? entries = random.Next(4) == 0 ? null : Read(input);
        if (entries is not { Count: > 0 })
        {
            return s_records.Mutate(input, other, random);
        }

        for (int changes = DrawChanges(random); changes > 0 && entries.Count > 0; changes--)
        {
            Change(entries, other, random);
        }

        return Write(entries);
    }

    private void Change(List<(string Name, byte[] Content)> entries, byte[] other, Random random)
    {
        int at = random.Next(entries.Count);
        (string name, byte[] content) = entries[at];
        switch (random.Next(16))
        {
            case 0:
                entries.RemoveAt(at);
                break;
            case 1:
                entries.Insert(random.Next(entries.Count + 1), entries[at]);
                break;
            case 2:
                entries[at] = (entries[random.Next(entries.Count)].Name, content);
                break;
            case 3:
                byte[] changed = ByteShape.Plain.Mutate(Encoding.UTF8.GetBytes(name), [], random);
                entries[at] = (Encoding.Latin1.GetString(changed), content);
                break;
            case 4 when Read(other) is { Count: > 0 } others:
                entries[at] = others[random.Next(others.Count)];
                break;
            default:
                byte[] sibling = entries[random.Next(entries.Count)].Content;
                bool isMarkup = content.Length > 0 && content[0] is (byte)'<' or 0xEF;
                entries[at] = (name, (isMarkup ? inner : ByteShape.Plain).Mutate(content, sibling, random));
                break;
        }
    }

    private static List<(string Name, byte[] Content)>? Read(byte[] archive)
    {
        try
        {
            using ZipArchive zip = new(new MemoryStream(archive));
            List<(string, byte[])> entries = [];
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using Stream content = entry.Open();
                // What is said to be longer than the seeds are is not to be unpacked here.
                byte[] bytes = new byte[Math.Min(entry.Length, 64 * 1024)];
                int count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                entries.Add((entry.FullName, bytes[..count]));
            }

            return entries;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException
            or ArgumentException)
        {
            // It was changed as bytes before.
            return null;
        }
    }

    private static byte[] Write(List<(string Name, byte[] Content)> entries)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                // Stored: changes of the archive's bytes reach what is in it.
                using Stream entry =
                    zip.CreateEntry(name.Length == 0 ? "-" : name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }
}
