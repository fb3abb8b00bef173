namespace CometSpeech.Core.Audio.Tags;

/// <summary>Makes the metadata blocks that tell tags, chapters and cover in FLAC (RFC 9639, 8).</summary>
internal static class FlacTagBlocks
{
    private const byte PaddingType = 1;
    private const byte VorbisCommentType = 4;
    private const byte PictureType = 6;
    private const byte LastBlockFlag = 0x80;
    private const int HeaderLength = 4;

    // As flac leaves it for tag editors, which then need not write the file anew.
    private const int PaddingLength = 8192;

    /// <summary>Makes the blocks, the last one marked as such; empty when there is nothing to tell.</summary>
    /// <param name="tags">What the file tells of itself.</param>
    /// <param name="chapters">Its chapters.</param>
    /// <param name="length">How long the blocks are to be, padding included; null to choose.</param>
    public static byte[] Make(AudioTags? tags, IReadOnlyList<ChapterMark> chapters, int? length = null)
    {
        byte[] comments = VorbisComments.Make(tags, chapters, withPicture: false, out int count);
        byte[] picture = tags?.Cover is null ? [] : FlacPicture.Make(tags.Cover);
        if (length is null && count == 0 && picture.Length == 0)
        {
            return [];
        }

        int told = (picture.Length > 0 ? HeaderLength + picture.Length : 0) + HeaderLength + comments.Length;
        byte[] blocks = new byte[length ?? told + HeaderLength + PaddingLength];
        Span<byte> rest = blocks;
        if (picture.Length > 0)
        {
            WriteBlock(ref rest, PictureType, picture);
        }

        WriteBlock(ref rest, VorbisCommentType, comments);
        WriteHeader(rest, LastBlockFlag | PaddingType, rest.Length - HeaderLength);
        return blocks;
    }

    private static void WriteBlock(ref Span<byte> rest, byte type, byte[] body)
    {
        WriteHeader(rest, type, body.Length);
        body.CopyTo(rest.Slice(HeaderLength));
        rest = rest.Slice(HeaderLength + body.Length);
    }

    private static void WriteHeader(Span<byte> block, int type, int length)
    {
        block[0] = (byte)type;
        block[1] = (byte)(length >> 16);
        block[2] = (byte)(length >> 8);
        block[3] = (byte)length;
    }
}
