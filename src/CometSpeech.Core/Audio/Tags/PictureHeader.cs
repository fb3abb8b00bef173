using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>Reads width, height and depth of a JPEG or PNG picture from its header.</summary>
/// <param name="Width">In pixels, 1 or more.</param>
/// <param name="Height">In pixels, 1 or more.</param>
/// <param name="BitsPerPixel">The depth of all components together.</param>
/// <param name="Colors">The colours of a palette; 0 for a picture without one.</param>
internal sealed record PictureHeader(int Width, int Height, int BitsPerPixel, int Colors)
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    private const int PngSignatureLength = 8;
    private const int PngChunkOverhead = 12;

    /// <summary>The media type that the first bytes tell, of formats that covers come in; else null.</summary>
    public static string? GetMediaType(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : file.StartsWith("GIF8"u8) ? "image/gif"
        : file.StartsWith("RIFF"u8) && StandsAt(file, 8, "WEBP"u8) ? "image/webp"
        : StandsAt(file, 4, "ftypavif"u8) || StandsAt(file, 4, "ftypavis"u8) ? "image/avif"
        : StandsAt(file, 4, "ftypheic"u8) || StandsAt(file, 4, "ftypheix"u8) || StandsAt(file, 4, "ftypmif1"u8)
            ? "image/heic"
        : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? "image/tiff"
        : file.StartsWith("BM"u8) ? "image/bmp"
        : IsSvg(file) ? "image/svg+xml"
        : null;

    /// <summary>Reads the header; null when the bytes are of another format, or do not tell the size.</summary>
    public static PictureHeader? TryRead(ReadOnlySpan<byte> file) => GetMediaType(file) switch
    {
        Jpeg => ReadJpeg(file),
        Png => ReadPng(file),
        _ => null,
    };

    /// <summary>Looks for the frame header among the segments (ISO/IEC 10918-1, B.1.1.4 and B.2.2).</summary>
    private static PictureHeader? ReadJpeg(ReadOnlySpan<byte> file)
    {
        // Precision, height, width, count of components.
        const int FieldsLength = 6;
        for (int offset = 2; offset + 4 <= file.Length && file[offset] == 0xFF;)
        {
            byte marker = file[offset + 1];
            if (marker == 0xFF)
            {
                // A fill byte.
                offset++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file.Slice(offset + 2));
            ReadOnlySpan<byte> segment = file.Slice(offset + 4);
            // SOF0 to SOF15; among them stand DHT, JPG and DAC.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return segment.Length < FieldsLength
                    ? null
                    : Create(
                        BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(3)),
                        BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(1)),
                        segment[0] * segment[5],
                        0);
            }

            // The scan begins, or the picture ends, before any frame header.
            if (marker is 0xDA or 0xD9 || length < 2)
            {
                return null;
            }

            offset += 2 + length;
        }

        return null;
    }

    /// <summary>Reads IHDR and the size of PLTE (PNG specification, third edition, 11.2).</summary>
    private static PictureHeader? ReadPng(ReadOnlySpan<byte> file)
    {
        const int HeaderEnd = PngSignatureLength + PngChunkOverhead + 13;
        if (file.Length < HeaderEnd || !StandsAt(file, PngSignatureLength + 4, "IHDR"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> header = file.Slice(PngSignatureLength + 8);
        int depth = header[8];
        // As libFLAC counts: the colours of a palette have three components of 8 bits.
        (int bits, int colors) = header[9] switch
        {
            2 => (depth * 3, 0),
            3 => (8 * 3, CountPalette(file.Slice(HeaderEnd))),
            4 => (depth * 2, 0),
            6 => (depth * 4, 0),
            _ => (depth, 0),
        };
        return Create(
            BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.Slice(4)), bits,
            colors);
    }

    private static int CountPalette(ReadOnlySpan<byte> chunks)
    {
        while (chunks.Length >= PngChunkOverhead)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            if (StandsAt(chunks, 4, "PLTE"u8))
            {
                return (int)Math.Min(256, length / 3);
            }

            if (length > chunks.Length - PngChunkOverhead)
            {
                break;
            }

            chunks = chunks.Slice(PngChunkOverhead + (int)length);
        }

        return 0;
    }

    private static PictureHeader? Create(int width, int height, int bitsPerPixel, int colors) =>
        width > 0 && height > 0 ? new PictureHeader(width, height, bitsPerPixel, colors) : null;

    private static bool StandsAt(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> mark) =>
        file.Length >= offset + mark.Length && file.Slice(offset).StartsWith(mark);

    private static bool IsSvg(ReadOnlySpan<byte> file)
    {
        // A prologue, a comment of the program that drew it and a document type fit into a kilobyte.
        ReadOnlySpan<byte> beginning = file.Slice(0, Math.Min(file.Length, 1024));
        return beginning.IndexOf("<svg"u8) >= 0;
    }
}
