using System.Diagnostics;
using System.Globalization;
using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Benchmarks;

/// <summary>
/// Reads mutated documents of each format: one that neither is read nor refused with a <see cref="DocumentException"/>,
/// or that takes too long, is written beside the program and fails the measurement. A stack overflow ends the process.
/// </summary>
internal sealed class ReaderFuzzMeasurement : Measurement
{
    // The largest sample here takes milliseconds.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private static readonly string[] s_marks =
    [
        "<", ">", "</", "/>", "<div>", "<p>", "<table><tr><td>", "<ol><li>", "<a href=\"#c1\">", "<!--", "-->",
        "<![CDATA[",
        "]]>", "<!DOCTYPE html [", "<?xml", "&", "&nbsp;", "&#x110000;", "\"", "'", "=", "[", "]", "(", ")", "![",
        "`", "```",
        "*", "**", "_", "~~", "|", "\n|-|-|\n", "$", ":::", "\n    ", "\n> ", "\n- ", "\n1. ", "\n# ", "\n---\n",
        "[^1]",
        "{{<", "{%", "<w:p>", "</w:p>", "<w:tbl>", "<w:del>", "\0", "\uFEFF", "\uD800", "\U0001F600",
    ];

    public override string Name => "fuzz";

    public override string Help =>
        "fuzz [--count 100000] [--seed 1] [--format Markdown]: mutated documents; each is read or refused.";

    protected override Task MeasureAsync(string[] args)
    {
        int count = Number(args, "--count", 100_000);
        int seed = Number(args, "--seed", 1);
        string? only = Value(args, "--format");
        foreach (DocumentFormat format in (DocumentFormat[])
            [DocumentFormat.Markdown, DocumentFormat.Html, DocumentFormat.Epub, DocumentFormat.Docx])
        {
            if (only is null || Enum.Parse<DocumentFormat>(only, ignoreCase: true) == format)
            {
                Fuzz(format, count, seed);
            }
        }

        return Task.CompletedTask;
    }

    private void Fuzz(DocumentFormat format, int count, int seed)
    {
        byte[] sample = FuzzSamples.Of(format);
        int refused = 0;
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = 0; i < count; i++)
        {
            byte[] mutated = Mutate(sample, format, new Random(HashCode(seed, i)));
            long start = Stopwatch.GetTimestamp();
            try
            {
                Read(mutated, format);
            }
            catch (DocumentException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Fail(mutated, format, $"{format}, number {i}: {e}");
                return;
            }

            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            slowest = elapsed > slowest ? elapsed : slowest;
            if (elapsed > s_longest)
            {
                Fail(mutated, format, $"{format}, number {i}: {elapsed.TotalSeconds:0} s");
                return;
            }
        }

        Judge(
            true,
            $"{format}: {count} mutated documents, {refused} refused, the slowest {slowest.TotalMilliseconds:0} ms");
    }

    private void Fail(byte[] mutated, DocumentFormat format, string what)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"fuzz.{format.ToString().ToLowerInvariant()}");
        File.WriteAllBytes(path, mutated);
        Judge(false, $"{what}\n{path}");
    }

    private static void Read(byte[] content, DocumentFormat format)
    {
        if (DocumentFormats.IsText(format))
        {
            string text = Encoding.UTF8.GetString(content);
            DocumentReader.Read(text, format, DocumentOptions.Default, CancellationToken.None);
            return;
        }

        using MemoryStream stream = new(content);
        DocumentReader.Read(stream, format, DocumentOptions.Default, CancellationToken.None);
    }

    // A few changes: marks put in, stretches cut out, doubled or nested, bytes changed. Archives are changed inside, in
    // one entry, or as a file.
    private static byte[] Mutate(byte[] sample, DocumentFormat format, Random random)
    {
        if (DocumentFormats.IsText(format) || random.Next(4) == 0)
        {
            return MutateBytes(sample, random);
        }

        int changed = random.Next(FuzzSamples.EntriesOf(sample));
        return FuzzSamples.Rewrite(sample, changed, entry => MutateBytes(entry, random));
    }

    private static byte[] MutateBytes(byte[] sample, Random random)
    {
        List<byte> bytes = [.. sample];
        for (int changes = random.Next(1, 8); changes > 0; changes--)
        {
            int position = random.Next(bytes.Count + 1);
            int length = Math.Min(random.Next(1, 40), bytes.Count - position);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(position, length);
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(position, length));
                    break;
                case 2 when position < bytes.Count:
                    bytes[position] = (byte)random.Next(256);
                    break;
                default:
                    byte[] mark = Encoding.UTF8.GetBytes(s_marks[random.Next(s_marks.Length)]);
                    // Now and then very deep.
                    int times = random.Next(50) == 0 ? random.Next(2_000) : random.Next(1, 4);
                    bytes.InsertRange(position, Enumerable.Repeat(mark, times).SelectMany(part => part));
                    break;
            }
        }

        return [.. bytes];
    }

    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + number);

    private static int Number(string[] args, string name, int otherwise) =>
        Value(args, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and int index ? args.ElementAtOrDefault(index + 1) : null;
}
