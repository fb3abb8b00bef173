using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Documents;

/// <summary>
/// What a document may take, so that none of any content ends the process, fills the memory or takes minutes. Each is
/// many times what the largest real documents need.
/// </summary>
internal static class DocumentLimits
{
    /// <summary>Bytes of an EPUB or Word file. Illustrated books have some 100 MB.</summary>
    public const long ContainerBytes = 256L << 20;

    /// <summary>Entries of an archive. The largest book that was looked at has 2,015 documents.</summary>
    public const int ContainerEntries = 20_000;

    /// <summary>
    /// Bytes of an entry's name; file systems end at 4,096, or at 260. Entries of longer ones are not seen.
    /// </summary>
    public const int EntryNameBytes = 1_024;

    /// <summary>Bytes of an archive's table of contents: 400 for each entry; names have 30 to 60.</summary>
    public const int ContainerDirectoryBytes = 8 << 20;

    /// <summary>Bytes read of one entry; what it declares of itself does not count.</summary>
    public const long EntryBytes = 64L << 20;

    /// <summary>Bytes read of all entries of one archive.</summary>
    public const long AllEntriesBytes = 256L << 20;

    /// <summary>
    /// Bytes of one XML document of a book. The largest of 50 sample books has 2 MB; parsed, the densest takes some 30
    /// times its bytes.
    /// </summary>
    public const int BookDocumentBytes = 4 << 20;

    /// <summary>
    /// Characters of an archive's XML document that is broken and is therefore read as HTML, which takes more than 100
    /// times as many bytes.
    /// </summary>
    public const int BrokenXmlCharacters = 1 << 20;

    /// <summary>
    /// Signs <c>&lt;</c> and <c>=</c> of all documents of a book that are broken: 70,000 tags take a second. A novel of
    /// a million characters has some 20,000.
    /// </summary>
    public const int BrokenBookSigns = 250_000;

    /// <summary>
    /// Bytes of all XML documents of a book. The Mahabharata has 36 MB; of the densest 6 MB take a second.
    /// </summary>
    public const int BookBytes = 48 << 20;

    /// <summary>
    /// Characters that a document says: more than 300 hours of speech. The Mahabharata says 6 million.
    /// </summary>
    public const int SpokenCharacters = 16 << 20;

    /// <summary>Paragraphs that a document says. The Mahabharata has 2,000.</summary>
    public const int Paragraphs = 1_000_000;

    /// <summary>Bytes of a cover's picture: as many as an audio file takes.</summary>
    public const int CoverBytes = CoverImage.MaxLength;

    /// <summary>Characters of a Markdown text. The longest novels have 4 million.</summary>
    public const int MarkdownCharacters = 16 << 20;

    /// <summary>
    /// Lines of Markdown, each counted twice, and characters of it that make elements, each of which takes up to 700
    /// bytes. A novel of 4 million characters has 120,000, a history of changes of 3 million 300,000.
    /// </summary>
    public const int MarkdownElements = 300_000;

    /// <summary>
    /// Lines one below the other that may define where links lead: they take squared time, 40,000 of them a second.
    /// </summary>
    public const int MarkdownDefinitions = 20_000;

    /// <summary>
    /// Blocks of Markdown inside each other: the limit of Markdig, which says so only after it has read them all.
    /// </summary>
    public const int MarkdownDepth = 128;

    /// <summary>
    /// Columns by which a line of Markdown is indented. Lists in lists take squared time: 1,000 of them, some 2 columns
    /// each, 1.3 s, 2,800 of them 28 s.
    /// </summary>
    public const int MarkdownIndent = 1_000;

    /// <summary>
    /// Cells of a Markdown table, as its lines times the bars of the longest one: short rows are filled up, so that
    /// 16,000 characters can make 4,000,000 cells and take 800 MB.
    /// </summary>
    public const int MarkdownTableCells = 2_000_000;

    /// <summary>
    /// Bars of a Markdown table behind a mark of emphasis without another one: so many take the parser two to four
    /// seconds and a gigabyte, twice as many four times that.
    /// </summary>
    public const int MarkdownTableMarks = 8_000;

    /// <summary>
    /// How long Markdown is parsed. The largest text that is read, of prose, takes about a second; one of nothing but
    /// opening brackets takes hours.
    /// </summary>
    public static readonly TimeSpan MarkdownTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Characters of a page of HTML or XHTML. The specification of HTML on one page has 13 million; read, it takes some
    /// ten bytes a character.
    /// </summary>
    public const int HtmlCharacters = 16 << 20;

    /// <summary>
    /// Bytes that a parsed page of HTML takes, as estimated from its tags, attributes and characters before it is
    /// parsed; a third of them for broken XML of a book, which was parsed as XML before. A page with the whole Bible, a
    /// paragraph a verse, takes some 100 million.
    /// </summary>
    public const long HtmlBytes = 220L << 20;

    /// <summary>
    /// Signs <c>&lt;</c> and <c>=</c> of a document of XHTML: its tags and attributes take up to 200 bytes each.
    /// </summary>
    public const int XmlSigns = 1_000_000;

    /// <summary>
    /// Names that the elements and attributes of an XML document have. Word's, with those of formulas and drawings, are
    /// some 2,000; a parser keeps each, and 5 million take 600 MB.
    /// </summary>
    public const int XmlNames = 10_000;

    /// <summary>
    /// Bytes of an XML document between two signs <c>&lt;</c>: a value, which a parser holds several times as a whole.
    /// Pictures within a value have some hundred thousand; a text of as many would be 70 hours of speech in one piece.
    /// </summary>
    public const int XmlPiece = 8 << 20;

    /// <summary>Elements inside each other. The deepest real page had 20.</summary>
    public const int Depth = 256;

    /// <summary>Attributes of one XML element. System.Xml takes squared time: 25 seconds for 600,000.</summary>
    public const int Attributes = 10_000;

    /// <summary>
    /// Cells of a Word document's table, with those of the tables around it: they wait until the table's end. Real ones
    /// have some thousand.
    /// </summary>
    public const int TableCells = 100_000;

    /// <summary>
    /// Columns of a table that have headers. A cell may declare that it covers any number of columns; Word itself has
    /// 63.
    /// </summary>
    public const int TableColumns = 1_000;

    /// <summary>
    /// Chapters of a document, each of which is a request at least. The longest serials have some thousand; more are
    /// the verses of a scripture or the entries of a lexicon, or made up.
    /// </summary>
    public const int Chapters = 10_000;

    /// <summary>
    /// Refuses a document that says too much: a table of a few bytes can say the same head of a column a million times.
    /// </summary>
    /// <exception cref="DocumentException">It does.</exception>
    public static void CheckSpoken(long characters, int paragraphs)
    {
        if (characters > SpokenCharacters || paragraphs > Paragraphs)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                null,
                $"it says more than {SpokenCharacters} characters or {Paragraphs} paragraphs, "
                    + "the most that can be read");
        }
    }
}
