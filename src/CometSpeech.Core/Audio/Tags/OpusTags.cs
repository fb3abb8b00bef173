namespace CometSpeech.Core.Audio.Tags;

/// <summary>Makes the comment header of Opus in Ogg (RFC 7845, 5.2).</summary>
internal static class OpusTags
{
    /// <summary>Makes the packet.</summary>
    /// <param name="tags">What the file tells of itself.</param>
    /// <param name="chapters">Its chapters.</param>
    /// <param name="length">
    /// How long the packet is to be, the rest zeros, which readers take for padding; null for as long as it is.
    /// </param>
    public static byte[] Make(AudioTags? tags, IReadOnlyList<ChapterMark> chapters, int? length = null)
    {
        byte[] comments = VorbisComments.Make(tags, chapters, withPicture: true, out _);
        byte[] packet = new byte[length ?? Mark.Length + comments.Length];
        Mark.CopyTo(packet);
        comments.CopyTo(packet, Mark.Length);
        return packet;
    }

    private static ReadOnlySpan<byte> Mark => "OpusTags"u8;
}
