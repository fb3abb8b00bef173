using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Tags;

/// <summary>Whether a file keeps its chapters when another program writes its tags anew.</summary>
public class TagResaveTests
{
    public static TheoryData<AudioFormat> Formats => [.. TagSample.Formats];

    [SkippableTheory, MemberData(nameof(Formats))]
    public void TagLibSharp_keeps_chapters_and_sound(AudioFormat format)
    {
        string extension = AudioFormats.GetExtension(format);
        byte[] joined = Join(format);

        byte[] saved = AudioTools.WithFile(joined, extension, path =>
        {
            using (TagLib.File file = TagLib.File.Create(path))
            {
                file.Tag.Title = "Neuer Titel";
                file.Save();
            }

            return File.ReadAllBytes(path);
        });

        AssertKept(joined, saved, extension);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Mutagen_keeps_chapters_and_sound(AudioFormat format)
    {
        string extension = AudioFormats.GetExtension(format);
        byte[] joined = Join(format);

        byte[] saved = TagPrograms.ResaveByMutagen(joined, extension, "Titel");

        AssertKept(joined, saved, extension);
        if (format is AudioFormat.Mp3 or AudioFormat.Wav)
        {
            Assert.Equal("chp0 chp1 chp2 chp3", TagPrograms.ReadByMutagen(saved, extension)["order"]);
        }
    }

    private static void AssertKept(byte[] joined, byte[] saved, string extension)
    {
        Assert.NotEqual(joined, saved);
        List<(string Title, long Start, long End)> chapters = TagPrograms.ReadChapters(joined, extension);
        Assert.Equal(TagSample.Titles.Length, chapters.Count);
        // mutagen writes frames of ID3 by their size, and ffprobe shows them as they stand; the table tells the order.
        Assert.Equal(
            chapters, TagPrograms.ReadChapters(saved, extension).OrderBy(chapter => chapter.Start));
        Assert.Equal(AudioTools.Decode(joined, extension), AudioTools.Decode(saved, extension));
    }

    private static byte[] Join(AudioFormat format)
    {
        CoverImage cover = new(TagSample.MakeJpeg(100_000), "image/jpeg");
        return TagSample.Join(format, TagSample.Tags with { Cover = cover }, TagSample.Titles).Bytes;
    }
}
