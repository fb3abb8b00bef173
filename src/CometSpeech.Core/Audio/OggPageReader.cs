using System.Buffers.Binary;

namespace CometSpeech.Core.Audio;

/// <summary>Reads a part page by page and checks every page's CRC.</summary>
internal sealed class OggPageReader(PartWindow window, string name, List<string> warnings)
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
        window.Skip(_length);
        _length = 0;
        bool hasHeader = window.Require(OggPage.HeaderLength);
        ReadOnlySpan<byte> bytes = window.Bytes;
        if (!IsPageStart(bytes))
        {
            return EndWithoutPage();
        }

        if (!hasHeader || !window.Require(OggPage.HeaderLength + bytes[26]))
        {
            return EndInsidePage();
        }

        int headerLength = OggPage.HeaderLength + window.Bytes[26];
        int length = headerLength;
        foreach (byte segment in window.Bytes.Slice(OggPage.HeaderLength, headerLength - OggPage.HeaderLength))
        {
            length += segment;
        }

        if (!window.Require(length))
        {
            return EndInsidePage();
        }

        bytes = window.Bytes.Slice(0, length);
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
            : throw new AudioFormatException(name, $"{name} is damaged: the Ogg page at byte {window.Offset} has a wrong CRC.");
    }

    private bool EndInsidePage()
    {
        IsTruncated = true;
        warnings.Add($"{name} ends inside an Ogg page, which is left out.");
        return false;
    }

    private bool EndWithoutPage()
    {
        if (window.Offset == 0)
        {
            throw new AudioFormatException(name, $"{name} is not an Ogg stream.");
        }

        if (window.Bytes.Length > 0)
        {
            if (!_streamEnded)
            {
                throw new AudioFormatException(name, $"{name} is damaged: at byte {window.Offset} an Ogg page should begin.");
            }

            warnings.Add($"{name} has other bytes after its last Ogg page, from byte {window.Offset} on; they are left out.");
        }

        return false;
    }
}
