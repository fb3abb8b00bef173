using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// Parts of a format: scanned whole and in blocks, with levels and without; joined alone, with others, with pauses and
/// cuts, into a file and into a stream; and the joined file joined again.
/// </summary>
/// <param name="format">The format.</param>
/// <param name="shape">Its pieces.</param>
internal sealed class AudioTarget(AudioFormat format, InputShape shape)
    : FuzzTarget(AudioFormats.GetName(format), shape)
{
    // What comes on top of the bytes that went in: headers, seek tables, a pause.
    private const int Headers = 60_000;

    // In milliseconds: at the highest rate, with the most channels, 2 MB.
    private const int LongestPause = 10;

    // Values: a frame of FLAC that is silence has half a million in 16 bytes, and here they are kept in memory.
    private const long MostDecoded = 2_000_000;

    private readonly byte[][] _seeds = [.. AudioSeeds.Of(format)];

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => _seeds;

    // A block of FLAC is decoded in each pass: 65,535 samples of 8 channels, 4 bytes each; and as many are joined.
    /// <inheritdoc/>
    protected override long AllocatedAtLeast => format == AudioFormat.Flac ? 64 << 20 : base.AllocatedAtLeast;

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        Random random = RandomFor(input);
        PcmFormat? pcm = format == AudioFormat.Pcm && random.Next(2) == 0
            ? new PcmFormat(random.Next(1, 48_001), random.Next(1, 4), random.Next(2) == 0)
            : null;
        string told = Joined.Probe(new MemoryStream(input), format, pcm, levels: true, out AudioProperties? audio);
        string inBlocks = Joined.Probe(new ShortReads(input, random), format, pcm, true, out AudioProperties? again);
        Require(told == inBlocks, $"other blocks, another result: {told} | {inBlocks}");
        string plain = Joined.Probe(new MemoryStream(input), format, pcm, levels: false, out _);
        Require(told == plain, $"levels change the result: {told} | {plain}");
        if (audio is null)
        {
            Refuses(() => Joined.Join(format, JoinOptions.None, asStream: false, input));
            return false;
        }

        CheckLevels(audio, again!);
        CheckJoin(input, audio);
        Refuses(() => JoinWithOthers(input, audio, random));
        return true;
    }

    private static void CheckLevels(AudioProperties audio, AudioProperties again)
    {
        Require(audio.SampleRate > 0 && audio.Channels > 0 && audio.SampleCount >= 0, "no rate, or no channels");
        Require(audio.Levels?.Count == again.Levels?.Count, "other blocks, another curve");
        if (audio.Levels is not { } levels)
        {
            return;
        }

        for (int i = 0; i < levels.Count; i++)
        {
            Require(float.IsFinite(levels[i]), "a level is no number");
            Require(levels[i] == again.Levels![i], "other blocks, other levels");
        }

        double seconds = audio.Duration.TotalSeconds;
        double before = 0;
        foreach (QuietStretch quiet in PauseFinder.Find(levels, seconds, out _))
        {
            Require(quiet.Start >= before && quiet.End >= quiet.Start, $"pauses overlap: {quiet} behind {before}");
            Require(quiet.End <= seconds + levels.StepSeconds, $"a pause ends behind the part: {quiet}, {seconds}");
            before = quiet.End;
        }

        if (PauseFinder.FindHeard(levels, seconds) is { } heard)
        {
            // Edges are told by the steps beside them.
            Require(
                heard.SoundStart <= heard.HeardStart && heard.HeardStart <= heard.HeardEnd
                    && heard.HeardEnd <= heard.SoundEnd + (2 * levels.StepSeconds),
                $"speech is heard outside of sound: {heard}");
        }
    }

    private static void CheckJoin(byte[] input, AudioProperties audio)
    {
        // What was taken for another format is joined as that.
        var told = new JoinedPart("part 1", audio);
        void Check(bool asStream)
        {
            Joined joined = Joined.Join(audio.Format, JoinOptions.None, asStream, _ => told, TimeSpan.Zero, input);
            Require(joined.First.SampleCount == audio.SampleCount, "the joiner counts other samples than the probe");
            Require(joined.Bytes.Length <= input.Length + Headers, "the joined file is longer than its part");
            CheckAgain(joined, audio.Pcm, asStream);
        }

        Check(asStream: false);
        if (audio.Format == AudioFormat.Flac)
        {
            // A stream has told the longest block before it comes.
            Refuses(() => Check(asStream: true));
        }
        else
        {
            Check(asStream: true);
        }

        if ((audio.Format is AudioFormat.Flac or AudioFormat.Wav) && audio.SampleCount * audio.Channels < MostDecoded)
        {
            var options = new JoinOptions { Container = AudioContainer.Pcm };
            Refuses(() => Joined.Join(audio.Format, options, asStream: false, _ => told, TimeSpan.Zero, input));
        }
    }

    /// <summary>An accepted file joined once more is accepted, whole, with the same samples.</summary>
    internal static void CheckAgain(Joined joined, PcmFormat? pcm, bool asStream)
    {
        AudioFormat format = joined.Whole.Format;
        // Joined samples are little-endian.
        pcm = pcm is null ? null : pcm with { IsBigEndian = false };
        string told = Joined.Probe(new MemoryStream(joined.Bytes), format, pcm, false, out AudioProperties? again);
        Require(again is not null, $"the joined file is refused: {told}");
        Require(again!.Format == format, $"the joined file is another format: {told}");
        Require(!again.IsTruncated && !again.IsIncomplete, $"the joined file is not whole: {told}");
        Require(
            again.SampleCount == joined.Whole.SampleCount,
            $"other samples {(asStream ? "in the stream" : "in the file")}: {joined.Whole.SampleCount}, {told}");
        Joined twice = Joined.Join(
            format, JoinOptions.None, asStream, _ => new JoinedPart("part 1", again), TimeSpan.Zero, joined.Bytes);
        Require(twice.Whole.SampleCount == joined.Whole.SampleCount, "joined once more it has other samples");
    }

    // With a good part before or behind it, a pause, and silence left out, as the curve tells or by lot.
    private void JoinWithOthers(byte[] input, AudioProperties audio, Random random)
    {
        byte[] other = _seeds[random.Next(_seeds.Length)];
        byte[][] parts = random.Next(2) == 0 ? [input, other] : [other, input];
        JoinedPart Tell(int number)
        {
            Joined.Probe(new MemoryStream(parts[number]), audio.Format, audio.Pcm, true, out AudioProperties? told);
            SpeechTimes? heard = told?.Levels is { } levels
                ? PauseFinder.FindHeard(levels, told.Duration.TotalSeconds)
                : null;
            // Something stays.
            double third = (told?.Duration.TotalMilliseconds ?? 0) / 3;
            return new JoinedPart(
                $"part {number + 1}",
                told,
                TimeSpan.FromMilliseconds(random.NextDouble() * Math.Min(400, third)),
                TimeSpan.FromMilliseconds(random.NextDouble() * Math.Min(400, third)),
                heard is { } end ? TimeSpan.FromSeconds(end.SoundEnd) : null,
                heard is { } start ? TimeSpan.FromSeconds(start.SoundStart) : null);
        }

        bool asStream = random.Next(2) == 0;
        TimeSpan pause = TimeSpan.FromMilliseconds(random.Next(LongestPause));
        Joined joined = Joined.Join(audio.Format, JoinOptions.None, asStream, Tell, pause, parts);
        int length = input.Length + other.Length;
        long silence = (long)sizeof(double) * audio.SampleRate * audio.Channels * LongestPause / 1000;
        Require(joined.Bytes.Length <= length + silence + Headers, "two parts are longer than themselves");
        CheckAgain(joined, audio.Pcm, asStream);
    }

    private static void Refuses(Action join)
    {
        try
        {
            join();
        }
        catch (AudioFormatException e)
        {
            Require(e.PartName.StartsWith("part ", StringComparison.Ordinal), "no part is named");
        }
    }
}
