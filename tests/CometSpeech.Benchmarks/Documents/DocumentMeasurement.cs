using System.Diagnostics;
using System.Text;
using CometSpeech.Benchmarks.Contestants;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Core.Documents;

namespace CometSpeech.Benchmarks.Documents;

/// <summary>
/// How long documents take: a README of 12,000 characters, and a novel's 1.2 million characters as Markdown, a page, a
/// book and a document of Word; beside pandoc, which makes plain text of them. What is allocated in all is an upper
/// bound of what a reader needs at a time.
/// </summary>
internal sealed class DocumentMeasurement : Measurement
{
    private const int Rounds = 7;

    // Times of the text, which is held at least twice: as it came and as it is spoken.
    private const double MostAllocated = 8;

    // The reader's limits in milliseconds. A novel in Markdown is rare; it becomes HTML first, and takes more for it.
    private static readonly (string Name, string Extension, byte[] File, DocumentFormat Format, int? Limit)[] s_all =
    [
        ("README, Markdown", ".md", Utf8(DocumentSamples.Readme), DocumentFormat.Markdown, 15),
        ("novel, Markdown", ".md", Utf8(DocumentSamples.MarkdownBook), DocumentFormat.Markdown, null),
        ("novel, HTML", ".html", Utf8(DocumentSamples.Page), DocumentFormat.Html, 150),
        ("novel, EPUB", ".epub", DocumentSamples.Book(), DocumentFormat.Epub, 150),
        ("novel, DOCX", ".docx", DocumentSamples.WordDocument(), DocumentFormat.Docx, 150),
    ];

    public override string Name => "documents";

    public override string Help => "Reading Markdown, HTML, EPUB and DOCX, beside pandoc -t plain.";

    protected override async Task MeasureAsync(string[] args)
    {
        using ContestantTexts texts = new();
        // It asks no service here.
        using Contestant shell = Contestant.Start(ContestantKind.CometSpeech, new Uri("http://127.0.0.1:9/v1"));
        bool hasPandoc = Peer.Pandoc.IsThere();
        MarkdownTable table = new(
            "document", "`ConvertTo-SpokenText`", "PowerShell's start and that, ratio", "pandoc, ratio", "reader alone",
            "allocated");
        foreach ((string name, string extension, byte[] file, DocumentFormat format, int? limit) in s_all)
        {
            string input = texts.NewPath(extension);
            string output = texts.NewPath(".txt");
            await File.WriteAllBytesAsync(input, file);
            string script = $"Import-Module '{Metadata.ManifestPath}'; [IO.File]::WriteAllText('{output}', "
                + $"(ConvertTo-SpokenText -LiteralPath '{input}').Text -join \"`n`n\")";
            Contest<double> contest = new();
            contest.Add("cmdlet", async () => (await shell.DoAsync(new Job("read", input, output))).Milliseconds);
            contest.Add("process", () => Task.FromResult(
                Tool.Time("pwsh", "-NoProfile", "-NonInteractive", "-Command", script)));
            contest.Add("reader", () => Task.FromResult(Time(file, format)));
            if (hasPandoc)
            {
                contest.Add("pandoc", () => Task.FromResult(
                    Tool.Time("pandoc", "-t", "plain", "--wrap=none", input, "-o", output)));
            }

            await contest.RunAsync(IsQuick(args) ? 1 : 3, IsQuick(args) ? 3 : Rounds);

            long before = GC.GetTotalAllocatedBytes(precise: true);
            Time(file, format);
            double allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            double reader = contest.Median("reader", time => time);
            table.Add(
                name,
                Tables.Milliseconds(contest.Median("cmdlet", time => time)),
                Tables.Ratio(contest, "process", "cmdlet"),
                Tables.Ratio(contest, "pandoc", "cmdlet"),
                Tables.Milliseconds(reader),
                Tables.Mebibytes(allocated));
            if (limit is not null)
            {
                Judge(reader <= limit, $"{name}: {reader:0.0} ms (at most {limit})");
            }

            // What is read of a README is too little for what any document takes.
            double times = allocated / (sizeof(char) * DocumentSamples.Characters);
            if (limit is not null && name.StartsWith("novel", StringComparison.Ordinal))
            {
                Judge(times <= MostAllocated, $"{name}: {times:0.0} times the text (at most {MostAllocated})");
            }
        }

        Write(table);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static double Time(byte[] file, DocumentFormat format)
    {
        long start = Stopwatch.GetTimestamp();
        using MemoryStream stream = new(file);
        int sections = format is DocumentFormat.Markdown or DocumentFormat.Html
            ? DocumentReader.Read(
                Encoding.UTF8.GetString(file), format, DocumentOptions.Default, CancellationToken.None).Sections.Count
            : DocumentReader.Read(stream, format, DocumentOptions.Default, CancellationToken.None).Sections.Count;
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return sections > 0 ? milliseconds : throw new InvalidOperationException("The document says nothing.");
    }
}
