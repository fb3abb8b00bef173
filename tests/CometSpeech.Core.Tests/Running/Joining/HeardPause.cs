using System.Collections.Concurrent;
using System.Globalization;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.Joining;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running.Joining;

/// <summary>Joins parts with pauses and measures those in the samples that ffmpeg decodes.</summary>
internal static class HeardPause
{
    private const int Joints = 100;

    private static readonly TimeSpan s_wanted = TimeSpan.FromMilliseconds(700);

    private static readonly ConcurrentDictionary<(string Voice, string Text), short[]> s_spoken = new();

    /// <summary>Judges the pauses of a hundred joints.</summary>
    /// <param name="voices">The parts, as samples at 24 kHz; each is used several times.</param>
    /// <param name="audible">The sample from which on there is sound.</param>
    /// <param name="toleranceMilliseconds">How far a pause may be from what was asked.</param>
    /// <param name="leastShare">Of how many pauses this must be true.</param>
    public static async Task Judge(
        byte[][] voices,
        int audible,
        string extension,
        string options,
        AudioContainer container,
        int stepMilliseconds,
        int toleranceMilliseconds,
        double leastShare)
    {
        var random = new Random(12);
        List<Part> encoded = await Encode(voices, extension, options, container);
        Part[] parts = [.. Enumerable.Range(0, Joints + 1).Select(_ => encoded[random.Next(encoded.Count)])];
        (short[] samples, int rate) = await Join(parts, s_wanted, container);
        Judge(samples, rate, audible, stepMilliseconds, toleranceMilliseconds, leastShare);
        // Of a stream, it is not known yet how much of the next part's beginning is soft and stays: pauses beside such
        // are longer.
        if (container != AudioContainer.M4b && toleranceMilliseconds == stepMilliseconds)
        {
            samples = await Stream(parts, s_wanted, container);
            Judge(samples, rate, audible, stepMilliseconds, toleranceMilliseconds, leastShare);
        }
    }

    private static void Judge(
        short[] samples,
        int rate,
        int audible,
        int stepMilliseconds,
        int toleranceMilliseconds,
        double leastShare)
    {
        double[] errors = [.. Gaps(samples, rate, audible).Select(gap => (gap - s_wanted.TotalSeconds) * 1000)];
        int within = errors.Count(error => Math.Abs(error) <= toleranceMilliseconds);
        string seen = $"{within} as asked: "
            + string.Join(" ", errors.Select(error => error.ToString("F0", CultureInfo.InvariantCulture)));
        Assert.True(errors.Length == Joints, $"{errors.Length}: {seen}");
        Assert.True(within >= Joints * leastShare, seen);
        if (toleranceMilliseconds == stepMilliseconds)
        {
            // No drift: what rounding leaves over adds up to a step at most.
            Assert.True(Math.Abs(errors.Average()) <= stepMilliseconds / 2.0, seen);
        }
    }

    /// <summary>Parts as a service would send them, looked at as a run does.</summary>
    public static async Task<List<Part>> Encode(
        byte[][] voices, string extension, string options, AudioContainer container)
    {
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        List<Part> parts = [];
        foreach (byte[] bytes in extension == ".pcm" ? voices : AudioTools.EncodeAll(voices, extension, arguments))
        {
            AudioProperties audio = await AudioProbe.ReadAsync(
                new MemoryStream(bytes), AudioContainers.PartsOf(container), "part", null, readsLevels: true, default);
            parts.Add(new Part($"part{parts.Count}", audio, null, new ArraySegment<byte>(bytes)));
        }

        return parts;
    }

    /// <summary>The decoded samples of a file of these parts with a pause between any two.</summary>
    public static async Task<(short[] Samples, int Rate)> Join(
        Part[] parts, TimeSpan pause, AudioContainer container)
    {
        TargetPlan plan = Plan(parts, pause, container);
        using MemoryStream output = new();
        (AudioProperties whole, _) = await TargetJoin.RunAsync(plan, parts, output, null, new TestLog(), default);
        short[] samples = AudioTools.Decode(output.ToArray(), AudioContainers.GetExtension(container));
        return (samples, whole.SampleRate);
    }

    // Of a stream each part goes out before the next one is known.
    private static async Task<short[]> Stream(Part[] parts, TimeSpan pause, AudioContainer container)
    {
        using var sink = new TestSink();
        using var stream = new TargetStream(Plan(parts, pause, container), sink, new TestLog());
        for (int i = 0; i < parts.Length; i++)
        {
            await stream.WriteAsync(i, parts[i], default);
        }

        await stream.CompleteAsync(default);
        return AudioTools.Decode(sink.Bytes, AudioContainers.GetExtension(container));
    }

    private static TargetPlan Plan(Part[] parts, TimeSpan pause, AudioContainer container)
    {
        var target = new Target
        {
            Name = "out",
            Format = AudioContainers.PartsOf(container),
            Container = container,
            Segments =
            [
                .. Enumerable.Range(0, parts.Length)
                    .Select(i => new Segment($"Text {i}.", i % 2 == 0 ? "sage" : "alloy", "tts-1")),
            ],
            Pauses = new PauseLengths(pause, default, default),
        };
        return TargetPlan.Create(target, ServiceAddress.Default);
    }

    /// <summary>Text by one of the voices that ffmpeg has.</summary>
    public static short[] Speak(string voice, string text) => s_spoken.GetOrAdd((voice, text), _ =>
    {
        string source = $"flite=text='{text}':voice={voice}";
        ToolResult spoken = AudioTools.Run(
            "ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, "-ar", "24000", "-f", "s16le", "-"]);
        Skip.If(spoken.ExitCode != 0, $"ffmpeg does not speak: {spoken.Error}");
        return AudioTools.ToSamples(spoken.Output);
    });

    // Between two stretches that are heard; a word's own are shorter.
    private static List<double> Gaps(short[] samples, int rate, int audible)
    {
        List<double> gaps = [];
        int last = -1;
        for (int i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < audible)
            {
                continue;
            }

            if (last >= 0 && i - last > rate / 3)
            {
                gaps.Add((i - last) / (double)rate);
            }

            last = i;
        }

        return gaps;
    }
}
