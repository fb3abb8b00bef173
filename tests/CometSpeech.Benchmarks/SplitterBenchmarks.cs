using System.Text;
using BenchmarkDotNet.Attributes;
using CometSpeech.Core.Text;

namespace CometSpeech.Benchmarks;

/// <summary>
/// How fast texts of ten million bytes are cut into chunks of 4096 characters: 100 ms are 100 MB/s. A byte is one of
/// UTF-8 or of UTF-16, whichever makes the text shorter. There are no paragraphs, which would be found at once.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class SplitterBenchmarks
{
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

    private readonly string _prose = Repeat(Prose);
    private readonly string _mixed = Repeat(Mixed);
    private readonly string _marks = Repeat("\u0301");

    [Benchmark]
    public int AsciiProse() => TextSplitter.Split(_prose, MaxLength).Count();

    [Benchmark]
    public int MixedScripts() => TextSplitter.Split(_mixed, MaxLength).Count();

    /// <summary>The worst case: one text element without a place to cut.</summary>
    [Benchmark]
    public int CombiningMarks() => TextSplitter.Split(_marks, MaxLength).Count();

    private static string Repeat(string text)
    {
        int bytes = Math.Min(Encoding.UTF8.GetByteCount(text), Encoding.Unicode.GetByteCount(text));
        return new StringBuilder().Insert(0, text, TextBytes / bytes).ToString();
    }
}
