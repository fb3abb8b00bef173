using System.Globalization;
using System.Text;
using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Writes what a file tells of itself as iTunes does: a <c>meta</c> box with an item list (QuickTime File Format,
/// Metadata, with the codes that all readers of M4A know).
/// </summary>
internal static class Mp4Metadata
{
    // The types of values (QuickTime File Format, Well-Known Types).
    private const int Binary = 0;
    private const int Utf8 = 1;
    private const int Jpeg = 13;
    private const int Png = 14;
    private const int SignedInteger = 21;

    // stik: what kind of media it is; 2 is an audiobook.
    private const byte Audiobook = 2;

    /// <summary>Writes the box.</summary>
    /// <param name="boxes">Where it goes.</param>
    /// <param name="tags">What it tells; null for no more than what the file is.</param>
    /// <param name="isAudiobook">Whether it is marked as an audiobook, which plays on without a gap.</param>
    public static void Write(Mp4BoxWriter boxes, AudioTags? tags, bool isAudiobook)
    {
        boxes.BeginFull("meta");
        boxes.BeginFull("hdlr");
        boxes.WriteZeros(4);
        boxes.WriteCode("mdir");
        boxes.WriteCode("appl");
        boxes.WriteZeros(9);
        boxes.End();
        boxes.Begin("ilst");
        if (tags is not null)
        {
            WriteTags(boxes, tags);
        }

        WriteText(boxes, "©too", "CometSpeech");
        if (isAudiobook)
        {
            WriteItem(boxes, "stik", SignedInteger, [Audiobook]);
            WriteItem(boxes, "pgap", SignedInteger, [1]);
        }

        boxes.End();
        boxes.End();
    }

    private static void WriteTags(Mp4BoxWriter boxes, AudioTags tags)
    {
        string authors = string.Join(", ", TagFields.GetAuthors(tags));
        WriteText(boxes, "©nam", tags.Title);
        WriteText(boxes, "©ART", authors);
        WriteText(boxes, "aART", authors);
        WriteText(boxes, "©alb", tags.Album);
        // Audiobook programs read the narrator from the composer; a code of its own has few readers.
        WriteText(boxes, "©wrt", tags.Narrator);
        WriteText(boxes, "©nrt", tags.Narrator);
        WriteText(boxes, "©gen", tags.Genre);
        WriteText(boxes, "©day", tags.Year);
        WriteItem(boxes, "©cmt", TagText.ToLines(tags.Comment));
        WriteText(boxes, "©pub", tags.Publisher);
        WriteText(boxes, "cprt", tags.Copyright);
        WriteTrack(boxes, tags);
        WriteFreeForm(boxes, "LANGUAGE", tags.Language);
        if (tags.Cover is { } cover)
        {
            WriteItem(boxes, "covr", cover.MediaType == PictureHeader.Png ? Png : Jpeg, cover.Content);
        }
    }

    private static void WriteText(Mp4BoxWriter boxes, string code, string? text) =>
        WriteItem(boxes, code, TagText.ToLine(text));

    private static void WriteItem(Mp4BoxWriter boxes, string code, string text)
    {
        if (text.Length > 0)
        {
            WriteItem(boxes, code, Utf8, Encoding.UTF8.GetBytes(text));
        }
    }

    private static void WriteItem(Mp4BoxWriter boxes, string code, int type, byte[] value)
    {
        boxes.Begin(code);
        WriteData(boxes, type, value);
        boxes.End();
    }

    private static void WriteData(Mp4BoxWriter boxes, int type, byte[] value)
    {
        boxes.Begin("data");
        boxes.Write32((uint)type);
        boxes.WriteZeros(4);
        boxes.Write(value);
        boxes.End();
    }

    // Number and count, 16 bits each; what is no number has no place here.
    private static void WriteTrack(Mp4BoxWriter boxes, AudioTags tags)
    {
        (string number, string count) = TagFields.GetTrack(tags);
        if (!TryRead(number, out ushort track))
        {
            return;
        }

        _ = TryRead(count, out ushort tracks);
        WriteItem(
            boxes, "trkn", Binary, [0, 0, (byte)(track >> 8), (byte)track, (byte)(tracks >> 8), (byte)tracks, 0, 0]);
    }

    private static bool TryRead(string text, out ushort number) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // An item without a code of its own has a name.
    private static void WriteFreeForm(Mp4BoxWriter boxes, string name, string? value)
    {
        string text = TagText.ToLine(value);
        if (text.Length == 0)
        {
            return;
        }

        boxes.Begin("----");
        boxes.BeginFull("mean");
        boxes.WriteText("com.apple.iTunes");
        boxes.End();
        boxes.BeginFull("name");
        boxes.WriteText(name);
        boxes.End();
        WriteData(boxes, Utf8, Encoding.UTF8.GetBytes(text));
        boxes.End();
    }
}
