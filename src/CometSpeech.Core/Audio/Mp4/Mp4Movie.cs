namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Writes the movie box (ISO/IEC 14496-12, 8.2): what describes the media data. Chapters stand there twice, as a text
/// track (QuickTime File Format, Chapter Lists) and in Nero's <c>chpl</c>, because each of them has players that know
/// nothing of the other.
/// </summary>
internal sealed class Mp4Movie(Mp4BoxWriter boxes, Mp4Audio audio, Mp4Chapters? chapters)
{
    private const int AudioTrack = 1;
    private const int TextTrack = 2;

    // As other writers do: about a second of speech a chunk.
    private const int ChunkFrames = 25;

    // und: the language is not told here (ISO/IEC 14496-12, 8.4.2).
    private const int UndeterminedLanguage = 0x55C4;

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
        WriteAudioTrack(duration);
        if (chapters is not null)
        {
            WriteTextTrack(chapters);
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
        boxes.Write32(chapters is null ? (uint)TextTrack : TextTrack + 1);
        boxes.End();
    }

    private void WriteAudioTrack(long duration)
    {
        boxes.Begin("trak");
        // Enabled, in the movie, in the preview.
        WriteTrackHeader(AudioTrack, flags: 7, duration, volume: 0x0100);
        boxes.Begin("edts");
        bool isLong = duration > uint.MaxValue;
        boxes.BeginFull("elst", isLong ? (byte)1 : (byte)0);
        boxes.Write32(1);
        boxes.WriteTime(duration, isLong);
        boxes.WriteTime(Mp4Joiner.Priming, isLong);
        boxes.Write32(0x00010000);
        boxes.End();
        boxes.End();
        if (chapters is not null)
        {
            boxes.Begin("tref");
            boxes.Begin("chap");
            boxes.Write32(TextTrack);
            boxes.End();
            boxes.End();
        }

        boxes.Begin("mdia");
        WriteMediaHeader(audio.SampleRate, audio.Samples);
        WriteHandler("soun", "SoundHandler");
        boxes.Begin("minf");
        boxes.BeginFull("smhd");
        boxes.WriteZeros(4);
        boxes.End();
        WriteDataInformation();
        boxes.Begin("stbl");
        WriteAudioDescription();
        WriteAudioTables();
        boxes.End();
        boxes.End();
        boxes.End();
        boxes.End();
    }

    // 8.3.2
    private void WriteTrackHeader(uint id, int flags, long duration, int volume)
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
    private void WriteMediaHeader(int timeScale, long duration)
    {
        bool isLong = duration > uint.MaxValue;
        boxes.BeginFull("mdhd", isLong ? (byte)1 : (byte)0);
        boxes.WriteZeros(isLong ? 16 : 8);
        boxes.Write32((uint)timeScale);
        boxes.WriteTime(duration, isLong);
        boxes.Write16(UndeterminedLanguage);
        boxes.WriteZeros(2);
        boxes.End();
    }

    // 8.4.3
    private void WriteHandler(string type, string name)
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
    private void WriteDataInformation()
    {
        boxes.Begin("dinf");
        boxes.BeginFull("dref");
        boxes.Write32(1);
        boxes.BeginFull("url ", flags: 1);
        boxes.End();
        boxes.End();
        boxes.End();
    }

    private void WriteAudioDescription()
    {
        boxes.BeginFull("stsd");
        boxes.Write32(1);
        boxes.Begin("mp4a");
        boxes.WriteZeros(6);
        boxes.Write16(1);
        boxes.WriteZeros(8);
        boxes.Write16(audio.Channels);
        boxes.Write16(16);
        boxes.WriteZeros(4);
        boxes.Write32((uint)audio.SampleRate << 16);
        WriteElementaryStream();
        boxes.End();
        boxes.End();
    }

    // ISO/IEC 14496-14, 5.6.1, and the descriptors of 14496-1, 7.2.6: each a tag, a length, and what is in it.
    private void WriteElementaryStream()
    {
        const int specificLength = 2;
        const int decoderLength = 13 + 2 + specificLength;
        // The decoder buffer of AAC (ISO/IEC 14496-3, 4.5.3.2): 6144 bits a channel.
        int bufferBytes = 6144 / 8 * audio.Channels;
        boxes.BeginFull("esds");
        boxes.Write8(3);
        boxes.Write8(3 + 2 + decoderLength + 3);
        boxes.Write16(AudioTrack);
        boxes.Write8(0);
        boxes.Write8(4);
        boxes.Write8(decoderLength);
        boxes.Write8(0x40);
        boxes.Write8(0x15);
        boxes.Write8(bufferBytes >> 16);
        boxes.Write16(bufferBytes & 0xFFFF);
        boxes.Write32(audio.MaxBitrate);
        boxes.Write32(audio.AverageBitrate);
        boxes.Write8(5);
        boxes.Write8(specificLength);
        // AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
        boxes.Write16((audio.ObjectType << 11) | (audio.RateIndex << 7) | (audio.ChannelConfiguration << 3));
        boxes.Write8(6);
        boxes.Write8(1);
        boxes.Write8(2);
        boxes.End();
    }

    private void WriteAudioTables()
    {
        Mp4SampleSizes sizes = audio.Sizes;
        boxes.BeginFull("stts");
        boxes.Write32(1);
        boxes.Write32((uint)sizes.Count);
        boxes.Write32((uint)audio.FrameSamples);
        boxes.End();

        int whole = sizes.Count / ChunkFrames;
        int rest = sizes.Count % ChunkFrames;
        boxes.BeginFull("stsc");
        boxes.Write32((whole > 0 ? 1u : 0) + (rest > 0 ? 1u : 0));
        WriteChunkRun(1, whole > 0 ? ChunkFrames : 0);
        WriteChunkRun(whole + 1, rest);
        boxes.End();

        boxes.BeginFull("stsz");
        boxes.Write32(0);
        boxes.Write32((uint)sizes.Count);
        for (int i = 0; i < sizes.Count; i++)
        {
            boxes.Write32((uint)sizes[i]);
        }

        boxes.End();
        WriteChunkOffsets(whole + (rest > 0 ? 1 : 0));
    }

    private void WriteChunkRun(int first, int frames)
    {
        if (frames > 0)
        {
            boxes.Write32((uint)first);
            boxes.Write32((uint)frames);
            boxes.Write32(1);
        }
    }

    // 8.7.5: the offsets have 64 bits where the last one needs them.
    private void WriteChunkOffsets(int chunks)
    {
        bool isLong = audio.Position + audio.Bytes > uint.MaxValue;
        boxes.BeginFull(isLong ? "co64" : "stco");
        boxes.Write32((uint)chunks);
        long position = audio.Position;
        for (int i = 0; i < audio.Sizes.Count; i++)
        {
            if (i % ChunkFrames == 0)
            {
                boxes.WriteTime(position, isLong);
            }

            position += audio.Sizes[i];
        }

        boxes.End();
    }

    // QuickTime File Format, Text Media and Base Media Information.
    private void WriteTextTrack(Mp4Chapters text)
    {
        long duration = text.Durations.Sum(one => (long)one);
        boxes.Begin("trak");
        // In the movie but not enabled: else players show the titles as subtitles.
        WriteTrackHeader(TextTrack, flags: 2, duration, volume: 0);
        boxes.Begin("mdia");
        WriteMediaHeader(Mp4Chapters.TimeScale, duration);
        WriteHandler("text", "");
        boxes.Begin("minf");
        boxes.Begin("gmhd");
        boxes.BeginFull("gmin");
        boxes.Write16(0x0040);
        for (int i = 0; i < 3; i++)
        {
            boxes.Write16(0x8000);
        }

        boxes.WriteZeros(4);
        boxes.End();
        boxes.Begin("text");
        boxes.WriteUnityMatrix();
        boxes.End();
        boxes.End();
        WriteDataInformation();
        WriteTextTables(text);
        boxes.End();
        boxes.End();
        boxes.End();
    }

    private void WriteTextTables(Mp4Chapters text)
    {
        boxes.Begin("stbl");
        boxes.BeginFull("stsd");
        boxes.Write32(1);
        boxes.Begin("text");
        boxes.WriteZeros(6);
        boxes.Write16(1);
        boxes.Write32(1);
        boxes.WriteZeros(39 + 1);
        boxes.End();
        boxes.End();

        // Apple's players want an entry for each sample.
        boxes.BeginFull("stts");
        boxes.Write32((uint)text.Durations.Length);
        foreach (int duration in text.Durations)
        {
            boxes.Write32(1);
            boxes.Write32((uint)duration);
        }

        boxes.End();
        boxes.BeginFull("stsc");
        boxes.Write32(1);
        WriteChunkRun(1, text.Sizes.Length);
        boxes.End();
        boxes.BeginFull("stsz");
        boxes.Write32(0);
        boxes.Write32((uint)text.Sizes.Length);
        foreach (int size in text.Sizes)
        {
            boxes.Write32((uint)size);
        }

        boxes.End();
        bool isLong = text.Position > uint.MaxValue;
        boxes.BeginFull(isLong ? "co64" : "stco");
        boxes.Write32(1);
        boxes.WriteTime(text.Position, isLong);
        boxes.End();
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
            byte[] title = Shorten(all.Titles[i]);
            boxes.Write64(all.Starts[i].Ticks);
            boxes.Write8(title.Length);
            boxes.Write(title);
        }

        boxes.End();
    }

    // The length is one byte.
    private static byte[] Shorten(byte[] title)
    {
        int length = Math.Min(title.Length, byte.MaxValue);
        while (length < title.Length && (title[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return title.AsSpan(0, length).ToArray();
    }
}
