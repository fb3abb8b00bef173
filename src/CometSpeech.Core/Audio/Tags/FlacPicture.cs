using System.Buffers.Binary;
using System.Text;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>Makes the body of a PICTURE block (RFC 9639, 8.8), which Opus has as a comment too.</summary>
internal static class FlacPicture
{
    private const int FrontCover = 3;
    private const int FieldCount = 8;

    /// <summary>Makes the block of a front cover without a description.</summary>
    public static byte[] Make(CoverImage cover)
    {
        PictureHeader? header = PictureHeader.TryRead(cover.Content);
        byte[] type = Encoding.ASCII.GetBytes(cover.MediaType);
        byte[] block = new byte[(4 * FieldCount) + type.Length + cover.Content.Length];
        Span<byte> rest = block;
        Write(ref rest, FrontCover);
        Write(ref rest, type.Length);
        type.CopyTo(rest);
        rest = rest.Slice(type.Length);
        Write(ref rest, 0);
        Write(ref rest, header?.Width ?? 0);
        Write(ref rest, header?.Height ?? 0);
        Write(ref rest, header?.BitsPerPixel ?? 0);
        Write(ref rest, header?.Colors ?? 0);
        Write(ref rest, cover.Content.Length);
        cover.Content.CopyTo(rest);
        return block;
    }

    private static void Write(ref Span<byte> rest, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, value);
        rest = rest.Slice(4);
    }
}
