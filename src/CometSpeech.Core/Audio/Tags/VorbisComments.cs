using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Audio.Tags;

/// <summary>
/// Makes the list of comments that FLAC and Opus share (Xiph.Org, «Ogg Vorbis I format specification: comment field and
/// header specification»; chapters by Xiph's chapter extension).
/// </summary>
internal static class VorbisComments
{
    /// <summary>
    /// The most chapters: readers look at three digits of the number, and would give the name of one to another.
    /// </summary>
    public const int MaxChapters = 999;

    private const string Vendor = "CometSpeech";

    // The time has two digits for the hours; readers pass over a chapter with three.
    private static readonly TimeSpan s_latestStart = new(0, 99, 59, 59, 999);

    /// <summary>What is not written of so many chapters, in sentences for a person; empty as a rule.</summary>
    /// <param name="count">The file's chapters.</param>
    /// <param name="starts">Where they begin.</param>
    public static string[] GetWarnings(int count, IReadOnlyList<TimeSpan> starts)
    {
        int told = Math.Min(count, MaxChapters);
        if (count > MaxChapters)
        {
            return
            [
                FormattableString.Invariant(
                    $"It has {count} chapters, and its format numbers {MaxChapters}: the rest are not marked in it."),
            ];
        }

        int late = starts.Take(told).Count(start => !CanTell(start));
        return late == 0
            ? []
            :
            [
                FormattableString.Invariant(
                    $"{late} of its chapters begin after 99 hours, which its format cannot tell: they are not marked."),
            ];
    }

    /// <summary>Makes the list: vendor, count, comments. Each begins with its length.</summary>
    /// <param name="tags">What the file tells of itself.</param>
    /// <param name="chapters">Its chapters.</param>
    /// <param name="withPicture">Whether the cover is one of the comments, in base64.</param>
    /// <param name="count">The number of comments.</param>
    public static byte[] Make(
        AudioTags? tags, IReadOnlyList<ChapterMark> chapters, bool withPicture, out int count)
    {
        List<byte[]> comments = [];
        if (tags is not null)
        {
            AddText(comments, tags);
        }

        for (int i = 0; i < Math.Min(chapters.Count, MaxChapters); i++)
        {
            if (CanTell(chapters[i].Start))
            {
                string key = "CHAPTER" + (i + 1).ToString("D3", CultureInfo.InvariantCulture);
                Add(comments, key, ToTime(chapters[i].Start));
                Add(comments, key + "NAME", chapters[i].Title);
            }
        }

        // Last, so that a reader which takes only the file's beginning has the rest.
        if (withPicture && tags?.Cover is not null)
        {
            comments.Add(EncodePicture(tags.Cover));
        }

        count = comments.Count;
        return Join(comments);
    }

    private static void AddText(List<byte[]> comments, AudioTags tags)
    {
        string[] authors = TagFields.GetAuthors(tags);
        (string track, string trackCount) = TagFields.GetTrack(tags);
        Add(comments, "TITLE", TagText.ToLine(tags.Title));
        // «In an audio book it would be the author of the original text.» Several are several comments.
        foreach (string author in authors)
        {
            Add(comments, "ARTIST", author);
        }

        foreach (string author in authors)
        {
            Add(comments, "ALBUMARTIST", author);
        }

        Add(comments, "ALBUM", TagText.ToLine(tags.Album));
        Add(comments, "TRACKNUMBER", track);
        Add(comments, "TRACKTOTAL", trackCount);
        Add(comments, "GENRE", TagText.ToLine(tags.Genre));
        Add(comments, "DATE", TagText.ToLine(tags.Year));
        // As in ID3, programs for audiobooks look at the composer. Not PERFORMER, which the specification has for the
        // actor who did the reading: MediaInfo then takes the author for the composer.
        Add(comments, "NARRATOR", TagText.ToLine(tags.Narrator));
        Add(comments, "COMPOSER", TagText.ToLine(tags.Narrator));
        Add(comments, "COMMENT", TagText.ToLines(tags.Comment));
        Add(comments, "ORGANIZATION", TagText.ToLine(tags.Publisher));
        Add(comments, "COPYRIGHT", TagText.ToLine(tags.Copyright));
        Add(comments, "LANGUAGE", TagText.ToLine(tags.Language));
    }

    private static void Add(List<byte[]> comments, string key, string value)
    {
        if (value.Length > 0)
        {
            comments.Add(Encoding.UTF8.GetBytes(key + "=" + value));
        }
    }

    private static bool CanTell(TimeSpan start) => start <= s_latestStart;

    private static string ToTime(TimeSpan start)
    {
        TimeSpan time = TimeSpan.FromTicks(ChapterMark.ToMilliseconds(start) * TimeSpan.TicksPerMillisecond);
        return FormattableString.Invariant(
            $"{time.Days * 24 + time.Hours:D2}:{time.Minutes:D2}:{time.Seconds:D2}.{time.Milliseconds:D3}");
    }

    private static byte[] EncodePicture(CoverImage cover)
    {
        byte[] key = Encoding.ASCII.GetBytes("METADATA_BLOCK_PICTURE=");
        byte[] picture = FlacPicture.Make(cover);
        byte[] comment = new byte[key.Length + Base64.GetMaxEncodedToUtf8Length(picture.Length)];
        key.CopyTo(comment, 0);
        Base64.EncodeToUtf8(picture, comment.AsSpan(key.Length), out _, out _);
        return comment;
    }

    private static byte[] Join(List<byte[]> comments)
    {
        byte[] vendor = Encoding.ASCII.GetBytes(Vendor);
        byte[] all = new byte[4 + vendor.Length + 4 + comments.Sum(comment => 4 + comment.Length)];
        Span<byte> rest = all;
        Append(ref rest, vendor);
        BinaryPrimitives.WriteInt32LittleEndian(rest, comments.Count);
        rest = rest.Slice(4);
        foreach (byte[] comment in comments)
        {
            Append(ref rest, comment);
        }

        return all;
    }

    private static void Append(ref Span<byte> rest, byte[] text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, text.Length);
        text.CopyTo(rest.Slice(4));
        rest = rest.Slice(4 + text.Length);
    }
}
