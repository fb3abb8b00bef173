using BenchmarkDotNet.Attributes;
using CometSpeech.Core.Documents;

namespace CometSpeech.Benchmarks;

/// <summary>
/// How long documents take: a README of 12,000 characters, and a novel's 1.2 million characters as a page, a book and a
/// document of Word. What is allocated in all is an upper bound of what a reader needs at a time.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private readonly string _readme = ReaderSamples.Readme;
    private readonly string _page = ReaderSamples.Page;
    private readonly byte[] _book = ReaderSamples.Book();
    private readonly byte[] _word = ReaderSamples.WordDocument();

    [Benchmark]
    public int MarkdownReadme() => Read(_readme, DocumentFormat.Markdown);

    [Benchmark]
    public int HtmlPage() => Read(_page, DocumentFormat.Html);

    [Benchmark]
    public int EpubBook() => Read(_book, DocumentFormat.Epub);

    [Benchmark]
    public int WordDocument() => Read(_word, DocumentFormat.Docx);

    private static int Read(string text, DocumentFormat format) =>
        DocumentReader.Read(text, format, DocumentOptions.Default, CancellationToken.None).Sections.Count;

    private static int Read(byte[] file, DocumentFormat format)
    {
        using MemoryStream stream = new(file);
        return DocumentReader.Read(stream, format, DocumentOptions.Default, CancellationToken.None).Sections.Count;
    }
}
