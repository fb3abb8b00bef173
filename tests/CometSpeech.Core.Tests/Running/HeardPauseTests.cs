using System.Globalization;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>
/// The pause asked for is the pause that ffmpeg's decoded samples have, whatever silence the parts bring at their ends.
/// </summary>
public sealed class HeardPauseTests
{
    private const int Rate = 24_000;
    private const int Joints = 24;
    private const double VoiceSeconds = 1.0;

    private static readonly TimeSpan s_wanted = TimeSpan.FromMilliseconds(700);

    [SkippableTheory]
    [InlineData(".wav", "", AudioContainer.Wav, 10)]
    [InlineData(".pcm", "", AudioContainer.Pcm, 10)]
    [InlineData(".flac", "", AudioContainer.Flac, 10)]
    [InlineData(".mp3", "-b:a 64k", AudioContainer.Mp3, 24)]
    [InlineData(".mp3", "-q:a 4", AudioContainer.Mp3, 24)]
    [InlineData(".mp3", "-ar 44100 -b:a 128k", AudioContainer.Mp3, 26)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.Adts, 43)]
    [InlineData(".aac", "-aac_pns 0", AudioContainer.M4b, 43)]
    [InlineData(".opus", "-application voip -b:a 24k", AudioContainer.Ogg, 20)]
    [InlineData(".opus", "-b:a 64k", AudioContainer.Ogg, 20)]
    public async Task Pause_is_heard_as_it_was_asked_for(
        string extension, string options, AudioContainer container, int stepMilliseconds)
    {
        var random = new Random(11);
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        AudioFormat format = AudioContainers.PartsOf(container);
        List<Part> parts = [];
        List<Segment> segments = [];
        for (int i = 0; i <= Joints; i++)
        {
            byte[] pcm = Voice(random.Next(0, 900) / 1000.0, random.Next(0, 900) / 1000.0);
            byte[] bytes = extension == ".pcm" ? pcm : AudioTools.Encode(pcm, extension, arguments);
            AudioProperties audio = await AudioProbe.ReadAsync(
                new MemoryStream(bytes), format, "part", null, readsLevels: true, default);
            parts.Add(new Part($"part{i}", audio, null, new ArraySegment<byte>(bytes)));
            segments.Add(new Segment($"Text {i}.", i % 2 == 0 ? "sage" : "alloy", "tts-1"));
        }

        var target = new Target
        {
            Name = "out",
            Format = format,
            Container = container,
            Segments = segments,
            Pauses = new PauseLengths(s_wanted, default, default),
        };
        TargetPlan plan = TargetPlan.Create(target, ServiceAddress.Default);
        using MemoryStream output = new();
        (AudioProperties whole, _) = await TargetJoin.RunAsync(plan, parts, output, null, new TestLog(), default);

        short[] samples = AudioTools.Decode(output.ToArray(), AudioContainers.GetExtension(container));
        double[] errors = [.. Gaps(samples, whole.SampleRate)
            .Select(gap => (gap - s_wanted.TotalSeconds) * 1000)];

        Assert.Equal(Joints, errors.Length);
        string seen = string.Join(" ", errors.Select(error => error.ToString("F0", CultureInfo.InvariantCulture)));
        Assert.True(errors.Count(error => Math.Abs(error) <= stepMilliseconds) >= Joints * 0.95, seen);
        Assert.True(Math.Abs(errors.Sum()) <= Joints * stepMilliseconds / 2.0, seen);
    }

    // A voice of 140 Hz in syllables, in a room that is not quite silent; it begins and ends at once.
    private static byte[] Voice(double before, double after)
    {
        int head = (int)(before * Rate);
        int voice = (int)(VoiceSeconds * Rate);
        byte[] pcm = new byte[2 * (head + voice + (int)(after * Rate))];
        var noise = new Random(7);
        for (int i = 0; i < pcm.Length / 2; i++)
        {
            double time = (i - head) / (double)Rate;
            double sample = (noise.NextDouble() * 16) - 8;
            if (time >= 0 && time < VoiceSeconds)
            {
                double envelope = 0.6 + (0.4 * Math.Cos(2 * Math.PI * 5 * time));
                double phase = 140 * time % 1;
                double vowel = Math.Exp(-8 * phase) * Math.Sin(2 * Math.PI * 5 * phase);
                sample += envelope * ((14_000 * vowel) + (1500 * (noise.NextDouble() - 0.5)));
            }

            pcm[2 * i] = (byte)(short)sample;
            pcm[(2 * i) + 1] = (byte)((short)sample >> 8);
        }

        return pcm;
    }

    // Between two stretches that are heard, as long as no joint's silence is shorter.
    private static List<double> Gaps(short[] samples, int rate)
    {
        List<double> gaps = [];
        int last = -1;
        for (int i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < 1500)
            {
                continue;
            }

            if (last >= 0 && i - last > rate / 10)
            {
                gaps.Add((i - last) / (double)rate);
            }

            last = i;
        }

        return gaps;
    }
}
