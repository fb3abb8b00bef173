using System.IO.Compression;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>
/// A book of which each paragraph is a request. Its tone tells in the audio which it is, its number in captions and at
/// the service. Tones come in random order, so that two chunks that swap places show.
/// </summary>
/// <param name="AudioName">Its audio file, whose extension tells the format.</param>
/// <param name="Kind">What it is read from.</param>
/// <param name="Chunks">All of it, in order.</param>
internal sealed record SpokenBook(string AudioName, BookKind Kind, IReadOnlyList<SpokenChunk> Chunks)
{
    private static readonly string[] s_extensions = ["mp3", "wav", "flac", "opus", "m4b"];

    private static readonly string[] s_speakers = ["sage", "onyx"];

    private string[] Chapters => [.. Chunks.Select(chunk => chunk.Chapter).OfType<string>()];

    /// <summary>Makes books of each kind in turn, in formats in turn.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="chunks">Chunks of each.</param>
    /// <param name="chapterLength">Chunks of a chapter, its heading with them.</param>
    /// <param name="extensions">The formats; those that have chapters when none are given.</param>
    public static IEnumerable<SpokenBook> Create(
        int first, int count, int chunks, int chapterLength, params string[] extensions)
    {
        extensions = extensions.Length == 0 ? s_extensions : extensions;
        for (int book = first; book < first + count; book++)
        {
            var kind = (BookKind)(book % 3);
            string name = $"{book:000}.{extensions[book % extensions.Length]}";
            // Each book has its own numbers and its own order, whichever others there are.
            Random random = new(book);
            yield return new SpokenBook(
                name,
                kind,
                [.. Enumerable.Range(book * chunks, chunks).Select(number =>
                    CreateChunk(number, random.Next(32), kind, isHeading: number % chapterLength == 0))]);
        }
    }

    /// <summary>
    /// Writes what commands read: files in <c>books</c>, and the rows of all plays in <c>plays.tsv</c>.
    /// </summary>
    public static void Write(string folder, IEnumerable<SpokenBook> books)
    {
        string files = Directory.CreateDirectory(Path.Combine(folder, "books")).FullName;
        using StreamWriter plays = File.CreateText(Path.Combine(folder, "plays.tsv"));
        foreach (SpokenBook book in books)
        {
            switch (book.Kind)
            {
                case BookKind.Markdown:
                    File.WriteAllText(Path.Combine(files, book.AudioName + ".md"), book.ToMarkdown());
                    break;
                case BookKind.Epub:
                    book.WriteEpub(Path.Combine(files, book.AudioName + ".epub"));
                    break;
                default:
                    foreach (SpokenChunk chunk in book.Chunks)
                    {
                        plays.WriteLine(string.Join('\t', book.AudioName, chunk.Chapter, chunk.Voice, chunk.Text));
                    }

                    break;
            }
        }
    }

    // What begins a chapter is its title, spoken; a heading ends with a full stop when it is spoken.
    private static SpokenChunk CreateChunk(int number, int tone, BookKind kind, bool isHeading)
    {
        string text = isHeading ? $"Tone {tone} begins chapter {number}" : $"Tone {tone} is for chunk {number}";
        string voice = kind == BookKind.Play ? s_speakers[number / 5 % s_speakers.Length] : "alloy";
        return new SpokenChunk(text + ".", tone, voice, isHeading ? text : null);
    }

    private string ToMarkdown() => string.Join(
        "\n\n", Chunks.Select(chunk => chunk.Chapter is { } title ? $"# {title}" : chunk.Text));

    private void WriteEpub(string path)
    {
        string[] titles = Chapters;
        int chapter = -1;
        ILookup<int, SpokenChunk> chunks =
            Chunks.Select(chunk => (Chapter: chapter += chunk.Chapter is null ? 0 : 1, chunk))
                .ToLookup(pair => pair.Chapter, pair => pair.chunk);

        using ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create);
        Add(archive, "mimetype", "application/epub+zip");
        Add(archive, "META-INF/container.xml", """
            <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
              <rootfile full-path="package.opf" media-type="application/oebps-package+xml"/>
            </rootfiles></container>
            """);
        Add(archive, "package.opf", $"""
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
              <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:identifier id="id">{AudioName}</dc:identifier>
                <dc:title>Book {AudioName}</dc:title><dc:language>en</dc:language>
              </metadata>
              <manifest>
                <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
                {Each(i => $"<item id=\"c{i}\" href=\"c{i}.xhtml\" media-type=\"application/xhtml+xml\"/>")}
              </manifest>
              <spine>{Each(i => $"<itemref idref=\"c{i}\"/>")}</spine>
            </package>
            """);
        Add(archive, "nav.xhtml", Page(
            "<nav epub:type=\"toc\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><ol>"
            + Each(i => $"<li><a href=\"c{i}.xhtml\">{titles[i]}</a></li>") + "</ol></nav>"));
        for (int i = 0; i < titles.Length; i++)
        {
            Add(archive, $"c{i}.xhtml", Page(string.Concat(chunks[i].Select(chunk =>
                chunk.Chapter is { } title ? $"<h1>{title}</h1>" : $"<p>{chunk.Text}</p>"))));
        }

        string Each(Func<int, string> element) =>
            string.Concat(Enumerable.Range(0, titles.Length).Select(element));
    }

    private static string Page(string body) =>
        $"<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{body}</body></html>";

    private static void Add(ZipArchive archive, string name, string text)
    {
        using StreamWriter content = new(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
        content.Write(text);
    }
}
