using System.Buffers.Binary;
using System.Text;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>
/// Makes the chunks of a WAVE file that tell tags and chapters, to stand after the samples: <c>LIST</c> with
/// <c>INFO</c>, <c>cue </c> with its labels in <c>LIST</c> with <c>adtl</c> (Multimedia Programming Interface and Data
/// Specifications 1.0, chapters 2 and 3), and <c>id3 </c>, which holds all of it and the cover. Text in lists is UTF-8,
/// which <c>CSET</c> tells; readers that do not know that chunk have <c>id3 </c>.
/// </summary>
internal static class WaveTagChunks
{
    private const int HeaderLength = 8;
    private const int CuePointLength = 24;

    // Windows' number of UTF-8, then no country, language and dialect.
    private static readonly byte[] s_characterSet = [0xE9, 0xFD, 0, 0, 0, 0, 0, 0];

    /// <summary>Makes the chunks, each padded to whole words; empty when there is nothing to tell.</summary>
    /// <param name="tags">What the file tells of itself.</param>
    /// <param name="chapters">Its chapters.</param>
    /// <param name="sampleRate">In hertz: cue points count samples.</param>
    public static byte[] Make(AudioTags? tags, IReadOnlyList<ChapterMark> chapters, int sampleRate)
    {
        byte[] id3 = Id3Tag.Make(tags, chapters);
        if (id3.Length == 0)
        {
            return [];
        }

        using MemoryStream chunks = new();
        WriteChunk(chunks, "CSET", s_characterSet);
        if (tags is not null)
        {
            WriteInfo(chunks, tags);
        }

        WriteCues(chunks, chapters, sampleRate);
        WriteChunk(chunks, "id3 ", id3);
        return chunks.ToArray();
    }

    private static void WriteInfo(MemoryStream chunks, AudioTags tags)
    {
        using MemoryStream info = new();
        WriteAscii(info, "INFO");
        long empty = info.Length;
        WriteText(info, "INAM", TagText.ToLine(tags.Title));
        WriteText(info, "IART", string.Join("; ", TagFields.GetAuthors(tags)));
        WriteText(info, "IPRD", TagText.ToLine(tags.Album));
        WriteText(info, "ITRK", TagText.ToLine(tags.Track));
        WriteText(info, "IGNR", TagText.ToLine(tags.Genre));
        WriteText(info, "ICRD", TagText.ToLine(tags.Year));
        WriteText(info, "ICMT", TagText.ToLine(tags.Comment));
        WriteText(info, "ICOP", TagText.ToLine(tags.Copyright));
        WriteText(info, "ILNG", TagText.ToLine(tags.Language));
        if (info.Length > empty)
        {
            WriteChunk(chunks, "LIST", info.ToArray());
        }
    }

    /// <summary>Writes cue points and their labels.</summary>
    private static void WriteCues(MemoryStream chunks, IReadOnlyList<ChapterMark> chapters, int sampleRate)
    {
        // A cue point tells its sample in 32 bits, 49 hours at 24 kHz; what begins later stands in id3 only.
        int count = chapters
            .TakeWhile(chapter => AudioProperties.ToSamples(chapter.Start, sampleRate) <= uint.MaxValue)
            .Count();
        if (count == 0)
        {
            return;
        }

        byte[] cues = new byte[4 + (count * CuePointLength)];
        BinaryPrimitives.WriteInt32LittleEndian(cues, count);
        using MemoryStream labels = new();
        WriteAscii(labels, "adtl");
        for (int i = 0; i < count; i++)
        {
            // Numbered from 0, as FFmpeg numbers the chapters of id3: those of one number are one chapter to it.
            Span<byte> point = cues.AsSpan(4 + (i * CuePointLength), CuePointLength);
            uint sample = (uint)AudioProperties.ToSamples(chapters[i].Start, sampleRate);
            BinaryPrimitives.WriteInt32LittleEndian(point, i);
            BinaryPrimitives.WriteUInt32LittleEndian(point.Slice(4), sample);
            "data"u8.CopyTo(point.Slice(8));
            BinaryPrimitives.WriteUInt32LittleEndian(point.Slice(20), sample);
            WriteChunk(labels, "labl", [.. BitConverter.GetBytes(i), .. ToText(chapters[i].Title)]);
        }

        WriteChunk(chunks, "cue ", cues);
        WriteChunk(chunks, "LIST", labels.ToArray());
    }

    private static void WriteText(MemoryStream info, string id, string text)
    {
        if (text.Length > 0)
        {
            WriteChunk(info, id, ToText(text));
        }
    }

    // ZSTR: text with a zero behind it.
    private static byte[] ToText(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static void WriteChunk(MemoryStream chunks, string id, byte[] body)
    {
        byte[] header = new byte[HeaderLength];
        Encoding.ASCII.GetBytes(id, 0, 4, header, 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), body.Length);
        chunks.Write(header, 0, header.Length);
        chunks.Write(body, 0, body.Length);
        if (body.Length % 2 != 0)
        {
            chunks.WriteByte(0);
        }
    }

    private static void WriteAscii(MemoryStream stream, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
