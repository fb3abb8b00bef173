using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>
/// Into an output that cannot seek a joiner writes a stream, which programs that are not ours hear from a pipe as they
/// hear the file.
/// </summary>
public class StreamedJoinTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    public static TheoryData<AudioFormat> Formats =>
    [
        AudioFormat.Mp3, AudioFormat.Opus, AudioFormat.Aac, AudioFormat.Flac, AudioFormat.Wav, AudioFormat.Pcm,
    ];

    [SkippableTheory, MemberData(nameof(Formats))]
    public void A_pipe_hears_what_the_file_holds(AudioFormat format)
    {
        foreach (bool streamed in new[] { false, true })
        {
            byte[][] parts = AudioFixtures.Parts(format, streamed);
            JoinResult file = JoinResult.Join(format, joiner =>
            {
                for (int i = 0; i < parts.Length; i++)
                {
                    if (i > 0)
                    {
                        joiner.AppendSilence(s_pause);
                    }

                    JoinResult.Append(joiner, parts[i], new JoinedPart($"part {i + 1}"));
                }
            });
            StreamedJoin stream = StreamedJoin.Join(format, JoinOptions.None, s_pause, parts);

            short[] heard = DecodeFromPipe(stream.Bytes, format);
            short[] held = AudioTools.Decode(file.Bytes, AudioFormats.GetExtension(format));

            // Without an info frame nobody drops what the encoder of an mp3 puts before the sound and behind it.
            int surplus = heard.Length - held.Length;
            Assert.InRange(surplus, 0, format == AudioFormat.Mp3 ? 3 * 1152 : 0);
            int shift = format == AudioFormat.Mp3 ? FindShift(heard, held, surplus) : 0;
            Assert.True(
                heard.AsSpan(shift, held.Length).SequenceEqual(held), $"{format}, streamed {streamed}: other samples.");
            Assert.InRange(stream.Whole.SampleCount, heard.Length - 1, heard.Length * 2);
        }
    }

    /// <summary>
    /// A player that is handed the first parts alone hears them to their end; of Opus, but for one packet.
    /// </summary>
    [SkippableTheory, MemberData(nameof(Formats))]
    public void Nothing_of_a_part_waits_for_the_next(AudioFormat format)
    {
        byte[][] parts = AudioFixtures.Parts(format);
        StreamedJoin stream = StreamedJoin.Join(format, JoinOptions.None, TimeSpan.Zero, parts);

        for (int count = 1; count <= parts.Length; count++)
        {
            short[] heard = DecodeFromPipe([.. stream.Pieces.Take(count).SelectMany(piece => piece)], format);

            int spoken = AudioFixtures.SampleCounts.Take(count).Sum();
            // Opus is decoded at 48 kHz; its packets last 20 ms.
            int least = format == AudioFormat.Opus ? 2 * spoken - 960 : spoken;
            Assert.True(heard.Length >= least, $"{count} part(s): {heard.Length} samples of {spoken}.");
        }

        Assert.InRange(stream.Pieces[parts.Length].Length, 0, format == AudioFormat.Opus ? 1000 : 0);
    }

    [SkippableFact]
    public void Flac_is_judged_by_its_reference_decoder()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Flac);
        StreamedJoin stream = StreamedJoin.Join(AudioFormat.Flac, JoinOptions.None, s_pause, parts);

        ToolResult tested = AudioTools.Pipe(stream.Bytes, "flac", "--test", "--warnings-as-errors", "-");
        Assert.True(tested.ExitCode == 0 || tested.Error.Contains("MD5"), tested.Error);
        ToolResult decoded = AudioTools.Pipe(
            stream.Bytes, "flac", "--silent", "--decode", "--stdout", "--force-raw-format", "--endian=little",
            "--sign=signed", "-");

        Assert.True(decoded.ExitCode == 0, decoded.Error);
        StreamedJoin samples = StreamedJoin.Join(
            AudioFormat.Flac, new JoinOptions { Container = AudioContainer.Pcm }, s_pause, parts);
        Assert.Equal(decoded.Output, samples.Bytes);
        Assert.Equal(decoded.Output.Length / 2, samples.Whole.SampleCount);
    }

    [SkippableFact]
    public void Blocks_longer_than_a_stream_has_told_do_not_fit()
    {
        byte[] usual = FlacTools.Encode(0, 20_000, 24_000, 1, 16, "-5");
        byte[] longer = FlacTools.Encode(0, 20_000, 24_000, 1, 16, "-5 --lax -b 8192");

        Assert.Throws<AudioFormatException>(
            () => StreamedJoin.Join(AudioFormat.Flac, JoinOptions.None, TimeSpan.Zero, usual, longer));
        // The first one tells its own.
        Assert.NotEmpty(StreamedJoin.Join(AudioFormat.Flac, JoinOptions.None, TimeSpan.Zero, longer, usual).Bytes);
    }

    [SkippableFact]
    public void Opus_is_judged_by_its_own_tools()
    {
        StreamedJoin stream = StreamedJoin.Join(
            AudioFormat.Opus, JoinOptions.None, s_pause, AudioFixtures.Parts(AudioFormat.Opus));

        ToolResult decoded =
            AudioTools.Pipe(stream.Bytes, "opusdec", "--quiet", "--rate", "48000", "--no-dither", "-", "-");
        ToolResult info = AudioTools.WithFile(stream.Bytes, ".opus", file => AudioTools.Run("opusinfo", file));

        Assert.True(decoded.ExitCode == 0, decoded.Error);
        // opusdec writes a WAVE header to a pipe.
        Assert.InRange(decoded.Output.Length - 2 * stream.Whole.SampleCount, 0, 100);
        string told = System.Text.Encoding.UTF8.GetString(info.Output) + info.Error;
        Assert.True(info.ExitCode == 0 && !told.Contains("WARNING") && !told.Contains("ERROR"), told);
    }

    [SkippableTheory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    public void Samples_of_Flac_are_those_of_the_reference_decoder(int bits)
    {
        byte[] first = FlacTools.Encode(0, 12_345, 44_100, 2, bits, "-8");
        byte[] second = FlacTools.Encode(12_345, 20_000, 44_100, 2, bits, "-5");

        StreamedJoin samples = StreamedJoin.Join(
            AudioFormat.Flac, new JoinOptions { Container = AudioContainer.Pcm }, TimeSpan.Zero, first, second);

        // As in a WAVE file: the later option counts.
        string sign = bits == 8 ? "--sign=unsigned" : "--sign=signed";
        Assert.Equal([.. FlacTools.Decode(first, sign), .. FlacTools.Decode(second, sign)], samples.Bytes);
    }

    [SkippableTheory]
    [InlineData(AudioFormat.Mp3)]
    [InlineData(AudioFormat.Opus)]
    [InlineData(AudioFormat.Flac)]
    public void Tags_stand_at_the_beginning(AudioFormat format)
    {
        StreamedJoin stream = StreamedJoin.Join(
            format, new JoinOptions { Tags = new AudioTags { Title = "Tides" } }, TimeSpan.Zero,
            AudioFixtures.Parts(format));

        ToolResult probed = AudioTools.Pipe(
            stream.Bytes, "ffprobe", "-v", "error", "-show_entries", "format_tags=title:stream_tags=title", "-of",
            "csv=p=0", "-");

        Assert.True(probed.ExitCode == 0 && probed.Error.Length == 0, probed.Error);
        Assert.Contains("Tides", System.Text.Encoding.UTF8.GetString(probed.Output));
    }

    [Theory]
    [InlineData(AudioContainer.M4a)]
    [InlineData(AudioContainer.M4b)]
    public void Mp4_is_no_stream(AudioContainer container) => Assert.Throws<ArgumentException>(() => StreamedJoin.Join(
        AudioFormat.Aac, new JoinOptions { Container = container }, TimeSpan.Zero,
        AudioFixtures.Parts(AudioFormat.Aac)));

    [Fact]
    public void A_wave_header_tells_no_size()
    {
        byte[] header = StreamedJoin.Join(
            AudioFormat.Wav, JoinOptions.None, TimeSpan.Zero, AudioFixtures.Parts(AudioFormat.Wav)).Pieces[0];

        Assert.Equal("RIFF\u00FF\u00FF\u00FF\u00FFWAVEfmt ", Latin1(header, 0, 16));
        Assert.Equal("data\u00FF\u00FF\u00FF\u00FF", Latin1(header, 36, 8));
    }

    private static string Latin1(byte[] bytes, int start, int count) =>
        System.Text.Encoding.GetEncoding("iso-8859-1").GetString(bytes, start, count);

    private static int FindShift(short[] heard, short[] held, int surplus)
    {
        for (int shift = 0; shift <= surplus; shift++)
        {
            if (heard.AsSpan(shift, held.Length).SequenceEqual(held))
            {
                return shift;
            }
        }

        return 0;
    }

    private static short[] DecodeFromPipe(byte[] stream, AudioFormat format)
    {
        if (format == AudioFormat.Pcm)
        {
            return AudioTools.ToSamples(stream);
        }

        ToolResult result = AudioTools.Pipe(stream, "ffmpeg", "-v", "error", "-i", "-", "-f", "s16le", "-");
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"ffmpeg: {result.Error}");
        return AudioTools.ToSamples(result.Output);
    }
}
