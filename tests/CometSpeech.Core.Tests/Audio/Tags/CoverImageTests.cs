using System.Security.Cryptography;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Tags;

/// <summary>Which pictures can be covers, and how they come out of the files.</summary>
public class CoverImageTests
{
    public static TheoryData<AudioFormat> Formats => [.. TagSample.Formats];

    [SkippableTheory]
    [InlineData(".jpg", "yuvj420p", 24, 0), InlineData(".png", "rgb24", 24, 0)]
    [InlineData(".png", "rgba", 32, 0), InlineData(".png", "gray", 8, 0)]
    [InlineData(".png", "ya8", 16, 0), InlineData(".png", "rgb48be", 48, 0), InlineData(".png", "pal8", 24, 256)]
    public void Pictures_of_a_program_tell_their_size(string extension, string pixels, int bits, int colors)
    {
        byte[] file = Draw(extension, "37x53", pixels);

        Assert.True(CoverImage.TryRead(file, out CoverImage? cover, out string? refusal), refusal);

        Assert.Equal(extension == ".png" ? "image/png" : "image/jpeg", cover.MediaType);
        Assert.Same(file, cover.Content);
        Assert.Equal(new PictureHeader(37, 53, bits, colors), PictureHeader.TryRead(file));
    }

    [Theory]
    [InlineData("GIF89a", "image/gif"), InlineData("RIFF\u0010\0\0\0WEBPVP8 ", "image/webp")]
    [InlineData("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "image/svg+xml")]
    [InlineData("BM\u0010\0\0\0", "image/bmp"), InlineData("\0\0\0\u001Cftypavif", "image/avif")]
    [InlineData("\0\0\0\u001Cftypheic", "image/heic"), InlineData("II*\0", "image/tiff")]
    [InlineData("%PDF-1.7", "neither JPEG nor PNG"), InlineData("x", "neither JPEG nor PNG"), InlineData("", "empty")]
    public void Other_files_are_refused_with_the_reason(string content, string reason)
    {
        byte[] file = Encoding.GetEncoding("iso-8859-1").GetBytes(content);

        Assert.False(CoverImage.TryRead(file, out CoverImage? cover, out string? refusal));

        Assert.Null(cover);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.Equal(reason.StartsWith("image/", StringComparison.Ordinal), refusal.Contains("convert it to JPEG"));
    }

    [SkippableFact]
    public void Picture_cut_before_its_size_is_refused()
    {
        byte[] jpeg = TagSample.MakeJpeg(), png = Draw(".png", "5x7", "rgb24");
        // Behind JFIF and tables of 165 bytes the frame's marker, its length, depth, height, width, and components.
        const int JpegHeader = 2 + 165 + 2 + 2 + 6;
        for (int length = 0; length < jpeg.Length; length++)
        {
            byte[] cutJpeg = [.. jpeg.Take(length)], cutPng = [.. png.Take(length)];
            Assert.Equal(length >= JpegHeader, CoverImage.TryRead(cutJpeg, out _, out _));
            Assert.Equal(length >= 33, CoverImage.TryRead(cutPng, out _, out _));
        }
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        byte[] jpeg = TagSample.MakeJpeg();
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = (byte[])jpeg.Clone();
            changed[random.Next(2, 180)] = (byte)random.Next(256);
            changed[random.Next(2, 180)] = (byte)random.Next(256);
            bool isCover = CoverImage.TryRead(changed, out CoverImage? cover, out string? refusal);
            Assert.Equal(isCover, cover is not null);
            Assert.Equal(isCover, refusal is null);
        }
    }

    [Fact]
    public void Cover_of_the_most_bytes_is_taken_and_one_more_is_too_many()
    {
        Assert.True(CoverImage.TryRead(TagSample.MakeJpeg(CoverImage.MaxLength), out _, out _));
        Assert.False(CoverImage.TryRead(TagSample.MakeJpeg(CoverImage.MaxLength + 1), out _, out string? refusal));
        Assert.Contains("16,000,001", refusal, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Large_cover_comes_out_as_it_went_in(AudioFormat format)
    {
        string extension = AudioFormats.GetExtension(format);
        byte[] picture = TagSample.MakeJpeg(3_000_000);
        CoverImage cover = new(picture, "image/jpeg");

        byte[] joined = TagSample.Join(format, TagSample.Tags with { Cover = cover }, TagSample.Titles).Bytes;

        Dictionary<string, string> fields = TagPrograms.ReadByMutagen(joined, extension);
        Assert.Equal("image/jpeg " + Hash(picture), fields["picture"]);
        Assert.Equal("Die Verwandlung 變身", fields[format is AudioFormat.Mp3 or AudioFormat.Wav ? "TIT2" : "TITLE"]);
        Assert.Equal(4, TagPrograms.ReadChapters(joined, extension).Count);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Largest_cover_comes_out_as_it_went_in(AudioFormat format)
    {
        byte[] picture = TagSample.MakeJpeg(CoverImage.MaxLength);
        AudioTags tags = new() { Cover = new CoverImage(picture, "image/jpeg") };

        byte[] joined = TagSample.Join(format, tags).Bytes;

        AudioTools.WithFile(joined, AudioFormats.GetExtension(format), path =>
        {
            using TagLib.File file = TagLib.File.Create(path);
            Assert.Equal(Hash(picture), Hash(Assert.Single(file.Tag.Pictures).Data.Data));
            return path;
        });
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Ffprobe_shows_the_picture(AudioFormat format)
    {
        CoverImage cover = new(Draw(".png", "600x800", "rgb24"), "image/png");

        byte[] joined = TagSample.Join(format, new AudioTags { Cover = cover }).Bytes;

        Assert.Equal((600, 800), TagPrograms.ReadCoverSize(joined, AudioFormats.GetExtension(format)));
    }

    private static byte[] Draw(string extension, string size, string pixels) =>
        AudioTools.WithFile([], extension, file =>
        {
            ToolResult result = AudioTools.Run(
                "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"testsrc=size={size}",
                "-frames:v", "1", "-update", "1", "-pix_fmt", pixels, file);
            Assert.True(result.ExitCode == 0, $"ffmpeg: {result.Error}");
            return File.ReadAllBytes(file);
        });

    private static string Hash(byte[] bytes)
    {
        using SHA256 sha256 = SHA256.Create();
#pragma warning disable CA1308 // As Python writes it.
        return BitConverter.ToString(sha256.ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();
#pragma warning restore CA1308
    }
}
