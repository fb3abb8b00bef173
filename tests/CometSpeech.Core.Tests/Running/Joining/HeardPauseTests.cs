using System.Globalization;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Core.Running.Joining;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running.Joining;

/// <summary>
/// The pause asked for is the pause that ffmpeg's decoded samples have, whatever silence the parts bring at their ends.
/// </summary>
public sealed class HeardPauseTests
{
    private const int Rate = 24_000;
    private const int Joints = 100;
    private const int Voices = 12;
    private const int RoomNoise = 4;

    // The words begin and end this loud, in the middle of a vowel: where they are heard is no matter of a threshold.
    private const int Loud = 2500;
    private const int Audible = 800;

    private static readonly TimeSpan s_wanted = TimeSpan.FromMilliseconds(700);

    private static readonly short[] s_speech = AudioTools.ToSamples(EncodedSpeech.Pcm);

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 0.99)]
    [InlineData(".pcm", "", AudioContainer.Pcm, 10, 0.99)]
    [InlineData(".flac", "", AudioContainer.Flac, 10, 0.99)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 0.92)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24, 0.85)]
    [InlineData(".mp3", "-ar 44100 -b:a 128k", AudioContainer.Mp3, 26, 0.95)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 43, 0.85)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.M4b, 43, 0.85)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg, 20, 0.9)]
    [InlineData(".opus", "-b:a 64k -vbr off", AudioContainer.Ogg, 20, 0.9)]
    public Task Pause_is_heard_as_it_was_asked_for(
        string extension, string options, AudioContainer container, int stepMilliseconds, double leastShare) =>
        Judge([s_speech], RoomNoise, extension, options, container, stepMilliseconds, leastShare);

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10, 0.99)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24, 0.95)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24, 0.95)]
    [InlineData(".mp3", "-ar 44100 -b:a 128k", AudioContainer.Mp3, 26, 0.95)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 43, 0.85)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20, 0.95)]
    [InlineData(".opus", "-b:a 32k", AudioContainer.Ogg, 20, 0.87)]
    public Task Pause_is_heard_as_it_was_asked_for_between_other_words_in_digital_silence(
        string extension, string options, AudioContainer container, int stepMilliseconds, double leastShare)
    {
        short[][] words =
        [
            Speak("rms", "Backups are done tonight."),
            Speak("slt", "What a day it was."),
            Speak("awb", "Please check the second server."),
            Speak("kal16", "Six people came to the door."),
        ];
        return Judge(words, 0, extension, options, container, stepMilliseconds, leastShare);
    }

    private static async Task Judge(
        short[][] words,
        int noise,
        string extension,
        string options,
        AudioContainer container,
        int stepMilliseconds,
        double leastShare)
    {
        var random = new Random(11);
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        AudioFormat format = AudioContainers.PartsOf(container);
        List<Part> voices = [];
        for (int i = 0; i < Voices; i++)
        {
            byte[] pcm = Speech(words[i % words.Length], noise, random.Next(0, 900), random.Next(0, 900));
            byte[] bytes = extension == ".pcm" ? pcm : AudioTools.Encode(pcm, extension, arguments);
            AudioProperties audio = await AudioProbe.ReadAsync(
                new MemoryStream(bytes), format, "part", null, readsLevels: true, default);
            voices.Add(new Part($"part{i}", audio, null, new ArraySegment<byte>(bytes)));
        }

        Part[] parts = [.. Enumerable.Range(0, Joints + 1).Select(_ => voices[random.Next(Voices)])];
        var target = new Target
        {
            Name = "out",
            Format = format,
            Container = container,
            Segments =
            [
                .. Enumerable.Range(0, parts.Length)
                    .Select(i => new Segment($"Text {i}.", i % 2 == 0 ? "sage" : "alloy", "tts-1")),
            ],
            Pauses = new PauseLengths(s_wanted, default, default),
        };
        TargetPlan plan = TargetPlan.Create(target, ServiceAddress.Default);
        using MemoryStream output = new();
        (AudioProperties whole, _) = await TargetJoin.RunAsync(plan, parts, output, null, new TestLog(), default);
        Judge(output.ToArray(), container, whole.SampleRate, stepMilliseconds, leastShare);

        if (container != AudioContainer.M4b)
        {
            // Of a stream each part goes out before the next one is known.
            using var sink = new TestSink();
            using var stream = new TargetStream(plan, sink, new TestLog());
            for (int i = 0; i < parts.Length; i++)
            {
                await stream.WriteAsync(i, parts[i], default);
            }

            await stream.CompleteAsync(default);
            Judge(sink.Bytes, container, whole.SampleRate, stepMilliseconds, leastShare);
        }
    }

    private static void Judge(
        byte[] audio, AudioContainer container, int rate, int stepMilliseconds, double leastShare)
    {
        short[] samples = AudioTools.Decode(audio, AudioContainers.GetExtension(container));
        double[] errors = [.. Gaps(samples, rate).Select(gap => (gap - s_wanted.TotalSeconds) * 1000)];

        int within = errors.Count(error => Math.Abs(error) <= stepMilliseconds);
        string seen = $"{within} within a step: "
            + string.Join(" ", errors.Select(error => error.ToString("F0", CultureInfo.InvariantCulture)));
        Assert.True(errors.Length == Joints, $"{errors.Length}: {seen}");
        Assert.True(within >= Joints * leastShare, seen);
        // No drift: what rounding leaves over adds up to a step at most.
        Assert.True(Math.Abs(errors.Average()) <= stepMilliseconds / 2.0, seen);
    }

    // By the voices that ffmpeg has.
    private static short[] Speak(string voice, string text)
    {
        string source = $"flite=text='{text}':voice={voice}";
        ToolResult spoken = AudioTools.Run(
            "ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, "-ar", "24000", "-f", "s16le", "-"]);
        Skip.If(spoken.ExitCode != 0, $"ffmpeg does not speak: {spoken.Error}");
        return AudioTools.ToSamples(spoken.Output);
    }

    // Words in a room that may be not quite silent, so many milliseconds of it before and behind.
    private static byte[] Speech(short[] words, int loudest, int before, int after)
    {
        int first = Array.FindIndex(words, sample => Math.Abs((int)sample) >= Loud);
        int last = Array.FindLastIndex(words, sample => Math.Abs((int)sample) >= Loud);
        int head = before * Rate / 1000;
        byte[] pcm = new byte[2 * (head + last - first + 1 + (after * Rate / 1000))];
        var noise = new Random(7);
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            int place = first + i - head;
            int sample = noise.Next(-loudest, loudest + 1) + (place >= first && place <= last ? words[place] : 0);
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }

    // Between two stretches that are heard; a word's own are shorter.
    private static List<double> Gaps(short[] samples, int rate)
    {
        List<double> gaps = [];
        int last = -1;
        for (int i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < Audible)
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
