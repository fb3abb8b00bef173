using System.Diagnostics;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;

namespace CometSpeech.Benchmarks;

/// <summary>
/// When captions say that a sentence begins, beside when it does: on speech of voices that the constants were chosen
/// on, and of two others, in each format. Needs ffmpeg with flite, and espeak-ng. Arguments are a voice and the
/// beginning of a format's name, either or both: <c>captions flite:awb mp3</c>.
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

    public override string Help => "When captions say that sentences begin, beside when they do (flite, espeak-ng).";

    protected override async Task MeasureAsync(string[] args)
    {
        Console.WriteLine(
            "milliseconds: median / 90th percentile, share within 150 ms; baseline: shared by characters");
        string? voice = args.FirstOrDefault(arg => arg.Contains(':', StringComparison.Ordinal));
        string format = args.FirstOrDefault(arg => arg != voice) ?? "";
        await MeasureAsync("chosen on", Create(s_known, voice, 1), format, isJudged: false);
        await MeasureAsync("held out", Create(s_heldOut, voice, 2, 3, 4), format, isJudged: true);
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
        Console.WriteLine(
            $"{voices}: {parts.Length} parts, {byCharacters.Length} starts; "
                + $"baseline {baseline:0} / {At(byCharacters, 0.9):0}");
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
            double within = sorted.Count(error => error <= 150) / (double)sorted.Length;
            string figures = $"{name,-14} {At(sorted, 0.5),4:0} / {At(sorted, 0.9),4:0}, {within:0.0%}; signed median "
                + $"{At([.. errors.Order()], 0.5):0}; {estimated} parts estimated; "
                + $"{clock.Elapsed.TotalMilliseconds / parts.Length:0.0} ms a part";
            if (isJudged)
            {
                Judge(At(sorted, 0.5) <= limit && within >= 0.9 && areInside, figures);
            }
            else
            {
                Console.WriteLine($"       {figures}");
            }
        }
    }

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
