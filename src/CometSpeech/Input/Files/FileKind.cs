using System.IO.Compression;
using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Input.Files;

/// <summary>
/// A kind of file that is not read as text: a document that is refused by its extension, or what the first bytes tell,
/// in an archive the names in it. Some of them decode as text in some encoding, and would be spoken and paid for.
/// </summary>
/// <param name="Name">What messages call it, with its article.</param>
/// <param name="Advice">
/// How to have it spoken, from any folder; in quotation marks of PowerShell <c>{0}</c> stands for the file and
/// <c>{1}</c> for the name, without its extension, of what is made of it.
/// </param>
internal sealed record FileKind(string Name, string Advice)
{
    /// <summary>
    /// How many of the first bytes are looked at: the mark of a Mobipocket book ends there.
    /// </summary>
    public const int HeadLength = 68;

    // Under another name pandoc does not know what it reads.
    private const string PandocOfRtf =
        "Make a Word file of it first, which keeps its headings: pandoc -f rtf -o '{1}.docx' '{0}'.";

    private const string Office =
        "Make a Word file of it first, as with LibreOffice: soffice --headless --convert-to docx '{0}'";

    private const string Calibre =
        "Make an EPUB book of it first, as with Calibre: ebook-convert '{0}' '{1}.epub'. One with copy protection is "
            + "read by its seller's programs alone.";

    private const string Recorded = "Name the text that is to be spoken; this is heard or seen already.";
    private const string Packed = "Unpack it first, and name the text files that were in it.";

    private static readonly FileKind s_pdf = new(
        "a PDF document",
        "Take its text out first: pdftotext '{0}' - | ConvertTo-SpokenText -TextCleanup Layout | "
            + "ConvertTo-Speech -OutFile '{1}.mp3'. -TextCleanup Layout puts lines and divided words together.");

    private static readonly FileKind s_rtf = new("an RTF document", PandocOfRtf);
    private static readonly FileKind s_word = new(
        "a Word document (docx)", "Name the file itself, and its format: -LiteralPath '{0}' -InputFormat Docx.");

    private static readonly FileKind s_epub = new(
        "an EPUB book", "Name the file itself, and its format: -LiteralPath '{0}' -InputFormat Epub.");

    private static readonly FileKind s_openText = new("an OpenDocument text", Office + ".");
    private static readonly FileKind s_table =
        new("a spreadsheet", "Save it as CSV first, and pipe its rows: Import-Csv.");

    private static readonly FileKind s_slides =
        new("a presentation", "Put its text into a text file first, by the program that made it.");

    private static readonly FileKind s_zip =
        new("a zip archive", "Take the text files out first, as with Expand-Archive -LiteralPath '{0}'.");

    private static readonly FileKind s_audio = new("an audio file", Recorded);
    private static readonly FileKind s_video = new("an audio or video file", Recorded);
    private static readonly FileKind s_packed = new("a packed file", Packed);
    private static readonly FileKind s_image =
        new("an image", "Read the text off it first, as with tesseract '{0}' '{1}'.");

    private static readonly FileKind s_program = new("a program", "Name the text that is to be spoken.");
    private static readonly FileKind s_mobi = new("a Mobipocket or Kindle book", Calibre);
    private static readonly FileKind s_fictionBook = new("a FictionBook", Calibre);
    private static readonly FileKind s_djvu =
        new("a DjVu document", "Take its text out first, as with djvutxt '{0}' '{1}.txt'.");

    private static readonly FileKind s_pages =
        new("a Pages document", "Export it as a Word or EPUB file by the program that made it.");

    private static readonly FileKind s_oldWord = new(
        "a Word document of the old form (doc)",
        Office + ".");

    private static readonly FileKind s_office = new(
        "a document of an old Microsoft Office, or an encrypted one",
        Office + "; an encrypted one is to be saved without its password.");

    private static readonly FileKind s_subtitles = new(
        "a file of subtitles",
        "Pipe its lines without numbers and times, which are not kept: Get-Content '{0}' | "
            + "Where-Object {{ $_ -notmatch '-->|^\\d+$|^WEBVTT' }} | ConvertTo-Speech -OutFile '{1}.mp3'. "
            + "-InputFormat Text speaks the file as it stands.");

    private static readonly FileKind s_otherSubtitles = new(
        "a file of subtitles",
        "Make one with times in lines of their own first, as with ffmpeg -i '{0}' '{1}.srt', and pipe its lines "
            + "without them. -InputFormat Text speaks the file as it stands.");

    // Formats that are no text, or not what is to be heard of it. Whatever else has a text in it is read as it is.
    private static readonly Dictionary<string, FileKind> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = s_pdf,
        [".rtf"] = s_rtf,
        [".doc"] = s_oldWord,
        [".odt"] = s_openText,
        [".fodt"] = s_openText,
        [".pages"] = s_pages,
        [".mobi"] = s_mobi,
        [".prc"] = s_mobi,
        [".azw"] = s_mobi,
        [".azw3"] = s_mobi,
        [".kfx"] = s_mobi,
        [".fb2"] = s_fictionBook,
        [".djvu"] = s_djvu,
        [".pptx"] = s_slides,
        [".pptm"] = s_slides,
        [".ppsx"] = s_slides,
        [".ppt"] = s_slides,
        [".odp"] = s_slides,
        [".xlsx"] = s_table,
        [".xlsm"] = s_table,
        [".xls"] = s_table,
        [".ods"] = s_table,
        [".numbers"] = s_table,
        [".srt"] = s_subtitles,
        [".vtt"] = s_subtitles,
        [".ass"] = s_otherSubtitles,
        [".ssa"] = s_otherSubtitles,
        [".sub"] = s_otherSubtitles,
        [".sbv"] = s_otherSubtitles,
    };

    // The bytes as characters of ISO 8859-1, at an offset.
    private static readonly (int Offset, string Bytes, FileKind Kind)[] s_marks =
    [
        (0, "%PDF-", s_pdf),
        (0, "\u00EF\u00BB\u00BF%PDF-", s_pdf),
        (0, @"{\rtf", s_rtf),
        (0, "PK\u0003\u0004", s_zip),
        (0, "PK\u0005\u0006", s_zip),
        (8, "WAVE", s_audio),
        (8, "AVI ", s_video),
        (8, "WEBP", s_image),
        (0, "ID3", s_audio),
        (0, "OggS", s_audio),
        (0, "fLaC", s_audio),
        // ISO/IEC 11172-3, 2.4.1.3, layer III, and 13818-7, 6.2: frames without a tag before them.
        (0, "\u00FF\u00FB", s_audio),
        (0, "\u00FF\u00FA", s_audio),
        (0, "\u00FF\u00F3", s_audio),
        (0, "\u00FF\u00F2", s_audio),
        (0, "\u00FF\u00F1", s_audio),
        (0, "\u00FF\u00F9", s_audio),
        (4, "ftyp", s_video),
        (0, "\u001AE\u00DF\u00A3", s_video),
        (0, "\u0089PNG", s_image),
        (0, "\u00FF\u00D8\u00FF", s_image),
        (0, "GIF8", s_image),
        (0, "II*\0", s_image),
        (0, "MM\0*", s_image),
        (0, "\u001F\u008B", s_packed),
        (0, "7z\u00BC\u00AF", s_packed),
        (0, "Rar!", s_packed),
        (0, "\u007FELF", s_program),
        (0, "MZ", s_program),
        (60, "BOOKMOBI", s_mobi),
        (0, "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", s_office),
    ];

    /// <summary>Whether it is a zip archive, whose entries tell no more of it.</summary>
    public bool IsArchive => this == s_zip;

    /// <summary>The kind that a file's extension names; null when it may be read.</summary>
    public static FileKind? OfExtension(string path) =>
        s_extensions.TryGetValue(Path.GetExtension(path), out FileKind? kind) ? kind : null;

    /// <summary>The kind that a document's format is; null for one that is text.</summary>
    public static FileKind? Of(DocumentFormat format) =>
        format switch { DocumentFormat.Epub => s_epub, DocumentFormat.Docx => s_word, _ => null };

    /// <summary>Tells the kind of a file; null when it may be text.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="count">How many of them there are.</param>
    /// <param name="file">The whole of it, to look into an archive.</param>
    public static FileKind? Detect(byte[] head, int count, Stream file)
    {
        count = Math.Min(count, HeadLength);
        // «яв» of Windows-1251 is the beginning of a frame of MP3, and «GIF89a, a format» is a text. What has such a
        // mark and is no text has bytes among the next that no text has; PDF and RTF begin as text does.
        bool hasControls = head.Take(count).Any(value => value < ' ' && "\t\n\f\r".IndexOf((char)value) < 0);
        foreach ((int offset, string bytes, FileKind kind) in s_marks)
        {
            if (Stands(bytes, head, count, offset) && (hasControls || kind == s_pdf || kind == s_rtf))
            {
                return kind == s_zip ? OfArchive(file) : kind;
            }
        }

        return null;
    }

    /// <summary>Tells the kind of a file that was read as if it were text; null when it may be text.</summary>
    /// <param name="text">Its first line, or all of it.</param>
    public static FileKind? Detect(string text)
    {
        byte[] head = [.. text.Take(HeadLength).Select(character => character <= 0xFF ? (byte)character : (byte)'?')];
        return Detect(head, head.Length, Stream.Null);
    }

    /// <summary>How to have a file of this kind spoken, as a command that works in any folder.</summary>
    public string AdviceFor(string path) => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        Advice,
        Quote(path),
        // What is made of a file whose name lies must not be the file itself.
        Quote(DocumentFormats.FromPath(path) == DocumentFormat.Text
            ? Path.GetFileNameWithoutExtension(path)
            : Path.GetFileName(path)));

    private static string Quote(string name) => name.Replace("'", "''");

    private static bool Stands(string bytes, byte[] head, int count, int offset) =>
        offset + bytes.Length <= count && bytes.Select((value, i) => head[offset + i] == value).All(isSame => isSame);

    private static FileKind OfArchive(Stream file)
    {
        try
        {
            file.Position = 0;
            using ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
            // EPUB Open Container Format 3.3, 4.3, and OpenDocument 1.3, part 2, 3.3: the entry that tells.
            string type = archive.GetEntry("mimetype") is { } entry ? Beginning(entry) : "";
            return type.Contains("epub") || Has("META-INF/container.xml") ? s_epub
                : type.Contains("opendocument.text") ? s_openText
                : type.Contains("opendocument.spreadsheet") ? s_table
                : type.Contains("opendocument.presentation") ? s_slides
                // ECMA-376: the folders of its three languages.
                : Has("word/") ? s_word
                : Has("xl/") ? s_table
                : Has("ppt/") ? s_slides
                : s_zip;

            bool Has(string start) =>
                archive.Entries.Any(item => item.FullName.StartsWith(start, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return s_zip;
        }
    }

    private static string Beginning(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        // Longer than any of the types.
        byte[] bytes = new byte[64];
        int count = content.Read(bytes, 0, bytes.Length);
        return Encoding.ASCII.GetString(bytes, 0, count);
    }
}
