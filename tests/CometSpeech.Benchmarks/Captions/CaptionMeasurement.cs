using System.Diagnostics;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;

namespace CometSpeech.Benchmarks.Captions;

/// <summary>
/// When captions say that a sentence begins, beside when it does: on speech of two voices, in each format, and with
/// <c>--known</c> of those that the constants were chosen on. Needs ffmpeg with flite, for the latter espeak-ng, too.
/// Arguments are a voice and the beginning of a format's name, either or both: <c>captions flite:awb mp3</c>. No peer
/// makes captions of speech whose text is known; sharing the time by characters is what remains without.
/// </summary>
internal sealed class CaptionMeasurement : Measurement
{
    private static readonly string[] s_known = ["espeak:en-us", "flite:slt", "flite:rms"];
    private static readonly string[] s_heldOut = ["flite:awb", "flite:kal16"];

    // The encoder's delay, which players of ADTS play: 1024 samples. Others are told of it.
    private const double AacDelay = 1024 / 24_000.0;

    // The first runs are those of the compiler.
    private const int WarmUps = 20;

    // Extension, limit of the median in milliseconds, delay, and options of the encoder.
    private static readonly (string Name, string Extension, int Limit, double Delay, string[] Options)[] s_formats =
    [
        ("wav", ".wav", 20, 0, []),
        ("flac", ".flac", 20, 0, []),
        ("mp3 128k", ".mp3", 30, 0, ["-b:a", "128k"]),
        ("mp3 VBR q4", ".mp3", 30, 0, ["-q:a", "4"]),
        ("aac 64k", ".aac", 40, AacDelay, ["-b:a", "64k"]),
        ("opus 24k voip", ".opus", 30, 0, ["-c:a", "libopus", "-b:a", "24k", "-application", "voip"]),
    ];

    public override string Name => "captions";

    public override string Help =>
        "When captions say that sentences begin, beside when they do. [--known] [voice] [format]";

    protected override async Task MeasureAsync(string[] args)
    {
        string[] words = [.. args.Where(arg => !arg.StartsWith('-'))];
        string? voice = words.FirstOrDefault(word => word.Contains(':', StringComparison.Ordinal));
        string format = words.FirstOrDefault(word => word != voice) ?? "";
        // The numbers of the texts.
        int[] seeds = IsQuick(args) ? [2] : [2, 3, 4];
        if (args.Contains("--known"))
        {
            await MeasureAsync("voices chosen on", Create(s_known, voice, 1), format, isJudged: false);
        }

        await MeasureAsync("other voices", Create(s_heldOut, voice, seeds), format, isJudged: true);
    }

    private static CaptionSpeech[] Create(string[] voices, string? only, params int[] seeds) =>
        [
            .. voices.Where(voice => only is null || voice == only)
                .SelectMany(voice => seeds.Select(seed => CaptionSpeech.Create(voice, seed))),
        ];

    private async Task MeasureAsync(string voices, CaptionSpeech[] parts, string format, bool isJudged)
    {
        if (parts.Length == 0)
        {
            return;
        }

        double[] byCharacters = [.. parts.SelectMany(part => ErrorsByCharacters(part)).Order()];
        double baseline = At(byCharacters, 0.5);
        MarkdownTable table = new(
            $"{voices}, {byCharacters.Length} sentences", "median", "ratio", "90th percentile", "within 150 ms",
            "for a part");
        Add("shared by characters", byCharacters, Tables.None);
        List<(bool Held, string Figure)> judged = [];
        foreach ((string name, string extension, int limit, double delay, string[] options) in
            s_formats.Where(known => known.Name.StartsWith(format, StringComparison.Ordinal)))
        {
            List<double> errors = [];
            int estimated = 0;
            bool areInside = true;
            var clock = new Stopwatch();
            foreach (CaptionSpeech part in parts)
            {
                (List<Cue> cues, TimeSpan length) = await CaptionAsync(part, part.Encode(extension, options), clock);
                estimated += cues.Any(cue => cue.IsEstimated) ? 1 : 0;
                areInside &= cues[^1].End <= length;
                errors.AddRange(Errors(part, cues, delay));
            }

            double[] sorted = [.. errors.Select(Math.Abs).Order()];
            Add(name, sorted, Tables.Milliseconds(clock.Elapsed.TotalMilliseconds / parts.Length));
            judged.Add((
                At(sorted, 0.5) <= limit && Within(sorted) >= 0.9 && areInside,
                $"{name}: median {At(sorted, 0.5):0} ms (at most {limit}), {Within(sorted):0.0%} within 150 ms "
                    + $"(at least 90 %), signed median {At([.. errors.Order()], 0.5):0} ms, "
                    + $"{estimated} parts estimated"));
        }

        if (!isJudged)
        {
            Console.WriteLine(table);
            return;
        }

        Write(table);
        judged.ForEach(row => Judge(row.Held, row.Figure));

        void Add(string name, double[] sorted, string part) => table.Add(
            name,
            Tables.Number(At(sorted, 0.5), "#,0") + " ms",
            Tables.Number(At(sorted, 0.5) / baseline, "0.000"),
            Tables.Number(At(sorted, 0.9), "#,0") + " ms",
            Tables.Number(100 * Within(sorted), "0.0") + " %",
            part);
    }

    private static double Within(double[] sorted) => sorted.Count(error => error <= 150) / (double)sorted.Length;

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static IEnumerable<double> ErrorsByCharacters(CaptionSpeech part)
    {
        double seconds = part.Pcm.Length / 48_000.0;
        int index = 0;
        foreach (double start in part.Starts)
        {
            yield return Math.Abs((seconds * index / part.Text.Length) - start) * 1000;
            index = part.Text.IndexOf(". ", index, StringComparison.Ordinal) + 2;
        }
    }

    // Short sentences share a cue with those before them, and have no time of their own.
    private static IEnumerable<double> Errors(CaptionSpeech part, List<Cue> cues, double delay)
    {
        var starts = new Dictionary<int, double>();
        int shown = 0;
        foreach (Cue cue in cues)
        {
            starts[shown] = cue.Start.TotalSeconds;
            shown += cue.Lines.Sum(line => line.Length + 1);
        }

        int index = 0;
        foreach (double start in part.Starts)
        {
            if (starts.TryGetValue(index, out double time))
            {
                yield return (time - delay - start) * 1000;
            }

            index = part.Text.IndexOf(". ", index, StringComparison.Ordinal) + 2;
        }
    }

    private static async Task<(List<Cue> Cues, TimeSpan Length)> CaptionAsync(
        CaptionSpeech part, byte[] audio, Stopwatch clock)
    {
        AudioProperties properties = await AudioProbe.ReadAsync(
            new MemoryStream(audio), AudioFormat.Mp3, "part", null, readsLevels: true, default);
        using AudioJoiner joiner = AudioJoiner.Create(properties.Format, new MemoryStream());
        await joiner.AppendAsync(new MemoryStream(audio), new JoinedPart("part", properties), default);
        var captioned = new CaptionPart(
            new Segment(part.Text, "", ""),
            new TextRange(0, part.Text.Length),
            properties.Levels,
            joiner.PartOrigin,
            joiner.PartStart,
            joiner.Length);
        for (int i = 0; i < WarmUps; i++)
        {
            Caption(captioned);
        }

        clock.Start();
        List<Cue> cues = Caption(captioned);
        clock.Stop();
        return (cues, joiner.Length);
    }

    private static List<Cue> Caption(CaptionPart part)
    {
        var cues = new CueCollector();
        using var track = new CaptionTrack([cues]);
        track.Add(part);
        track.Complete(part.End);
        return cues.Cues;
    }

    private sealed class CueCollector() : CueWriter(Stream.Null, "\n")
    {
        public List<Cue> Cues { get; } = [];

        public override void Write(Cue cue) => Cues.Add(cue);
    }
}
