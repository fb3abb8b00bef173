using System.Buffers.Binary;
using System.Text;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>Writes the frames of an ID3v2.3 tag behind room for its header.</summary>
internal sealed class Id3FrameWriter : IDisposable
{
    // Text, chapters and the fields of a cover, so that the cover is copied once only.
    private const int UsualLength = 16 * 1024;

    private const byte Latin1 = 0;
    private const byte Utf16 = 1;
    private const byte FrontCover = 3;
    private const byte TopLevel = 2;
    private const byte Ordered = 1;

    private readonly MemoryStream _tag;

    public Id3FrameWriter(int headerLength, int coverLength)
    {
        _tag = new MemoryStream(UsualLength + coverLength);
        _tag.Write(new byte[headerLength], 0, headerLength);
    }

    /// <summary>The bytes so far, room for the header included.</summary>
    public long Length => _tag.Length;

    /// <summary>Writes a text frame, unless the text is empty.</summary>
    public void WriteText(string id, string text)
    {
        if (text.Length > 0)
        {
            WriteTextFrame(id, text);
        }
    }

    /// <summary>Writes a COMM frame, unless the text is empty.</summary>
    public void WriteComment(string language, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        long frame = Begin("COMM");
        _tag.WriteByte(Utf16);
        WriteAscii(language);
        // No description: what players show as the comment.
        Write([0xFF, 0xFE, 0, 0]);
        WriteUtf16(text);
        End(frame);
    }

    /// <summary>Writes an APIC frame.</summary>
    public void WritePicture(CoverImage cover)
    {
        long frame = Begin("APIC");
        _tag.WriteByte(Latin1);
        WriteAscii(cover.MediaType);
        // The media type's end, the kind of picture, an empty description.
        Write([0, FrontCover, 0]);
        _tag.Write(cover.Content, 0, cover.Content.Length);
        End(frame);
    }

    /// <summary>Writes a CTOC frame (chapter addendum, 3.2).</summary>
    /// <param name="id">The table's own identifier.</param>
    /// <param name="isTop">Whether it stands in no other.</param>
    /// <param name="title">What it is called; null for nothing.</param>
    /// <param name="entries">The identifiers of 1 to 255 chapters or tables, in order.</param>
    public void WriteContents(string id, bool isTop, string? title, IEnumerable<string> entries)
    {
        string[] all = [.. entries];
        long frame = Begin("CTOC");
        WriteAscii(id);
        Write([0, (byte)(isTop ? TopLevel | Ordered : Ordered), checked((byte)all.Length)]);
        foreach (string entry in all)
        {
            WriteAscii(entry);
            _tag.WriteByte(0);
        }

        if (title is not null)
        {
            WriteTextFrame("TIT2", title);
        }

        End(frame);
    }

    /// <summary>Writes a CHAP frame (chapter addendum, 3.1); its times count, not offsets of bytes.</summary>
    public void WriteChapter(string id, ChapterMark chapter)
    {
        long frame = Begin("CHAP");
        WriteAscii(id);
        _tag.WriteByte(0);
        WriteTime(chapter.Start);
        WriteTime(chapter.End);
        WriteUInt32(uint.MaxValue);
        WriteUInt32(uint.MaxValue);
        WriteTextFrame("TIT2", chapter.Title);
        End(frame);
    }

    public byte[] ToArray() => _tag.ToArray();

    public void Dispose() => _tag.Dispose();

    private void WriteTextFrame(string id, string text)
    {
        long frame = Begin(id);
        // Numbers and codes are Latin-1 in any case (ID3v2.3.0, 3.3); there are readers that believe it.
        if (id is "TRCK" or "TYER" or "TLAN" && text.All(c => c < 0x80))
        {
            _tag.WriteByte(Latin1);
            WriteAscii(text);
        }
        else
        {
            _tag.WriteByte(Utf16);
            WriteUtf16(text);
        }

        End(frame);
    }

    // Identifier, size and flags (ID3v2.3.0, 3.3); the size comes with the end.
    private long Begin(string id)
    {
        WriteAscii(id);
        Write([0, 0, 0, 0, 0, 0]);
        return _tag.Position;
    }

    private void End(long frame)
    {
        long end = _tag.Position;
        _tag.Position = frame - 6;
        WriteUInt32((uint)(end - frame));
        _tag.Position = end;
    }

    // Beyond 49 days the field is at its end.
    private void WriteTime(TimeSpan time) =>
        WriteUInt32((uint)Math.Min(uint.MaxValue, ChapterMark.ToMilliseconds(time)));

    private void WriteUInt32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        Write(bytes);
    }

    private void WriteAscii(string text) => Write(Encoding.ASCII.GetBytes(text));

    private void WriteUtf16(string text)
    {
        Write([0xFF, 0xFE]);
        Write(Encoding.Unicode.GetBytes(text));
    }

    private void Write(byte[] bytes) => _tag.Write(bytes, 0, bytes.Length);
}
