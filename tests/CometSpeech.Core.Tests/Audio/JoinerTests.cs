using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>What every joiner promises, whatever the format.</summary>
public class JoinerTests
{
    /// <summary>The formats whose joiners keep these promises.</summary>
    private static readonly AudioFormat[] s_formats =
    [
        AudioFormat.Mp3, AudioFormat.Opus, AudioFormat.Aac, AudioFormat.Flac, AudioFormat.Wav, AudioFormat.Pcm,
    ];

    public static TheoryData<AudioFormat> Formats => [.. s_formats];

    public static TheoryData<AudioFormat> FormatsWithConfiguration =>
        [.. s_formats.Where(format => format != AudioFormat.Pcm)];

    /// <summary>
    /// The recorded parts are shorter than a usual Ogg page, so nothing whole is left of one that was cut.
    /// </summary>
    public static TheoryData<AudioFormat> FormatsWithShortFrames =>
        [.. s_formats.Where(format => format != AudioFormat.Opus)];

    /// <summary>ADTS tells no duration; what ffprobe says of it is an estimate.</summary>
    public static TheoryData<AudioFormat> FormatsWithDuration =>
        [.. s_formats.Where(format => format is not (AudioFormat.Aac or AudioFormat.Pcm))];

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Joined_file_decodes_to_the_length_it_reports(AudioFormat format)
    {
        JoinResult joined = JoinResult.Join(format, AudioFixtures.Parts(format, streamed: true));

        int decoded = Decode(joined.Bytes, format).Length;

        Assert.Equal(format, joined.Whole.Format);
        Assert.Equal(1, joined.Whole.Channels);
        Assert.InRange(joined.Whole.SampleCount, decoded - 1, decoded + 1);
        Assert.False(joined.Whole.IsTruncated);
        Assert.Empty(joined.Whole.Warnings);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Parts_report_their_own_length(AudioFormat format)
    {
        foreach (bool streamed in new[] { false, true })
        {
            JoinResult joined = JoinResult.Join(format, AudioFixtures.Parts(format, streamed));

            for (int i = 0; i < 3; i++)
            {
                double spoken = (double)AudioFixtures.SampleCounts[i] / AudioFixtures.SampleRate;
                // Encoders of lossy formats add up to three frames of silence.
                Assert.InRange(joined.Parts[i].Duration.TotalSeconds, spoken - 0.0001, spoken + 0.1);
                Assert.False(joined.Parts[i].IsTruncated);
                Assert.Empty(joined.Parts[i].Warnings);
            }
        }
    }

    [SkippableTheory, MemberData(nameof(FormatsWithDuration))]
    public void Ffprobe_reports_the_same_duration(AudioFormat format)
    {
        JoinResult joined = JoinResult.Join(format, AudioFixtures.Parts(format));

        double probed = AudioTools.ProbeDuration(joined.Bytes, AudioFormats.GetExtension(format));

        // One MP3 frame at 24 kHz lasts 24 ms.
        Assert.InRange(joined.Whole.Duration.TotalSeconds, probed - 0.024, probed + 0.024);
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Joining_in_steps_gives_the_same_audio(AudioFormat format)
    {
        byte[][] parts = AudioFixtures.Parts(format);

        byte[] atOnce = JoinResult.Join(format, parts).Bytes;
        byte[] inSteps = JoinResult.Join(format, JoinResult.Join(format, parts[0], parts[1]).Bytes, parts[2]).Bytes;

        Assert.Equal(Decode(atOnce, format), Decode(inSteps, format));
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Several_files_glued_together_count_as_one_part(AudioFormat format)
    {
        foreach (bool streamed in new[] { false, true })
        {
            byte[][] parts = AudioFixtures.Parts(format, streamed);
            byte[] glued = [.. parts[0], .. parts[1], .. parts[2]];

            JoinResult joined = JoinResult.Join(format, glued);

            Assert.False(joined.Whole.IsTruncated);
            Assert.Equal(Decode(JoinResult.Join(format, parts).Bytes, format), Decode(joined.Bytes, format));
        }
    }

    [SkippableTheory, MemberData(nameof(Formats))]
    public void Single_part_keeps_its_audio(AudioFormat format)
    {
        foreach (bool streamed in new[] { false, true })
        {
            byte[] part = AudioFixtures.Part(format, 2, streamed);

            byte[] joined = JoinResult.Join(format, part).Bytes;

            Assert.Equal(Decode(part, format), Decode(joined, format));
        }
    }

    [SkippableTheory, MemberData(nameof(FormatsWithShortFrames))]
    public void Truncated_part_is_told_and_its_whole_frames_are_kept(AudioFormat format)
    {
        byte[][] parts = AudioFixtures.Parts(format);
        byte[] cut = parts[1].Take((parts[1].Length * 2 / 3) | 1).ToArray();

        JoinResult joined = JoinResult.Join(format, parts[0], cut, parts[2]);

        Assert.Equal([false, true, false], joined.Parts.Select(part => part.IsTruncated));
        Assert.Contains("part 2", Assert.Single(joined.Parts[1].Warnings), StringComparison.Ordinal);
        Assert.True(joined.Whole.IsTruncated);
        double kept = joined.Parts[1].Duration.TotalSeconds;
        Assert.InRange(kept, 0.3, 0.66);
        Assert.InRange(
            Decode(joined.Bytes, format).Length / (double)AudioFixtures.SampleRate, 1.4 + kept - 0.1, 1.4 + kept + 0.2);
    }

    [SkippableTheory, MemberData(nameof(FormatsWithConfiguration))]
    public void Part_of_another_configuration_is_refused_by_name(AudioFormat format)
    {
        byte[] first = AudioFixtures.Part(format, 1);
        byte[] stereo = AudioTools.Encode(
            AudioFixtures.Part(AudioFormat.Pcm, 2), AudioFormats.GetExtension(format), "-ac", "2", "-ar", "48000");

        AudioFormatException error = Assert.Throws<AudioFormatException>(() => JoinResult.Join(format, first, stereo));

        Assert.Equal("part 2", error.PartName);
        Assert.Contains("part 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("part 2", error.Message, StringComparison.Ordinal);
    }

    // What is looked at as each part arrives.
    [SkippableTheory, MemberData(nameof(FormatsWithConfiguration))]
    public async Task The_probe_tells_which_parts_the_joiner_refuses(AudioFormat format)
    {
        byte[] first = AudioFixtures.Part(format, 1);
        byte[] other = AudioTools.Encode(
            AudioFixtures.Part(AudioFormat.Pcm, 2), AudioFormats.GetExtension(format), "-ac", "2", "-ar", "48000");
        AudioProperties[] parts =
        [
            await ProbeAsync(first),
            await ProbeAsync(AudioFixtures.Part(format, 2)),
            await ProbeAsync(other),
            await ProbeAsync([.. first, .. AudioFixtures.Part(format, 3)]),
        ];
        AudioFormatException error = Assert.Throws<AudioFormatException>(() => JoinResult.Join(format, first, other));

        Assert.True(AudioConfiguration.Agree(parts[0], parts[1]));
        Assert.False(AudioConfiguration.Agree(parts[0], parts[2]));
        Assert.True(AudioConfiguration.Agree(parts[0], parts[3]));
        Assert.Equal(
            error.Message, AudioConfiguration.Different("part 2", parts[2], "part 1", parts[0]).Message);

        Task<AudioProperties> ProbeAsync(byte[] part) => AudioProbe.ReadAsync(new MemoryStream(part), format, "answer");
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task Bytes_that_arrive_in_crumbs_give_the_same_file(AudioFormat format)
    {
        byte[][] files = AudioFixtures.Parts(format, streamed: true);
        byte[][] parts = [[.. files[0], .. files[1], .. files[2]], files[1]];
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        foreach (byte[] part in parts)
        {
            using PulledStream crumbs = new(part, 300);
            await joiner.AppendAsync(crumbs, "part");
        }

        joiner.Complete();

        Assert.Equal(JoinResult.Join(format, parts).Bytes, output.ToArray());
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task Output_may_begin_anywhere_and_ends_at_its_end(AudioFormat format)
    {
        byte[] part = AudioFixtures.Part(format, 1);
        using MemoryStream output = new();
        output.Write(new byte[100], 0, 100);
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        await joiner.AppendAsync(new MemoryStream(part), "part");
        joiner.Complete();

        Assert.Equal(output.Length, output.Position);
        Assert.Equal(JoinResult.Join(format, part).Bytes, output.ToArray().Skip(100));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Empty_part_is_refused(AudioFormat format)
    {
        AudioFormatException error = Assert.Throws<AudioFormatException>(
            () => JoinResult.Join(format, AudioFixtures.Part(format, 1), []));

        Assert.Equal("part 2", error.PartName);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Nothing_appended_is_nothing_to_complete(AudioFormat format) =>
        Assert.Throws<InvalidOperationException>(() => JoinResult.Join(format));

    [Theory, MemberData(nameof(Formats))]
    public async Task Cancelling_stops_between_buffers(AudioFormat format)
    {
        using MemoryStream output = new();
        using MemoryStream part = new(AudioFixtures.Part(format, 1));
        using AudioJoiner joiner = AudioJoiner.Create(format, output);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => joiner.AppendAsync(part, "part 1", new CancellationToken(canceled: true)));
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task Probe_tells_the_same_as_joining(AudioFormat format)
    {
        foreach (byte[] part in AudioFixtures.Parts(format, streamed: true))
        {
            using PulledStream input = new(part, 5000);

            AudioProperties probed = await AudioProbe.ReadAsync(input, format, "part 1");

            Assert.Equal(format, probed.Format);
            Assert.Equal(JoinResult.Join(format, part).Parts[0].SampleCount, probed.SampleCount);
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task Part_is_pulled_to_its_last_byte_whatever_stands_behind_the_audio(AudioFormat format)
    {
        byte[] id3v1 = [.. "TAG"u8, .. new byte[125]];
        byte[] chunk = [.. "LIST"u8, .. BitConverter.GetBytes(300_000), .. new byte[300_000]];
        byte[] behind = format switch
        {
            AudioFormat.Flac => [.. id3v1, .. id3v1],
            AudioFormat.Wav => chunk,
            _ => new byte[300_001],
        };
        byte[] part = [.. AudioFixtures.Part(format, 1), .. behind];
        using PulledStream probed = new(part, 5000), joined = new(part, 5000);
        using AudioJoiner joiner = AudioJoiner.Create(format, new MemoryStream());

        await AudioProbe.ReadAsync(probed, format, "part 1");
        await joiner.AppendAsync(joined, "part 1");

        Assert.Equal(part.Length, probed.Position);
        Assert.Equal(part.Length, joined.Position);
    }

    private static short[] Decode(byte[] audio, AudioFormat format) =>
        AudioTools.Decode(audio, AudioFormats.GetExtension(format));
}
