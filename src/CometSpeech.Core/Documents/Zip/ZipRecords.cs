using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Documents.Zip;

/// <summary>
/// Reads the records of a zip archive (PKWARE's APPNOTE.TXT, 4.3), no more of them than the limits allow.
/// System.IO.Compression.ZipArchive makes an object of each of any number of entries before somebody can count them,
/// does not tell the encrypted ones on .NET Framework, and reads names there in the system's code page.
/// </summary>
internal static class ZipRecords
{
    private const uint EntrySignature = 0x02014B50;
    private const uint DirectorySignature = 0x05054B50;
    private const uint EndSignature = 0x06054B50;
    private const uint Zip64EndSignature = 0x06064B50;
    private const uint Zip64LocatorSignature = 0x07064B50;
    private const uint LocalSignature = 0x04034B50;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const int EndLength = 22;
    private const int Zip64EndLength = 56;
    private const int Zip64LocatorLength = 20;
    private const int Zip64ExtraId = 1;
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <summary>Reads the central directory: the entries, in its order.</summary>
    /// <exception cref="InvalidDataException">It is no zip archive, or a damaged one.</exception>
    /// <exception cref="DocumentException">It has more entries than can be read.</exception>
    public static List<ZipItem> ReadDirectory(Stream stream)
    {
        (long start, long end) = Find(stream);
        if (end - start > DocumentLimits.ContainerDirectoryBytes)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                null,
                $"its table of contents has {end - start} bytes, {DocumentLimits.ContainerDirectoryBytes} at most can "
                    + "be read");
        }

        byte[] directory = ReadAt(stream, start, (int)(end - start));
        List<ZipItem> items = [];
        int at = 0;
        while (at + EntryLength <= directory.Length && ReadUInt32(directory, at) == EntrySignature)
        {
            int nameLength = ReadUInt16(directory, at + 28);
            int extraLength = ReadUInt16(directory, at + 30);
            int length = EntryLength + nameLength + extraLength + ReadUInt16(directory, at + 32);
            if (length > directory.Length - at)
            {
                throw new InvalidDataException("The central directory ends inside an entry.");
            }

            if (items.Count == DocumentLimits.ContainerEntries)
            {
                throw new DocumentException(
                    DocumentFailure.TooLarge,
                    null,
                    $"it has more than {DocumentLimits.ContainerEntries} entries");
            }

            if (nameLength <= DocumentLimits.EntryNameBytes)
            {
                string name = ReadName(directory, at + EntryLength, nameLength);
                ReadOnlySpan<byte> extra = directory.AsSpan(at + EntryLength + nameLength, extraLength);
                items.Add(ReadEntry(directory.AsSpan(at), name, extra));
            }

            at += length;
        }

        // 4.3.13 and 4.3.14: a signature, or the end in zip64, may follow.
        bool isWhole = at == directory.Length
            || (at + sizeof(uint) <= directory.Length
                && ReadUInt32(directory, at) is DirectorySignature or Zip64EndSignature);
        return isWhole ? items : throw new InvalidDataException("The central directory ends early.");
    }

    /// <summary>Opens an entry.</summary>
    /// <returns>What it unpacks to, whatever length it declares.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="DocumentException">It is packed in a way that is not read.</exception>
    public static Stream Open(Stream stream, ZipItem item)
    {
        byte[] header = ReadAt(stream, item.HeaderPosition, LocalLength);
        if (ReadUInt32(header, 0) != LocalSignature)
        {
            throw new InvalidDataException("Its local header is missing.");
        }

        // Lengths do not stand here when a data descriptor follows the bytes; the directory always has them.
        long start = item.HeaderPosition + LocalLength + ReadUInt16(header, 26) + ReadUInt16(header, 28);
        if (item.PackedLength < 0 || start > stream.Length - item.PackedLength)
        {
            throw new InvalidDataException("The archive ends inside it.");
        }

        var packed = new StreamRegion(stream, start, item.PackedLength);
        return item.Method switch
        {
            Stored => packed,
            Deflated => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new DocumentException(
                DocumentFailure.NotReadable,
                item.Name,
                $"it is packed by method {item.Method}, where only Deflate can be read"),
        };
    }

    // 4.3.16; the comment after it has 65,535 bytes at most.
    private static (long Start, long End) Find(Stream stream)
    {
        int length = (int)Math.Min(stream.Length, EndLength + ushort.MaxValue);
        byte[] tail = ReadAt(stream, stream.Length - length, length);
        for (int at = length - EndLength; at >= 0; at--)
        {
            if (ReadUInt32(tail, at) != EndSignature)
            {
                continue;
            }

            long end = stream.Length - length + at;
            long start = ReadUInt32(tail, at + 16);
            int locator = at - Zip64LocatorLength;
            if (start == uint.MaxValue && locator >= 0 && ReadUInt32(tail, locator) == Zip64LocatorSignature)
            {
                end = ReadInt64(tail, locator + 8);
                start = FindByZip64(stream, end);
            }

            return start >= 0 && start <= end ? (start, end) : throw new InvalidDataException("It has no directory.");
        }

        throw new InvalidDataException("It has no end of central directory record.");
    }

    // 4.3.14
    private static long FindByZip64(Stream stream, long position)
    {
        byte[] record = ReadAt(stream, position, Zip64EndLength);
        return ReadUInt32(record, 0) == Zip64EndSignature
            ? ReadInt64(record, 48)
            : throw new InvalidDataException("It has no zip64 end of central directory record.");
    }

    // 4.3.12; lengths and places that need more than 32 bits stand in an extra field (4.5.3): those only, in this
    // order.
    private static ZipItem ReadEntry(ReadOnlySpan<byte> header, string name, ReadOnlySpan<byte> extra)
    {
        ReadOnlySpan<byte> zip64 = FindZip64(extra);
        long length = Read32Or64(header.Slice(24), ref zip64);
        long packedLength = Read32Or64(header.Slice(20), ref zip64);
        long position = Read32Or64(header.Slice(42), ref zip64);
        bool isEncrypted = (BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(8)) & 1) != 0;
        int method = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(10));
        return new ZipItem(name, method, isEncrypted, packedLength, length, position);
    }

    private static ReadOnlySpan<byte> FindZip64(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra.Slice(2)), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Zip64ExtraId)
            {
                return extra.Slice(4, length);
            }

            extra = extra.Slice(4 + length);
        }

        return default;
    }

    private static long Read32Or64(ReadOnlySpan<byte> field, ref ReadOnlySpan<byte> zip64)
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(field);
        if (value != uint.MaxValue || zip64.Length < sizeof(long))
        {
            return value;
        }

        long large = BinaryPrimitives.ReadInt64LittleEndian(zip64);
        zip64 = zip64.Slice(sizeof(long));
        return large;
    }

    // EPUB's and Word's archives have names in UTF-8, also where the flag for it is missing (EPUB 3.3, 4.2.2). Some
    // programs on Windows write their own separator.
    private static string ReadName(byte[] directory, int at, int length) =>
        Encoding.UTF8.GetString(directory, at, length).Replace('\\', '/');

    private static byte[] ReadAt(Stream stream, long position, int length)
    {
        if (position < 0 || position > stream.Length - length)
        {
            throw new InvalidDataException("It ends early.");
        }

        stream.Position = position;
        var bytes = new byte[length];
        for (int count = 0; count < length;)
        {
            int read = stream.Read(bytes, count, length - count);
            count += read > 0 ? read : throw new InvalidDataException("It ends early.");
        }

        return bytes;
    }

    private static int ReadUInt16(byte[] bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at, sizeof(ushort)));

    private static uint ReadUInt32(byte[] bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at, sizeof(uint)));

    private static long ReadInt64(byte[] bytes, int at) =>
        BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at, sizeof(long)));
}
