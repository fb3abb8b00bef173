using System.Security.Cryptography;
using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>What other programs read of the tags that MP4 files have.</summary>
public class Mp4TagTests
{
    private const string Authors = "Franz Kafka, Max Brod";

    // One pixel.
    private static readonly byte[] s_png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static AudioTags Tags => TagSample.Tags with { Cover = new CoverImage(s_png, "image/png") };

    [SkippableFact]
    public void Ffprobe_reads_every_field()
    {
        Dictionary<string, string> fields = Mp4Programs.ReadByFfprobe(Tagged(Tags));

        Assert.Equal("M4B ", fields["format.tags.major_brand"]);
        Assert.Equal(Tags.Title, fields["format.tags.title"]);
        Assert.Equal(Authors, fields["format.tags.artist"]);
        Assert.Equal(Authors, fields["format.tags.album_artist"]);
        Assert.Equal(Tags.Album, fields["format.tags.album"]);
        Assert.Equal("3/12", fields["format.tags.track"]);
        Assert.Equal("Audiobook", fields["format.tags.genre"]);
        Assert.Equal("1915", fields["format.tags.date"]);
        Assert.Equal("Нова", fields["format.tags.composer"]);
        Assert.Equal("Line one\\nline two", fields["format.tags.comment"]);
        Assert.Equal("Public domain", fields["format.tags.copyright"]);
        Assert.Equal("2", fields["format.tags.media_type"]);
        Assert.Equal("1", fields["format.tags.gapless_playback"]);
        Assert.Equal("deu", fields["streams.stream.0.tags.language"]);
        Assert.Equal("de-DE", fields["format.tags.LANGUAGE"]);
        Assert.Equal("png", fields["streams.stream.2.codec_name"]);
        Assert.Equal("1", fields["streams.stream.2.disposition.attached_pic"]);
    }

    [SkippableTheory, InlineData("image/png", "14"), InlineData("image/jpeg", "13")]
    public void Mutagen_reads_every_field(string mediaType, string type)
    {
        byte[] cover = mediaType == "image/png" ? s_png : TagSample.MakeJpeg();

        Dictionary<string, string> items = Mp4Programs.ReadByMutagen(
            Tagged(Tags with { Cover = new CoverImage(cover, mediaType) })).Items;

        Assert.Equal(Tags.Title, items["©nam"]);
        Assert.Equal(Authors, items["©ART"]);
        Assert.Equal(Authors, items["aART"]);
        Assert.Equal(Tags.Album, items["©alb"]);
        Assert.Equal("Нова", items["©wrt"]);
        Assert.Equal("Нова", items["©nrt"]);
        Assert.Equal("Audiobook", items["©gen"]);
        Assert.Equal("1915", items["©day"]);
        Assert.Equal("Line one\nline two", items["©cmt"]);
        Assert.Equal("Kurt Wolff", items["©pub"]);
        Assert.Equal("Public domain", items["cprt"]);
        Assert.Equal("(3, 12)", items["trkn"]);
        Assert.Equal("de-DE", items["----:com.apple.iTunes:LANGUAGE"]);
        Assert.Equal("CometSpeech", items["©too"]);
        Assert.Equal("2", items["stik"]);
        Assert.Equal("True", items["pgap"]);
        using SHA256 sha = SHA256.Create();
        string hash = BitConverter.ToString(sha.ComputeHash(cover)).Replace("-", "").ToLowerInvariant();
        Assert.Equal($"{type} {hash}", items["covr"]);
    }

    [SkippableFact]
    public void Mediainfo_reads_the_fields()
    {
        Dictionary<string, string> fields = TagPrograms.ReadByMediainfo(Tagged(Tags), ".m4b");

        Assert.Equal(Tags.Title, fields["Title"]);
        Assert.Equal(Authors, fields["Performer"]);
        Assert.Equal(Tags.Album, fields["Album"]);
        Assert.Equal("Audiobook", fields["Genre"]);
        Assert.Equal("1915", fields["Recorded_Date"]);
        Assert.Equal("3", fields["Track_Position"]);
        Assert.Equal("12", fields["Track_Position_Total"]);
        Assert.Equal("Yes", fields["Cover"]);
    }

    [SkippableFact]
    public void Exiftool_reads_the_fields()
    {
        Dictionary<string, string> fields = TagPrograms.ReadByExiftool(Tagged(Tags), ".m4b");

        Assert.Equal(Tags.Title, fields["ItemList:Title"]);
        Assert.Equal(Authors, fields["ItemList:Artist"]);
        Assert.Equal("Нова", fields["ItemList:Composer"]);
        Assert.Equal("Audiobook", fields["ItemList:MediaType"]);
        Assert.Equal("3 of 12", fields["ItemList:TrackNumber"]);
        Assert.Equal("1915", fields["ItemList:ContentCreateDate"]);
        Assert.Equal("deu", fields["Track1:MediaLanguageCode"]);
    }

    [SkippableFact]
    public void AtomicParsley_reads_the_fields()
    {
        string[] lines = Mp4Programs.RunAtomicParsley(Tagged(Tags), "-t");

        Assert.Contains($"Atom \"©nam\" contains: {Tags.Title}", lines);
        Assert.Contains($"Atom \"©ART\" contains: {Authors}", lines);
        Assert.Contains("Atom \"trkn\" contains: 3 of 12", lines);
        Assert.Contains("Atom \"stik\" contains: Audiobook", lines);
        Assert.Contains("Atom \"covr\" contains: 1 piece of artwork", lines);
    }

    [Fact]
    public void TagLibSharp_reads_every_field() => AudioTools.WithFile(Tagged(Tags), ".m4b", path =>
    {
        using TagLib.File file = TagLib.File.Create(path);
        Assert.Equal(Tags.Title, file.Tag.Title);
        Assert.Equal(Authors, file.Tag.FirstPerformer);
        Assert.Equal(Tags.Album, file.Tag.Album);
        Assert.Equal((3u, 12u), (file.Tag.Track, file.Tag.TrackCount));
        Assert.Equal(["Audiobook"], file.Tag.Genres);
        Assert.Equal(1915u, file.Tag.Year);
        Assert.Equal("Нова", file.Tag.FirstComposer);
        Assert.Equal("Line one\nline two", file.Tag.Comment);
        Assert.Equal("Public domain", file.Tag.Copyright);
        Assert.Equal(s_png, Assert.Single(file.Tag.Pictures).Data.Data);
        return path;
    });

    [SkippableFact]
    public void Sound_stays_what_it_is_without_tags()
    {
        byte[] plain = Mp4Sample.Join(null, [], [], AudioContainer.M4a).Bytes;

        short[] decoded = AudioTools.WithFile(Tagged(Tags), ".m4b", file =>
        {
            ToolResult result = AudioTools.Run(
                "ffmpeg", "-v", "error", "-nostdin", "-i", file, "-map", "0:a", "-f", "s16le", "-");
            // ffmpeg says it of any file with a cover.
            Assert.All(
                result.Error.Split(['\n'], StringSplitOptions.RemoveEmptyEntries),
                line => Assert.EndsWith("timescale not set", line, StringComparison.Ordinal));
            short[] samples = new short[result.Output.Length / 2];
            Buffer.BlockCopy(result.Output, 0, samples, 0, samples.Length * 2);
            return samples;
        });

        Assert.Equal(AudioTools.Decode(plain, ".m4a"), decoded);
    }

    [Theory]
    [InlineData("en-GB", "eng")]
    [InlineData("zh-Hans", "zho")]
    [InlineData("x-klingon", "und")]
    [InlineData(null, "und")]
    public void Language_of_the_tracks_is_that_of_the_tags(string? language, string code)
    {
        byte[] file = Tagged(new AudioTags { Language = language });

        int packed = 0;
        foreach (char letter in code)
        {
            packed = packed * 32 + (letter - 'a' + 1);
        }

        byte[] expected = [(byte)(packed >> 8), (byte)packed];
        Assert.Equal(expected, Mp4Boxes.Get(file, "moov/trak/mdia/mdhd").Skip(20).Take(2));
        Assert.Equal(expected, Mp4Boxes.Get(file, "moov/trak/mdia/mdhd", 1).Skip(20).Take(2));
    }

    [Theory]
    [InlineData("7", 7, 0)]
    [InlineData(" 3 / 12 ", 3, 12)]
    [InlineData("3/twelve", 3, 0)]
    [InlineData("third", -1, 0)]
    [InlineData("70000", -1, 0)]
    [InlineData("", -1, 0)]
    public void A_track_is_a_number_or_nothing(string track, int number, int count)
    {
        byte[] file = Tagged(new AudioTags { Track = track });

        Assert.Equal(number >= 0, Mp4Boxes.List(file).Contains("moov/udta/meta/ilst/trkn"));
        if (number >= 0)
        {
            byte[] data = Mp4Boxes.Get(file, "moov/udta/meta/ilst/trkn/data");
            Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)number, 0, (byte)count, 0, 0], data);
        }
    }

    [Theory, InlineData(AudioContainer.M4a, "M4A "), InlineData(AudioContainer.M4b, "M4B ")]
    public void Only_an_audiobook_is_marked_as_one(AudioContainer container, string brand)
    {
        byte[] file = Mp4Sample.Join(null, [], [], container).Bytes;

        Assert.Equal(brand, Encoding.ASCII.GetString(Mp4Boxes.Get(file, "ftyp"), 0, 4));
        bool isMarked = container == AudioContainer.M4b;
        Assert.Equal(isMarked, Mp4Boxes.List(file).Contains("moov/udta/meta/ilst/stik"));
        Assert.Equal(isMarked, Mp4Boxes.List(file).Contains("moov/udta/meta/ilst/pgap"));
    }

    private static byte[] Tagged(AudioTags tags) => Mp4Sample.Join(tags, TagSample.Titles, TagSample.Starts).Bytes;
}
