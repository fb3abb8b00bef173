namespace CometSpeech.Core.Audio.Mp4;

/// <summary>Writes a track box (ISO/IEC 14496-12, 8.3): the boxes that a track has whatever its media.</summary>
/// <param name="boxes">Where the boxes go.</param>
/// <param name="language">The language of the media as ISO 639-2 has it, three small letters.</param>
internal abstract class Mp4Track(Mp4BoxWriter boxes, string language)
{
    /// <summary>The number of the audio track in the file.</summary>
    public const uint AudioId = 1;

    /// <summary>The number of the chapters' track in the file.</summary>
    public const uint ChapterId = 2;

    /// <summary>Where the boxes go.</summary>
    protected Mp4BoxWriter Boxes => boxes;

    // 8.3.2
    protected void WriteTrackHeader(uint id, int flags, long duration, int volume)
    {
        bool isLong = duration > uint.MaxValue;
        boxes.BeginFull("tkhd", isLong ? (byte)1 : (byte)0, flags);
        boxes.WriteZeros(isLong ? 16 : 8);
        boxes.Write32(id);
        boxes.WriteZeros(4);
        boxes.WriteTime(duration, isLong);
        boxes.WriteZeros(12);
        boxes.Write16(volume);
        boxes.WriteZeros(2);
        boxes.WriteUnityMatrix();
        boxes.WriteZeros(8);
        boxes.End();
    }

    // 8.4.2
    protected void WriteMediaHeader(int timeScale, long duration)
    {
        bool isLong = duration > uint.MaxValue;
        boxes.BeginFull("mdhd", isLong ? (byte)1 : (byte)0);
        boxes.WriteZeros(isLong ? 16 : 8);
        boxes.Write32((uint)timeScale);
        boxes.WriteTime(duration, isLong);
        // Five bits a letter.
        boxes.Write16(language.Aggregate(0, (packed, letter) => (packed << 5) | (letter - 0x60)));
        boxes.WriteZeros(2);
        boxes.End();
    }

    // 8.4.3
    protected void WriteHandler(string type, string name)
    {
        boxes.BeginFull("hdlr");
        boxes.WriteZeros(4);
        boxes.WriteCode(type);
        boxes.WriteZeros(12);
        boxes.WriteText(name);
        boxes.Write8(0);
        boxes.End();
    }

    // 8.7.2: the media data is in this file.
    protected void WriteDataInformation()
    {
        boxes.Begin("dinf");
        boxes.BeginFull("dref");
        boxes.Write32(1);
        boxes.BeginFull("url ", flags: 1);
        boxes.End();
        boxes.End();
        boxes.End();
    }

    // 8.7.4
    protected void WriteChunkRun(int first, int frames)
    {
        if (frames > 0)
        {
            boxes.Write32((uint)first);
            boxes.Write32((uint)frames);
            boxes.Write32(1);
        }
    }
}
