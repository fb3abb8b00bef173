using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Writes the movie box (ISO/IEC 14496-12, 8.2): what describes the media data. Chapters stand there twice, as a text
/// track (QuickTime File Format, Chapter Lists) and in Nero's <c>chpl</c>, because each of them has players that know
/// nothing of the other.
/// </summary>
internal sealed class Mp4Movie(Mp4BoxWriter boxes, Mp4Audio audio, Mp4Chapters? chapters)
{
    /// <summary>
    /// Units a second of the movie's time: milliseconds, because a reader of <c>chpl</c> holds its times against them.
    /// </summary>
    public const int TimeScale = 1000;

    // Its count and the length of a title are one byte each (no open specification; audiobook players agree).
    private const int MaxNeroChapters = 255;
    private const int MaxNeroTitle = 255;

    /// <summary>A time in units of <see cref="TimeScale"/>, the nearest.</summary>
    public static long ToTime(TimeSpan time) => ChapterMark.ToMilliseconds(time);

    /// <summary>Writes the box.</summary>
    /// <param name="length">How long the audio is heard.</param>
    /// <param name="tags">What the file tells of itself; null for nothing.</param>
    /// <param name="isAudiobook">Whether it is marked as an audiobook.</param>
    public void Write(TimeSpan length, AudioTags? tags, bool isAudiobook)
    {
        long duration = ToTime(length);
        string language = LanguageCode.FromBcp47(tags?.Language);
        boxes.Begin("moov");
        WriteHeader(duration);
        new Mp4AudioTrack(boxes, audio, language, chapters is not null).Write(duration);
        if (chapters is not null)
        {
            new Mp4ChapterTrack(boxes, chapters, language).Write();
        }

        boxes.Begin("udta");
        if (chapters is not null)
        {
            WriteNeroChapters(chapters);
        }

        Mp4Metadata.Write(boxes, tags, isAudiobook);
        boxes.End();
        boxes.End();
    }

    // 8.2.2
    private void WriteHeader(long duration)
    {
        bool isLong = duration > uint.MaxValue;
        boxes.BeginFull("mvhd", isLong ? (byte)1 : (byte)0);
        boxes.WriteZeros(isLong ? 16 : 8);
        boxes.Write32(TimeScale);
        boxes.WriteTime(duration, isLong);
        boxes.Write32(0x00010000);
        boxes.Write16(0x0100);
        boxes.WriteZeros(10);
        boxes.WriteUnityMatrix();
        boxes.WriteZeros(24);
        boxes.Write32(chapters is null ? Mp4Track.ChapterId : Mp4Track.ChapterId + 1);
        boxes.End();
    }

    // What does not fit stands in the text track alone.
    private void WriteNeroChapters(Mp4Chapters all)
    {
        int count = Math.Min(all.Titles.Count, MaxNeroChapters);
        boxes.BeginFull("chpl", version: 1);
        boxes.WriteZeros(4);
        boxes.Write8(count);
        for (int i = 0; i < count; i++)
        {
            byte[] title = Shorten(all.Titles[i]);
            boxes.Write64(all.Starts[i].Ticks);
            boxes.Write8(title.Length);
            boxes.Write(title);
        }

        boxes.End();
    }

    // Between two characters.
    private static byte[] Shorten(byte[] title)
    {
        int length = Math.Min(title.Length, MaxNeroTitle);
        while (length < title.Length && (title[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return title.AsSpan(0, length).ToArray();
    }
}
