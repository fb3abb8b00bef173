using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Tags.Support;

/// <summary>Tags with every field, chapters in four scripts, and the recorded parts joined with them.</summary>
internal static class TagSample
{
    /// <summary>The formats that take tags, by their containers' usual names.</summary>
    public static AudioFormat[] Formats { get; } =
        [AudioFormat.Mp3, AudioFormat.Opus, AudioFormat.Flac, AudioFormat.Wav];

    public static AudioTags Tags { get; } = new()
    {
        Title = "Die Verwandlung 變身",
        Authors = ["Franz Kafka", "Max Brod"],
        Album = "Erzählungen",
        Track = "3/12",
        Genre = "Audiobook",
        Year = "1915",
        Narrator = "Нова",
        Comment = "Line one\r\nline two",
        Publisher = "Kurt Wolff",
        Copyright = "Public domain",
        Language = "de-DE",
    };

    public static string[] Titles { get; } = ["Erster Teil: Größe", "第二章 變身", "Глава третья", "الفصل الرابع"];

    // A half millisecond, the smallest and the largest piece of one, and whole ones.
    public static TimeSpan[] Starts { get; } =
        [TimeSpan.Zero, TimeSpan.FromTicks(3_210_001), TimeSpan.FromTicks(10_014_999), TimeSpan.FromTicks(20_005_000)];

    public static long[] StartMilliseconds { get; } = [0, 321, 1001, 2001];

    /// <summary>A JPEG file of 4 by 2 pixels; bytes behind its end make it as long as it is to be.</summary>
    public static byte[] MakeJpeg(int length = 0)
    {
        byte[] picture = Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRoaGhwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eTk5ub"
                + "m7q6srLZ2eD/////xABMAAEBAAAAAAAAAAAAAAAAAAAABgEBAQAAAAAAAAAAAAAAAAAABgcQAQAAAAAAAAAAAAAAAAAAAAAR"
                + "AQAAAAAAAAAAAAAAAAAAAAD/wAARCAACAAQDASIAAhEAAxEA/9oADAMBAAIRAxEAPwCLAFF/f//Z");
        byte[] file = new byte[Math.Max(length, picture.Length)];
        picture.CopyTo(file, 0);
        for (int i = picture.Length; i < file.Length; i++)
        {
            // Not 0xFF, with which everything begins in JPEG.
            file[i] = (byte)((i * 7919 >> 8) & 0x7F);
        }

        return file;
    }

    /// <summary>Joins the recorded parts.</summary>
    public static JoinResult Join(
        AudioFormat format,
        AudioTags? tags,
        IReadOnlyList<string>? titles = null,
        IReadOnlyList<TimeSpan>? starts = null)
    {
        JoinOptions options = new() { Tags = tags, Chapters = titles ?? [] };
        return JoinResult.Join(format, options, titles is null ? null : starts ?? Starts, AudioFixtures.Parts(format));
    }
}
