using System.Diagnostics;
using System.Text;
using CometSpeech.Benchmarks.Contestants;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Core.Text;

namespace CometSpeech.Benchmarks;

/// <summary>
/// How fast texts of ten million bytes are cut into chunks of 4096 characters: 100 ms are 100 MB/s. A byte is one of
/// UTF-8 or of UTF-16, whichever makes the text shorter. There are no paragraphs, which would be found at once.
/// </summary>
internal sealed class SplitMeasurement : Measurement
{
    private const int Rounds = 15;

    private const int TextBytes = 10_000_000;
    private const int MaxLength = 4096;

    private const string Prose =
        """
        The harbour lay still when Dr. Moss came down to the water at 5.30 a.m. with
        his two dogs, a lamp, and a flask of tea. He had slept badly; the wind, which
        had gone round to the north in the night, rattled every loose board of the
        house. "You are early," said the ferryman. "Nobody crosses before six." He
        looked at the sky (grey, with one long tear of light) and shook his head.
        Still, he untied the boat. What else was there to do? They were out past the
        second buoy, perhaps 300 yards from the shore, before either of them spoke
        again, and then it was about the price of coal, the U.S. elections, etc. and
        nothing that mattered.

        """;

    private const string Mixed =
        """
        Der Zug nach Köln fuhr am 3. Oktober um 7.15 Uhr ab; niemand winkte. Никто не знал, куда он
        едет, и никто не спросил. 彼は窓の外を見て、何も言わなかった。「どこへ？」と少女が聞いた。火车穿过平原，天色渐渐暗了下来。
        Ο ήλιος έδυε πίσω από τα βουνά. كان الليل طويلاً، ولم ينم أحد؟ रात लंबी थी। सब चुप थे। 기차는 멈추지 않았다.
        « Encore une heure », dit le contrôleur. הרכבת המשיכה צפונה.
        """
        + " แล้วทุกคนก็หลับไป 😀 👩‍👩‍👧 ¿Y ahora qué? Nada más, p. ej. el silencio.\n";

    // Megabytes a second that a text must be cut with; none for the worst case, a text element without a place to cut.
    private static readonly (string Name, string Text, int? Limit)[] s_texts =
    [
        ("English prose, ASCII", Repeat(Prose), 100),
        ("a dozen languages and scripts", Repeat(Mixed), 30),
        ("combining marks, nowhere to cut", Repeat("\u0301"), null),
    ];

    public override string Name => "split";

    public override string Help => "Cutting ten million bytes into chunks, beside fold.";

    protected override async Task MeasureAsync(string[] args)
    {
        MarkdownTable table = new("10 MB", "cut by the module", "that is", "`fold -s`, ratio");
        using ContestantTexts texts = new();
        foreach ((string name, string text, int? limit) in s_texts)
        {
            string path = texts.NewPath(".txt");
            // fold cuts lines: this is one.
            await File.WriteAllTextAsync(path, text.ReplaceLineEndings(" "));
            Contest<double> contest = new();
            contest.Add("own", () => Task.FromResult(Time(text)));
            if (limit is not null)
            {
                contest.Add("fold", () => Task.FromResult(Tool.Time("fold", "-s", "-w", "4096", path)));
            }

            await contest.RunAsync(IsQuick(args) ? 1 : 5, IsQuick(args) ? 3 : Rounds);

            double own = contest.Median("own", time => time);
            double speed = TextBytes / 1e3 / own;
            table.Add(
                name,
                Tables.Milliseconds(own),
                Tables.Number(speed, "#,0") + " MB/s",
                Tables.Ratio(contest, "fold", "own"));
            if (limit is not null)
            {
                Judge(speed >= limit, $"{name}: {speed:0} MB/s (at least {limit})");
            }
        }

        Write(table);
    }

    private static double Time(string text)
    {
        long start = Stopwatch.GetTimestamp();
        int chunks = TextSplitter.Split(text, MaxLength).Count();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return chunks > 0 ? milliseconds : throw new InvalidOperationException("The text has no chunk.");
    }

    private static string Repeat(string text)
    {
        int bytes = Math.Min(Encoding.UTF8.GetByteCount(text), Encoding.Unicode.GetByteCount(text));
        return new StringBuilder().Insert(0, text, TextBytes / bytes).ToString();
    }
}
