using System.Diagnostics.CodeAnalysis;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>A cover picture: JPEG or PNG, as every reader of tags can show them.</summary>
/// <param name="Content">The bytes of the picture's file.</param>
/// <param name="MediaType"><c>image/jpeg</c> or <c>image/png</c>.</param>
public sealed record CoverImage(byte[] Content, string MediaType)
{
    /// <summary>
    /// The most bytes of a cover: 16 MB. A FLAC picture block ends at 2^24 bytes, its own fields included (RFC 9639,
    /// 8.1); ID3v2.3 would take 256 MB. Readers load the whole of it, Opus' base64 a third more.
    /// </summary>
    public const int MaxLength = 16_000_000;

    /// <summary>Makes a cover of a picture file, which is judged by its bytes, not by its name.</summary>
    /// <param name="content">The file's bytes; they are kept, not copied.</param>
    /// <param name="cover">The cover; null when it is refused.</param>
    /// <param name="refusal">
    /// Why the file cannot be a cover, as the end of a sentence with its full stop, as in «it is a picture of type
    /// image/gif; convert it to JPEG or PNG.»; null when it can.
    /// </param>
    /// <returns>Whether the file is a JPEG or PNG picture of at most <see cref="MaxLength"/> bytes.</returns>
    public static bool TryRead(
        byte[] content, [NotNullWhen(true)] out CoverImage? cover, [NotNullWhen(false)] out string? refusal)
    {
        cover = null;
        string? mediaType = PictureHeader.GetMediaType(content);
        refusal = content.Length == 0 ? "it is empty."
            : mediaType is not (PictureHeader.Jpeg or PictureHeader.Png) ? Refuse(mediaType)
            : content.Length > MaxLength ? FormattableString.Invariant(
                $"it has {content.Length:N0} bytes; a cover may have {MaxLength:N0}.")
            : PictureHeader.TryRead(content) is null
                ? $"it begins like {mediaType} and does not tell its width and height; it is damaged."
            : null;
        if (refusal is not null)
        {
            return false;
        }

        cover = new CoverImage(content, mediaType!);
        return true;
    }

    private static string Refuse(string? mediaType) => mediaType is null
        ? "it is neither JPEG nor PNG."
        : $"it is a picture of type {mediaType}; convert it to JPEG or PNG.";
}
