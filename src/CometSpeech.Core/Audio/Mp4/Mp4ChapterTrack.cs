namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Writes the track of the chapters' titles, a text track that the audio track points at (QuickTime File Format,
/// Chapter Lists and Text Media).
/// </summary>
internal sealed class Mp4ChapterTrack(Mp4BoxWriter boxes, Mp4Chapters chapters, string language)
    : Mp4Track(boxes, language)
{
    /// <summary>Writes the box.</summary>
    public void Write()
    {
        long duration = chapters.Durations.Sum();
        Boxes.Begin("trak");
        // In the movie but not enabled: else players show the titles as subtitles.
        WriteTrackHeader(ChapterId, flags: 2, duration, volume: 0);
        Boxes.Begin("mdia");
        WriteMediaHeader(Mp4Movie.TimeScale, duration);
        WriteHandler("text", "");
        Boxes.Begin("minf");
        // Base Media Information: copied over what is behind it, in no color.
        Boxes.Begin("gmhd");
        Boxes.BeginFull("gmin");
        Boxes.Write16(0x0040);
        for (int i = 0; i < 3; i++)
        {
            Boxes.Write16(0x8000);
        }

        Boxes.WriteZeros(4);
        Boxes.End();
        Boxes.Begin("text");
        Boxes.WriteUnityMatrix();
        Boxes.End();
        Boxes.End();
        WriteDataInformation();
        WriteTextTables();
        Boxes.End();
        Boxes.End();
        Boxes.End();
    }

    private void WriteTextTables()
    {
        Boxes.Begin("stbl");
        Boxes.BeginFull("stsd");
        Boxes.Write32(1);
        Boxes.Begin("text");
        Boxes.WriteZeros(6);
        Boxes.Write16(1);
        Boxes.Write32(1);
        // Position, colors and font, and the font's name, which is empty.
        Boxes.WriteZeros(39 + 1);
        Boxes.End();
        Boxes.End();

        // Apple's players want an entry for each sample.
        Boxes.BeginFull("stts");
        Boxes.Write32((uint)chapters.Durations.Count);
        foreach (long duration in chapters.Durations)
        {
            Boxes.Write32(1);
            Boxes.Write32((uint)duration);
        }

        Boxes.End();
        Boxes.BeginFull("stsc");
        Boxes.Write32(1);
        WriteChunkRun(1, chapters.Titles.Count);
        Boxes.End();
        Boxes.BeginFull("stsz");
        Boxes.Write32(0);
        Boxes.Write32((uint)chapters.Titles.Count);
        for (int i = 0; i < chapters.Titles.Count; i++)
        {
            Boxes.Write32((uint)chapters.GetSize(i));
        }

        Boxes.End();
        bool isLong = chapters.Position > uint.MaxValue;
        Boxes.BeginFull(isLong ? "co64" : "stco");
        Boxes.Write32(1);
        Boxes.WriteTime(chapters.Position, isLong);
        Boxes.End();
        Boxes.End();
    }
}
