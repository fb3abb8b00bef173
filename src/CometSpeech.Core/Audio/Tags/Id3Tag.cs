using System.Globalization;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>
/// Makes an ID3v2.3 tag (id3.org, ID3v2.3.0, and its chapter addendum 1.0): 2.3, because Windows Explorer and podcast
/// players pass over covers and chapters in 2.4. No frame is unsynchronised; few readers know how to undo it.
/// </summary>
internal static class Id3Tag
{
    /// <summary>
    /// The most chapters: a table of contents counts its entries in one byte, and one stands in another.
    /// </summary>
    public const int MaxChapters = MaxEntries * MaxEntries;

    private const int HeaderLength = 10;
    private const int MaxEntries = 255;
    private const string ContentsId = "toc";

    // Read by nobody where a file has a title; some podcast players list no chapters when the table has none.
    private const string ContentsTitle = "Contents";

    /// <summary>What is not written of so many chapters, in sentences for a person; empty as a rule.</summary>
    public static string[] GetWarnings(int count) => count <= MaxChapters
        ? []
        :
        [
            FormattableString.Invariant(
                $"It has {count} chapters, and its format lists {MaxChapters}: the rest are not marked in it."),
        ];

    /// <summary>
    /// Makes the tag; empty when there is nothing to tell. Its length is the same whatever the chapters' times.
    /// </summary>
    public static byte[] Make(AudioTags? tags, IReadOnlyList<ChapterMark> chapters)
    {
        if (tags is null && chapters.Count == 0)
        {
            // A short answer without tags takes no buffer for them.
            return [];
        }

        using Id3FrameWriter frames = new(HeaderLength, tags?.Cover?.Content.Length ?? 0);
        if (tags is not null)
        {
            WriteText(frames, tags);
        }

        if (chapters.Count > 0)
        {
            string title = TagText.ToLine(tags?.Title);
            WriteContents(frames, chapters.Count, title.Length > 0 ? title : ContentsTitle);
            for (int i = 0; i < Math.Min(chapters.Count, MaxChapters); i++)
            {
                frames.WriteChapter(ChapterId(i), chapters[i]);
            }
        }

        // Last, so that a reader which takes only the file's beginning has the rest.
        if (tags?.Cover is not null)
        {
            frames.WritePicture(tags.Cover);
        }

        return frames.Length > HeaderLength ? Finish(frames.ToArray()) : [];
    }

    private static void WriteText(Id3FrameWriter frames, AudioTags tags)
    {
        // ID3v2.3.0, 4.2.1: several names are divided by a slash.
        string authors = string.Join("/", TagFields.GetAuthors(tags));
        frames.WriteText("TIT2", TagText.ToLine(tags.Title));
        frames.WriteText("TPE1", authors);
        frames.WriteText("TPE2", authors);
        frames.WriteText("TALB", TagText.ToLine(tags.Album));
        frames.WriteText("TRCK", TagText.ToLine(tags.Track));
        frames.WriteText("TCON", TagText.ToLine(tags.Genre));
        frames.WriteText("TYER", TagText.ToLine(tags.Year));
        // The composer: where Audible, Audiobookshelf and their like look for the narrator, of whom ID3 knows nothing.
        frames.WriteText("TCOM", TagText.ToLine(tags.Narrator));
        frames.WriteText("TPUB", TagText.ToLine(tags.Publisher));
        frames.WriteText("TCOP", TagText.ToLine(tags.Copyright));
        string language = LanguageCode.FromBcp47(tags.Language);
        frames.WriteText("TLAN", language == LanguageCode.Undetermined ? "" : language);
        frames.WriteComment(language, TagText.ToLines(tags.Comment));
    }

    /// <summary>Writes the tables of contents (CTOC), the one that holds all first.</summary>
    private static void WriteContents(Id3FrameWriter frames, int count, string title)
    {
        if (count <= MaxEntries)
        {
            frames.WriteContents(ContentsId, isTop: true, title, Enumerable.Range(0, count).Select(ChapterId));
            return;
        }

        count = Math.Min(count, MaxChapters);
        int tables = (count + MaxEntries - 1) / MaxEntries;
        frames.WriteContents(ContentsId, isTop: true, title, Enumerable.Range(0, tables).Select(NestedId));
        for (int i = 0; i < tables; i++)
        {
            int first = i * MaxEntries;
            IEnumerable<string> entries =
                Enumerable.Range(first, Math.Min(MaxEntries, count - first)).Select(ChapterId);
            frames.WriteContents(NestedId(i), isTop: false, null, entries);
        }
    }

    private static string ChapterId(int index) => "chp" + index.ToString(CultureInfo.InvariantCulture);

    private static string NestedId(int index) => ContentsId + index.ToString(CultureInfo.InvariantCulture);

    private static byte[] Finish(byte[] tag)
    {
        int size = tag.Length - HeaderLength;
        "ID3"u8.CopyTo(tag);
        tag[3] = 3;
        // Four bytes of seven bits (ID3v2.3.0, 3.1).
        for (int i = 0; i < 4; i++)
        {
            tag[9 - i] = (byte)(size >> (7 * i) & 0x7F);
        }

        return tag;
    }
}
