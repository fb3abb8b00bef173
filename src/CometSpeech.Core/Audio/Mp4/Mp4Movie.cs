namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Writes the movie box (ISO/IEC 14496-12, 8.2): what describes the media data. Chapters stand there twice, as a text
/// track (QuickTime File Format, Chapter Lists) and in Nero's <c>chpl</c>, because each of them has players that know
/// nothing of the other.
/// </summary>
internal sealed class Mp4Movie(Mp4BoxWriter boxes, Mp4Audio audio, Mp4Chapters? chapters)
{
    // Its count is one byte (no open specification; audiobook players agree).
    private const int MaxNeroChapters = 255;

    /// <summary>Writes the box.</summary>
    /// <param name="length">How long the audio is heard.</param>
    /// <param name="writeMetadata">Writes what the file tells of itself.</param>
    public void Write(TimeSpan length, Action writeMetadata)
    {
        long duration = Mp4Chapters.ToTime(length);
        boxes.Begin("moov");
        WriteMovieHeader(duration);
        new Mp4AudioTrack(boxes, audio, chapters is not null).Write(duration);
        if (chapters is not null)
        {
            new Mp4ChapterTrack(boxes, chapters).Write();
        }

        boxes.Begin("udta");
        if (chapters is not null)
        {
            WriteNeroChapters(chapters);
        }

        writeMetadata();
        boxes.End();
        boxes.End();
    }

    // 8.2.2. In milliseconds, because a reader of chpl holds its times against this scale.
    private void WriteMovieHeader(long duration)
    {
        bool isLong = duration > uint.MaxValue;
        boxes.BeginFull("mvhd", isLong ? (byte)1 : (byte)0);
        boxes.WriteZeros(isLong ? 16 : 8);
        boxes.Write32(Mp4Chapters.TimeScale);
        boxes.WriteTime(duration, isLong);
        boxes.Write32(0x00010000);
        boxes.Write16(0x0100);
        boxes.WriteZeros(10);
        boxes.WriteUnityMatrix();
        boxes.WriteZeros(24);
        boxes.Write32(chapters is null ? Mp4Track.ChapterId : Mp4Track.ChapterId + 1);
        boxes.End();
    }

    private void WriteNeroChapters(Mp4Chapters all)
    {
        int count = Math.Min(all.Titles.Length, MaxNeroChapters);
        boxes.BeginFull("chpl", version: 1);
        boxes.WriteZeros(4);
        boxes.Write8(count);
        for (int i = 0; i < count; i++)
        {
            // Its length is one byte, too.
            byte[] title = Mp4Chapters.Shorten(all.Titles[i], byte.MaxValue);
            boxes.Write64(all.Starts[i].Ticks);
            boxes.Write8(title.Length);
            boxes.Write(title);
        }

        boxes.End();
    }
}
