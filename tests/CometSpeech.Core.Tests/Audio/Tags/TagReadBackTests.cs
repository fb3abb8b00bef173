using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Tags.Support;

namespace CometSpeech.Core.Tests.Audio.Tags;

/// <summary>What other programs read of the tags that joined files have.</summary>
public class TagReadBackTests
{
    private const string Title = "Die Verwandlung 變身";

    public static TheoryData<AudioFormat> Formats => [.. TagSample.Formats];

    public static TheoryData<AudioFormat> FormatsWithoutTags => [AudioFormat.Aac, AudioFormat.Pcm];

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Ffprobe_reads_every_field(AudioFormat format)
    {
        Dictionary<string, string> fields = TagPrograms.ReadByFfprobe(Tagged(format), GetExtension(format));
        // Of a WAVE file ffprobe shows what LIST tells; from version 7 on what stands in id3, as in MP3.
        AudioFormat shown = format == AudioFormat.Wav && fields.ContainsKey("publisher") ? AudioFormat.Mp3 : format;

        Dictionary<string, string> expected = new()
        {
            ["title"] = Title,
            ["artist"] = JoinAuthors(shown, ";"),
            ["album"] = "Erzählungen",
            ["track"] = IsVorbis(shown) ? "3" : "3/12",
            ["genre"] = "Audiobook",
            ["date"] = "1915",
            ["comment"] = shown == AudioFormat.Wav ? "Line one line two" : "Line one\nline two",
            ["copyright"] = "Public domain",
            ["language"] = shown == AudioFormat.Mp3 ? "deu" : "de-DE",
        };
        if (shown != AudioFormat.Wav)
        {
            expected["album_artist"] = JoinAuthors(shown, ";");
            expected["composer"] = "Нова";
            expected[IsVorbis(shown) ? "organization" : "publisher"] = "Kurt Wolff";
        }

        if (IsVorbis(shown))
        {
            expected["tracktotal"] = "12";
            expected["narrator"] = "Нова";
        }

        AssertHas(expected, fields);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Exiftool_reads_every_field(AudioFormat format)
    {
        Dictionary<string, string> fields = TagPrograms.ReadByExiftool(Tagged(format), GetExtension(format));

        Dictionary<string, string> expected = IsVorbis(format)
            ? new()
            {
                ["Vorbis:Title"] = Title,
                ["Vorbis:Artist"] = "Franz Kafka; Max Brod",
                ["Vorbis:Album"] = "Erzählungen",
                ["Vorbis:TrackNumber"] = "3",
                ["Vorbis:Tracktotal"] = "12",
                ["Vorbis:Genre"] = "Audiobook",
                ["Vorbis:Date"] = "1915",
                ["Vorbis:Narrator"] = "Нова",
                ["Vorbis:Composer"] = "Нова",
                ["Vorbis:Comment"] = "Line one\nline two",
                ["Vorbis:Organization"] = "Kurt Wolff",
                ["Vorbis:Copyright"] = "Public domain",
                ["Vorbis:Language"] = "de-DE",
                ["FLAC:PictureMIMEType"] = "image/jpeg",
                ["FLAC:PictureWidth"] = "4",
                ["FLAC:PictureHeight"] = "2",
                ["FLAC:PictureBitsPerPixel"] = "24",
                ["FLAC:PictureType"] = "Front Cover",
            }
            : new()
            {
                ["ID3v2_3:Title"] = Title,
                ["ID3v2_3:Artist"] = "Franz Kafka/Max Brod",
                ["ID3v2_3:Band"] = "Franz Kafka/Max Brod",
                ["ID3v2_3:Album"] = "Erzählungen",
                ["ID3v2_3:Track"] = "3/12",
                ["ID3v2_3:Genre"] = "Audiobook",
                ["ID3v2_3:Year"] = "1915",
                ["ID3v2_3:Composer"] = "Нова",
                ["ID3v2_3:Comment-deu"] = "Line one\nline two",
                ["ID3v2_3:Publisher"] = "Kurt Wolff",
                ["ID3v2_3:Copyright"] = "Public domain",
                ["ID3v2_3:Language"] = "deu",
                ["ID3v2_3:PictureMIMEType"] = "image/jpeg",
                ["ID3v2_3:PictureType"] = "Front Cover",
            };
        if (format == AudioFormat.Wav)
        {
            expected["RIFF:Title"] = Title;
            expected["RIFF:Artist"] = "Franz Kafka; Max Brod";
            expected["RIFF:Product"] = "Erzählungen";
            expected["RIFF:TrackNumber"] = "3/12";
            expected["RIFF:Genre"] = "Audiobook";
            expected["RIFF:DateCreated"] = "1915";
            expected["RIFF:Comment"] = "Line one line two";
            expected["RIFF:Copyright"] = "Public domain";
            expected["RIFF:Language"] = "de-DE";
        }

        AssertHas(expected, fields);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Mutagen_reads_every_field(AudioFormat format)
    {
        Dictionary<string, string> fields = TagPrograms.ReadByMutagen(Tagged(format), GetExtension(format));

        AssertHas(
            IsVorbis(format)
                ? new()
                {
                    ["TITLE"] = Title,
                    ["ARTIST"] = "Franz Kafka; Max Brod",
                    ["ALBUMARTIST"] = "Franz Kafka; Max Brod",
                    ["ALBUM"] = "Erzählungen",
                    ["TRACKNUMBER"] = "3",
                    ["TRACKTOTAL"] = "12",
                    ["GENRE"] = "Audiobook",
                    ["DATE"] = "1915",
                    ["NARRATOR"] = "Нова",
                    ["COMPOSER"] = "Нова",
                    ["COMMENT"] = "Line one\nline two",
                    ["ORGANIZATION"] = "Kurt Wolff",
                    ["COPYRIGHT"] = "Public domain",
                    ["LANGUAGE"] = "de-DE",
                }
                : new()
                {
                    ["TIT2"] = Title,
                    ["TPE1"] = "Franz Kafka/Max Brod",
                    ["TPE2"] = "Franz Kafka/Max Brod",
                    ["TALB"] = "Erzählungen",
                    ["TRCK"] = "3/12",
                    ["TCON"] = "Audiobook",
                    ["TDRC"] = "1915",
                    ["TCOM"] = "Нова",
                    ["COMM"] = "Line one\nline two",
                    ["TPUB"] = "Kurt Wolff",
                    ["TCOP"] = "Public domain",
                    ["TLAN"] = "deu",
                },
            fields);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Mediainfo_agrees_on_title_author_and_cover(AudioFormat format)
    {
        Dictionary<string, string> fields = TagPrograms.ReadByMediainfo(Tagged(format), GetExtension(format));

        // Of a WAVE file «Title» is what LIST tells, in whose code page MediaInfo does not believe.
        Assert.Equal(Title, fields["Track"]);
        Assert.Equal(IsVorbis(format) ? "Franz Kafka / Max Brod" : "Franz Kafka/Max Brod", fields["Performer"]);
        Assert.Equal("Erzählungen", fields["Album"]);
        Assert.Equal("Yes", fields["Cover"]);
    }

    [Theory, MemberData(nameof(Formats))]
    public void TagLibSharp_reads_every_field(AudioFormat format)
    {
        AudioTools.WithFile(Tagged(format), GetExtension(format), path =>
        {
            using TagLib.File file = TagLib.File.Create(path);
            TagLib.Tag tag = file.Tag;
            Assert.Equal(Title, tag.Title);
            Assert.Equal(["Franz Kafka", "Max Brod"], tag.Performers);
            Assert.Equal(["Franz Kafka", "Max Brod"], tag.AlbumArtists);
            Assert.Equal("Erzählungen", tag.Album);
            Assert.Equal((3u, 12u), (tag.Track, tag.TrackCount));
            Assert.Equal(["Audiobook"], tag.Genres);
            Assert.Equal(1915u, tag.Year);
            Assert.Equal(["Нова"], tag.Composers);
            Assert.Equal("Line one\nline two", tag.Comment);
            // Of Ogg files the library tells the publisher only with the stream's own tag.
            Assert.Equal("Kurt Wolff", (IsVorbis(format) ? file.GetTag(TagLib.TagTypes.Xiph) : tag).Publisher);
            Assert.Equal("Public domain", tag.Copyright);
            Assert.Equal(TagSample.MakeJpeg(), Assert.Single(tag.Pictures).Data.Data);
            return path;
        });
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Sound_stays_what_it_is_without_tags(AudioFormat format)
    {
        byte[] plain = TagSample.Join(format, null).Bytes;

        Assert.Equal(
            AudioTools.Decode(plain, GetExtension(format)),
            AudioTools.Decode(Tagged(format), GetExtension(format)));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Tagged_file_can_be_a_part_again(AudioFormat format)
    {
        byte[] tagged = Tagged(format);

        JoinResult again = JoinResult.Join(format, tagged);

        Assert.Empty(again.Parts[0].Warnings);
        Assert.Equal(JoinResult.Join(format, TagSample.Join(format, null).Bytes).Bytes, again.Bytes);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Tags_without_a_word_leave_the_file_as_it_is(AudioFormat format)
    {
        AudioTags empty = new() { Title = " \r\n", Authors = [""], Comment = "\0" };

        Assert.Equal(TagSample.Join(format, null).Bytes, TagSample.Join(format, empty).Bytes);
    }

    [Theory, MemberData(nameof(FormatsWithoutTags))]
    public void Formats_without_tags_get_none(AudioFormat format) =>
        Assert.Equal(
            TagSample.Join(format, null).Bytes, TagSample.Join(format, TagSample.Tags, TagSample.Titles).Bytes);

    [SkippableFact]
    public void Checkers_of_the_formats_find_nothing()
    {
        ToolResult mp3 = RunOn(AudioFormat.Mp3, file => ["mp3val", file]);
        Assert.DoesNotContain("WARNING", Encoding.UTF8.GetString(mp3.Output), StringComparison.Ordinal);
        ToolResult flac = RunOn(AudioFormat.Flac, file => ["flac", "-t", "--silent", file]);
        Assert.Equal(0, flac.ExitCode);
        ToolResult opus = RunOn(AudioFormat.Opus, file => ["opusinfo", file]);
        Assert.DoesNotContain("WARNING", Encoding.UTF8.GetString(opus.Output), StringComparison.Ordinal);
        Assert.Contains("4x2x24", Encoding.UTF8.GetString(opus.Output), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Seeking_by_the_info_frame_lands_where_it_should_behind_a_large_tag()
    {
        byte[] parts = JoinResult.Join(AudioFormat.Mp3, [.. Enumerable.Repeat(AudioFixtures.Parts(AudioFormat.Mp3), 8)
            .SelectMany(part => part)]).Bytes;
        JoinOptions options = new() { Tags = TagSample.Tags with { Cover = MakeCover(500_000) } };

        byte[] tagged = JoinResult.Join(AudioFormat.Mp3, options, null, parts).Bytes;

        SeekAssert.LandsExactly(tagged, ".mp3", 1);
    }

    private static ToolResult RunOn(AudioFormat format, Func<string, string[]> command) => AudioTools.WithFile(
        Tagged(format), GetExtension(format), file => AudioTools.Run(command(file)[0], [.. command(file).Skip(1)]));

    private static byte[] Tagged(AudioFormat format) =>
        TagSample.Join(format, TagSample.Tags with { Cover = MakeCover(200) }, TagSample.Titles).Bytes;

    private static CoverImage MakeCover(int length) => new(TagSample.MakeJpeg(length), "image/jpeg");

    private static string JoinAuthors(AudioFormat format, string vorbis) =>
        "Franz Kafka" + (format == AudioFormat.Mp3 ? "/" : IsVorbis(format) ? vorbis : "; ") + "Max Brod";

    private static bool IsVorbis(AudioFormat format) => format is AudioFormat.Opus or AudioFormat.Flac;

    private static string GetExtension(AudioFormat format) => AudioFormats.GetExtension(format);

    private static void AssertHas(Dictionary<string, string> expected, Dictionary<string, string> fields)
    {
        // Names first: the message then shows all that are missing.
        Assert.Empty(expected.Keys.Except(fields.Keys));
        Assert.Equal(
            expected.OrderBy(field => field.Key, StringComparer.Ordinal),
            fields.Where(field => expected.ContainsKey(field.Key)).OrderBy(field => field.Key, StringComparer.Ordinal));
    }
}
