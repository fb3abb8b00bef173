using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>Reads a part page by page and checks every page's CRC.</summary>
internal sealed class OggPageReader(PartReader part, string name, List<string> warnings)
{
    private int _length;
    private bool _streamEnded;

    /// <summary>The part ended inside a page, which is left out.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Gives the next page, valid until the next call; false at the part's end.</summary>
    /// <exception cref="AudioFormatException">A page's CRC is wrong, or what stands here is no page.</exception>
    public bool TryRead(out OggPage page)
    {
        page = default;
        part.Skip(_length);
        _length = 0;
        bool hasHeader = part.Require(OggPage.HeaderLength);
        ReadOnlySpan<byte> bytes = part.Bytes;
        if (!IsPageStart(bytes))
        {
            return EndWithoutPage();
        }

        if (!hasHeader || !part.Require(OggPage.HeaderLength + bytes[26]))
        {
            IsTruncated = true;
            return false;
        }

        int headerLength = OggPage.HeaderLength + part.Bytes[26];
        int length = headerLength;
        foreach (byte segment in part.Bytes.Slice(OggPage.HeaderLength, headerLength - OggPage.HeaderLength))
        {
            length += segment;
        }

        if (!part.Require(length))
        {
            IsTruncated = true;
            return false;
        }

        bytes = part.Bytes.Slice(0, length);
        page = new OggPage(bytes, CheckCrc(bytes));
        _length = length;
        _streamEnded = page.IsLast;
        return true;
    }

    private static bool IsPageStart(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, OggPage.CapturePattern.Length);
        return count > 0 && bytes.Slice(0, count).SequenceEqual(OggPage.CapturePattern.Slice(0, count)) && (bytes.Length < 5 || bytes[4] == 0);
    }

    private uint CheckCrc(ReadOnlySpan<byte> page)
    {
        Span<byte> header = stackalloc byte[OggPage.HeaderLength];
        page.Slice(0, OggPage.HeaderLength).CopyTo(header);
        header.Slice(22, 4).Clear();
        ReadOnlySpan<byte> content = page.Slice(OggPage.HeaderLength);
        uint contentCrc = Crc.OggPage.Append(0, content);
        uint crc = Crc.OggPage.Concat(Crc.OggPage.Append(0, header), contentCrc, content.Length);
        return crc == BinaryPrimitives.ReadUInt32LittleEndian(page.Slice(22))
            ? contentCrc
            : throw new AudioFormatException(name, $"{name} is damaged: the Ogg page at byte {part.Offset} has a wrong CRC.");
    }

    private bool EndWithoutPage()
    {
        if (part.Offset == 0)
        {
            throw new AudioFormatException(name, $"{name} is not an Ogg stream.");
        }

        if (part.Bytes.Length > 0)
        {
            if (!_streamEnded)
            {
                throw new AudioFormatException(name, $"{name} is damaged: at byte {part.Offset} an Ogg page should begin.");
            }

            warnings.Add($"{name} has other bytes after its last Ogg page, from byte {part.Offset} on; they are left out.");
        }

        return false;
    }
}
