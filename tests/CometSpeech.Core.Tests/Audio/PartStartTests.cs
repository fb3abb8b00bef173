using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>
/// Where a joiner says that a part begins is where ffmpeg's decoded samples have its sound, however many parts come
/// before it and whatever encoders and joints add to them.
/// </summary>
public sealed class PartStartTests
{
    private const int Rate = 24_000;
    private const int Parts = 40;

    // Every tenth part is a high tone among low ones.
    private const int Tenth = 10;
    private const int LowTone = 500;
    private const int HighTone = 2000;
    private const double Amplitude = 8000;

    // The search looks at windows of this many steps: it cannot tell better than one window.
    private const int WindowSteps = 4;

    // The search goes forward by steps of this length.
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(2);

    [SkippableTheory]
    [InlineData(".mp3", "")]
    [InlineData(".mp3", "-write_xing 0")]
    [InlineData(".mp3", "-ar 44100 -b:a 128k")]
    [InlineData(".mp3", "-ar 44100 -write_xing 0")]
    [InlineData(".mp3", "-ar 16000 -write_xing 0")]
    [InlineData(".aac", "")]
    [InlineData(".aac", "-ar 44100")]
    [InlineData(".aac", "-ar 16000")]
    [InlineData(".m4a", "")]
    [InlineData(".m4b", "-ar 44100 -ac 1")]
    [InlineData(".m4b", "-ar 16000")]
    [InlineData(".opus", "")]
    [InlineData(".opus", "-application voip -b:a 12k")]
    [InlineData(".opus", "-application lowdelay -frame_duration 10")]
    [InlineData(".flac", "")]
    [InlineData(".wav", "")]
    [InlineData(".pcm", "")]
    public async Task A_part_begins_where_it_is_heard(string extension, string options)
    {
        using MemoryStream output = new();
        AudioContainer container = AudioContainers.FromExtension(extension)!.Value;
        AudioFormat format = AudioContainers.PartsOf(container);
        using AudioJoiner joiner = AudioJoiner.Create(format, output, new JoinOptions { Container = container });
        string partExtension = AudioFormats.GetExtension(format);
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        // Of lengths that fill no whole frames.
        byte[][] low =
            [.. Enumerable.Range(0, 3).Select(i => Encode(LowTone, 4800 + (i * 333), partExtension, arguments))];
        byte[] high = Encode(HighTone, 5000, partExtension, arguments);
        List<TimeSpan> told = [];
        for (int i = 0; i < Parts; i++)
        {
            bool isHigh = i % Tenth == Tenth - 1;
            using MemoryStream part = new(isHigh ? high : low[i % 3]);
            await joiner.AppendAsync(part, $"part {i + 1}");
            if (isHigh)
            {
                told.Add(joiner.PartStart);
            }
        }

        int rate = joiner.Complete().SampleRate;
        List<TimeSpan> heard = Onsets(AudioTools.Decode(output.ToArray(), extension), rate);

        AssertHeard(told, heard);
    }

    [SkippableTheory]
    [InlineData(".mp3", "")]
    [InlineData(".mp3", "-b:a 32k")]
    [InlineData(".mp3", "-q:a 4")]
    [InlineData(".mp3", "-write_xing 0")]
    [InlineData(".mp3", "-ar 44100 -b:a 128k")]
    [InlineData(".mp3", "-ar 16000 -write_xing 0")]
    [InlineData(".aac", "")]
    [InlineData(".aac", "-ar 44100")]
    [InlineData(".aac", "-ar 16000")]
    public async Task A_part_is_heard_in_its_place_where_silence_is_added_and_left_out(
        string extension, string options)
    {
        // A fifth of a second of silence at both ends, of which up to so much is left out.
        const int Quiet = 4800;
        using MemoryStream output = new();
        AudioFormat format = AudioFormats.FromExtension(extension)!.Value;
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        byte[] low = Encode(LowTone, 4800, extension, arguments, Quiet);
        byte[] high = Encode(HighTone, 5000, extension, arguments, Quiet);
        AudioProperties lowTold = KnownSilence.Probe(format, low);
        AudioProperties highTold = KnownSilence.Probe(format, high);
        List<TimeSpan> told = [];
        for (int i = 0; i < Parts; i++)
        {
            bool isHigh = i % Tenth == Tenth - 1;
            AudioProperties audio = isHigh ? highTold : lowTold;
            TimeSpan soundEnd = TimeSpan.FromSeconds((Quiet + (isHigh ? 5000 : 4800)) / (double)Rate);
            TimeSpan tail = audio.Duration - soundEnd;
            TimeSpan trailing = Time(i * 310 % 9000);
            JoinedPart part = new(
                $"part {i + 1}", audio, Time(i * 130 % Quiet), trailing < tail ? trailing : tail, soundEnd);
            TimeSpan next = joiner.NextPartOrigin;
            await joiner.AppendAsync(new MemoryStream(isHigh ? high : low), part, default);
            Assert.True(i == 0 || (next - joiner.PartStart).Duration() < TimeSpan.FromTicks(1000));
            if (isHigh)
            {
                told.Add(joiner.PartOrigin + Time(Quiet));
            }

            joiner.AppendSilence(TimeSpan.FromMilliseconds(i * 7));
        }

        int rate = joiner.Complete().SampleRate;
        List<TimeSpan> heard = Onsets(AudioTools.Decode(output.ToArray(), extension), rate);

        AssertHeard(told, heard);
    }

    [Theory]
    [InlineData(AudioContainer.Wav)]
    [InlineData(AudioContainer.Pcm)]
    public async Task Silence_before_a_part_is_no_sound_of_it(AudioContainer container)
    {
        using AudioJoiner joiner = AudioJoiner.Create(
            AudioFormat.Pcm, new MemoryStream(), new JoinOptions { Container = container });

        Assert.Equal(TimeSpan.Zero, joiner.PartStart);
        await joiner.AppendAsync(new MemoryStream(new byte[Rate]), "part 1");
        joiner.AppendSilence(TimeSpan.FromMilliseconds(250));
        await joiner.AppendAsync(new MemoryStream(new byte[Rate]), "part 2");

        Assert.Equal(TimeSpan.FromMilliseconds(750), joiner.PartStart);
    }

    [SkippableFact]
    public async Task A_FLAC_part_begins_where_it_is_heard_between_silence_and_cuts()
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Flac, output);
        byte[] low = Encode(LowTone, 4_933, ".flac", []);
        byte[] high = Encode(HighTone, 5_000, ".flac", []);
        AudioProperties audio = await AudioProbe.ReadAsync(new MemoryStream(high), AudioFormat.Flac, "part");
        List<TimeSpan> told = [];
        for (int i = 0; i < Parts; i++)
        {
            await joiner.AppendAsync(new MemoryStream(low), $"part {i + 1}");
            joiner.AppendSilence(TimeSpan.FromMilliseconds(7 * i));
            TimeSpan leading = TimeSpan.FromMilliseconds(3 * i);
            JoinedPart part = new("high", audio, leading, TimeSpan.FromMilliseconds(50));
            await joiner.AppendAsync(new MemoryStream(high), part, default);
            told.Add(joiner.PartStart);

            Assert.Equal(joiner.PartStart - leading, joiner.PartOrigin);
        }

        Assert.Equal(24_000, joiner.Complete().SampleRate);
        short[] samples = AudioTools.Decode(output.ToArray(), ".flac");
        List<TimeSpan> heard = Onsets(samples, Rate);

        Assert.Equal(joiner.Length.TotalSeconds, samples.Length / (double)Rate, 0.0001);
        AssertHeard(told, heard);
    }

    // Each part with half a second of silence on both sides, of which 300 and 350 ms may be left out; 137 ms of
    // silence between them.
    [SkippableTheory]
    [InlineData(".opus", "")]
    [InlineData(".opus", "-application voip -b:a 12k")]
    [InlineData(".opus", "-application voip -b:a 24k -frame_duration 60")]
    [InlineData(".opus", "-application lowdelay -frame_duration 10")]
    [InlineData(".opus", "-b:a 96k -ac 2")]
    [InlineData(".wav", "")]
    [InlineData(".wav", "-ar 44100 -ac 2")]
    [InlineData(".pcm", "")]
    public async Task A_part_begins_where_it_is_heard_between_silence_and_cuts(string extension, string options)
    {
        AudioFormat format = AudioFormats.FromExtension(extension)!.Value;
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        string[] arguments = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        byte[] low = Encode(LowTone, 4999, extension, arguments, quiet: Rate / 2);
        byte[] high = Encode(HighTone, 5000, extension, arguments, quiet: Rate / 2);
        List<TimeSpan> told = [];
        for (int i = 0; i < Parts; i++)
        {
            bool isHigh = i % Tenth == Tenth - 1;
            byte[] part = isHigh ? high : low;
            if (i > 0)
            {
                joiner.AppendSilence(TimeSpan.FromMilliseconds(137));
            }

            AudioProperties audio = KnownSilence.Probe(format, part);
            JoinedPart what = new(
                $"part {i + 1}", audio, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(350));
            TimeSpan predicted = joiner.NextPartOrigin;
            await joiner.AppendAsync(new MemoryStream(part), what, default);
            if (i > 0)
            {
                Assert.Equal(predicted, joiner.PartStart);
            }

            Assert.InRange((joiner.PartStart - joiner.PartOrigin).TotalMilliseconds, 40, 300.001);
            if (isHigh)
            {
                told.Add(joiner.PartOrigin + TimeSpan.FromMilliseconds(500));
            }
        }

        AudioProperties whole = joiner.Complete();
        List<TimeSpan> heard = Onsets(AudioTools.Decode(output.ToArray(), extension), whole.SampleRate, whole.Channels);

        AssertHeard(told, heard);
    }

    private static void AssertHeard(List<TimeSpan> told, List<TimeSpan> heard)
    {
        Assert.Equal(told.Count, heard.Count);
        double window = WindowSteps * s_step.TotalMilliseconds;
        Assert.All(
            told.Zip(heard, (start, onset) => (onset - start).TotalMilliseconds),
            late => Assert.InRange(late, -window, window));
    }

    private static TimeSpan Time(int samples) => TimeSpan.FromSeconds(samples / (double)Rate);

    // A tone, with so many samples of silence before and behind it.
    private static byte[] Encode(int frequency, int samples, string extension, string[] options, int quiet = 0)
    {
        byte[] pcm = new byte[(samples + (2 * quiet)) * 2];
        for (int i = 0; i < samples; i++)
        {
            short sample = (short)(Amplitude * Math.Sin(2 * Math.PI * frequency * i / Rate));
            pcm[(quiet + i) * 2] = (byte)sample;
            pcm[((quiet + i) * 2) + 1] = (byte)(sample >> 8);
        }

        return extension == ".pcm" ? pcm : AudioTools.Encode(pcm, extension, options);
    }

    private static List<TimeSpan> Onsets(short[] all, int rate, int channels = 1)
    {
        short[] samples = channels == 1 ? all : [.. all.Where((_, i) => i % channels == 0)];
        int step = (int)(s_step.TotalSeconds * rate);
        int window = WindowSteps * step;
        List<TimeSpan> onsets = [];
        bool was = false;
        for (int start = 0; start + window <= samples.Length; start += step)
        {
            double real = 0;
            double imaginary = 0;
            for (int i = start; i < start + window; i++)
            {
                double angle = 2 * Math.PI * HighTone * i / rate;
                real += samples[i] * Math.Cos(angle);
                imaginary += samples[i] * Math.Sin(angle);
            }

            // A window that the tone fills gives half of its amplitude; one that it fills to the half, a quarter.
            bool isHigh = Math.Sqrt((real * real) + (imaginary * imaginary)) / window > Amplitude / 4;
            if (isHigh && !was)
            {
                onsets.Add(TimeSpan.FromSeconds((start + (window / 2)) / (double)rate));
            }

            was = isHigh;
        }

        return onsets;
    }
}
