namespace CometSpeech.Core.Audio.Mp4;

/// <summary>Writes the track of the sound.</summary>
internal sealed class Mp4AudioTrack(Mp4BoxWriter boxes, Mp4Audio audio, string language, bool hasChapters)
    : Mp4Track(boxes, language)
{
    // As other writers do: about a second of speech a chunk.
    private const int ChunkFrames = 25;

    /// <summary>Writes the box.</summary>
    /// <param name="duration">How long the sound is heard, in the movie's time.</param>
    public void Write(long duration)
    {
        Boxes.Begin("trak");
        // Enabled, in the movie, in the preview.
        WriteTrackHeader(AudioId, flags: 7, duration, volume: 0x0100);
        Boxes.Begin("edts");
        bool isLong = duration > uint.MaxValue;
        Boxes.BeginFull("elst", isLong ? (byte)1 : (byte)0);
        Boxes.Write32(1);
        Boxes.WriteTime(duration, isLong);
        Boxes.WriteTime(Mp4Joiner.Priming, isLong);
        Boxes.Write32(0x00010000);
        Boxes.End();
        Boxes.End();
        if (hasChapters)
        {
            Boxes.Begin("tref");
            Boxes.Begin("chap");
            Boxes.Write32(ChapterId);
            Boxes.End();
            Boxes.End();
        }

        Boxes.Begin("mdia");
        WriteMediaHeader(audio.SampleRate, audio.Samples);
        WriteHandler("soun", "SoundHandler");
        Boxes.Begin("minf");
        Boxes.BeginFull("smhd");
        Boxes.WriteZeros(4);
        Boxes.End();
        WriteDataInformation();
        Boxes.Begin("stbl");
        WriteAudioDescription();
        WriteAudioTables();
        Boxes.End();
        Boxes.End();
        Boxes.End();
        Boxes.End();
    }

    private void WriteAudioDescription()
    {
        Boxes.BeginFull("stsd");
        Boxes.Write32(1);
        Boxes.Begin("mp4a");
        Boxes.WriteZeros(6);
        Boxes.Write16(1);
        Boxes.WriteZeros(8);
        Boxes.Write16(audio.Channels);
        Boxes.Write16(16);
        Boxes.WriteZeros(4);
        // A whole number in the upper 16 bits, which 88.2 and 96 kHz do not fit in; the decoder's configuration tells.
        Boxes.Write16(audio.SampleRate <= ushort.MaxValue ? audio.SampleRate : 0);
        Boxes.WriteZeros(2);
        WriteElementaryStream();
        Boxes.End();
        Boxes.End();
    }

    // ISO/IEC 14496-14, 5.6.1, and the descriptors of 14496-1, 7.2.6: each a tag, a length, and what is in it.
    private void WriteElementaryStream()
    {
        const int specificLength = 2;
        const int decoderLength = 13 + 2 + specificLength;
        // The decoder buffer of AAC (ISO/IEC 14496-3, 4.5.3.2): 6144 bits a channel.
        int bufferBytes = 6144 / 8 * audio.Channels;
        Boxes.BeginFull("esds");
        Boxes.Write8(3);
        Boxes.Write8(3 + 2 + decoderLength + 3);
        Boxes.Write16((int)AudioId);
        Boxes.Write8(0);
        Boxes.Write8(4);
        Boxes.Write8(decoderLength);
        Boxes.Write8(0x40);
        Boxes.Write8(0x15);
        Boxes.Write8(bufferBytes >> 16);
        Boxes.Write16(bufferBytes & 0xFFFF);
        Boxes.Write32(audio.MaxBitrate);
        Boxes.Write32(audio.AverageBitrate);
        Boxes.Write8(5);
        Boxes.Write8(specificLength);
        // AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
        Boxes.Write16((audio.ObjectType << 11) | (audio.RateIndex << 7) | (audio.ChannelConfiguration << 3));
        Boxes.Write8(6);
        Boxes.Write8(1);
        Boxes.Write8(2);
        Boxes.End();
    }

    private void WriteAudioTables()
    {
        Mp4SampleSizes sizes = audio.Sizes;
        Boxes.BeginFull("stts");
        Boxes.Write32(1);
        Boxes.Write32((uint)sizes.Count);
        Boxes.Write32((uint)audio.FrameSamples);
        Boxes.End();

        int whole = sizes.Count / ChunkFrames;
        int rest = sizes.Count % ChunkFrames;
        Boxes.BeginFull("stsc");
        Boxes.Write32((whole > 0 ? 1u : 0) + (rest > 0 ? 1u : 0));
        WriteChunkRun(1, whole > 0 ? ChunkFrames : 0);
        WriteChunkRun(whole + 1, rest);
        Boxes.End();

        Boxes.BeginFull("stsz");
        Boxes.Write32(0);
        Boxes.Write32((uint)sizes.Count);
        for (int i = 0; i < sizes.Count; i++)
        {
            Boxes.Write32((uint)sizes[i]);
        }

        Boxes.End();
        WriteChunkOffsets(whole + (rest > 0 ? 1 : 0));
    }

    // 8.7.5: the offsets have 64 bits where the last one needs them.
    private void WriteChunkOffsets(int chunks)
    {
        bool isLong = audio.Position + audio.Bytes > uint.MaxValue;
        Boxes.BeginFull(isLong ? "co64" : "stco");
        Boxes.Write32((uint)chunks);
        long position = audio.Position;
        for (int i = 0; i < audio.Sizes.Count; i++)
        {
            if (i % ChunkFrames == 0)
            {
                Boxes.WriteTime(position, isLong);
            }

            position += audio.Sizes[i];
        }

        Boxes.End();
    }
}
