using System.Text;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using CometSpeech.Fuzz.Mutation;

namespace CometSpeech.Fuzz.Targets;

/// <summary>Pictures of covers: their headers, and what each container makes of them.</summary>
internal sealed class CoverTarget() : FuzzTarget("cover", new ByteShape(
    [0xFF, 0xD8, 0xFF], [0xFF, 0xC0, 0, 17, 8, 0, 1, 0, 1, 3], [0xFF, 0xDA], [0xFF, 0xE0, 0, 16],
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "IHDR"u8.ToArray(), "PLTE"u8.ToArray(), "GIF8"u8.ToArray(),
    "RIFF"u8.ToArray(), "WEBP"u8.ToArray(), "<svg"u8.ToArray()))
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds =>
    [
        File.ReadAllBytes(DocumentFixtures.PathOf(Path.Combine("epub", "boat.png"))),
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 4, 0, 0, 0, 5, 8, 3, 0,
            0, 0, 1, 2, 3, 4, 0, 0, 0, 6, .. "PLTE"u8, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0,
        ],
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xFF, 0xC4, 0, 4, 0, 0,
            0xFF, 0xC2, 0, 17, 8, 0, 9, 0, 7, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9,
        ],
    ];

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        if (!CoverImage.TryRead(input, out CoverImage? cover, out string? refusal))
        {
            Require(refusal.EndsWith('.'), "a refusal without words");
            return false;
        }

        PictureHeader? header = PictureHeader.TryRead(input);
        Require(header is { Width: > 0, Height: > 0, BitsPerPixel: >= 0, Colors: >= 0 and <= 256 }, "no size");
        var tags = new AudioTags { Title = "T", Cover = cover };
        Require(Contains(Id3Tag.Make(tags, []), input), "the cover is not in ID3");
        Require(Contains(FlacTagBlocks.Make(tags, []), input), "the cover is not in FLAC");
        string picture = Convert.ToBase64String(FlacPicture.Make(cover));
        Require(Contains(OpusTags.Make(tags, []), Encoding.ASCII.GetBytes(picture)), "the cover is not in Opus");
        return true;
    }

    private static bool Contains(byte[] tag, byte[] picture) => tag.AsSpan().IndexOf(picture) >= 0;
}
