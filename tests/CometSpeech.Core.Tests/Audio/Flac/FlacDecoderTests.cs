using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Flac;

/// <summary>Our samples are those of the reference decoder and of ffmpeg.</summary>
public class FlacDecoderTests
{
    private const int Files = 300;

    public static TheoryData<int, int, int, string> Encodings => new()
    {
        { 24_000, 1, 16, "-0" },
        { 24_000, 1, 16, "-5" },
        { 24_000, 1, 16, "-8" },
        { 8_000, 1, 8, "-8" },
        { 11_025, 2, 8, "-0" },
        { 16_000, 2, 16, "-5 -b 576" },
        { 22_050, 1, 24, "-8 -b 1152" },
        { 44_100, 2, 16, "-8" },
        { 44_100, 2, 24, "-2" },
        { 48_000, 2, 24, "-8 -r 0,8" },
        { 96_000, 1, 24, "--lax -8 -l 32 -b 16384" },
        { 24_000, 2, 16, "--lax -8 -l 32 -b 65535" },
        { 24_000, 1, 16, "--lax -5 -b 17" },
        { 24_000, 2, 32, "-5 --no-mid-side" },
    };

    [SkippableTheory, MemberData(nameof(Encodings))]
    public void Speech_decodes_to_what_other_decoders_hear(int rate, int channels, int bits, string options) =>
        AssertSame(FlacTools.Encode(3_000, 14_321, rate, channels, bits, options), bits);

    [SkippableTheory, MemberData(nameof(Encodings))]
    public void Noise_decodes_to_what_other_decoders_hear(int rate, int channels, int bits, string options)
    {
        byte[] noise = new byte[2 * 9_001];
        new Random(1).NextBytes(noise);

        AssertSame(FlacTools.Encode(noise, rate, channels, bits, options), bits);
    }

    // Of no encoder: these files use all that the format has.
    [Fact]
    public void All_that_the_format_has_decodes_to_the_samples_that_were_written()
    {
        for (int seed = 0; seed < Files; seed++)
        {
            RandomFlac flac = new(seed, 4 + (seed % 29));

            Assert.True(Interleave(flac).AsSpan().SequenceEqual(FlacTools.DecodeByUs(flac.Bytes)), $"file {seed}");
        }
    }

    [SkippableTheory, InlineData(8), InlineData(16), InlineData(24), InlineData(32)]
    public void What_was_written_is_what_the_reference_decoder_hears(int bits)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            RandomFlac flac = new(1000 + seed, bits);

            Assert.True(Interleave(flac).AsSpan().SequenceEqual(FlacTools.Decode(flac.Bytes)), $"file {seed}");
        }
    }

    [Fact]
    public void Side_channels_of_33_bits_are_not_decoded()
    {
        RandomFlac flac = new(0, 31);
        FlacStreamInfo info = Info(flac);
        byte[] pair = flac.Frames.First(frame => frame[3] >> 4 > 7);
        Assert.True(FlacFrameHeader.TryParse(pair, out FlacFrameHeader header));
        FlacDecoder decoder = new();

        Assert.True(decoder.TryDecode(pair, header, info));
        Assert.False(decoder.TryDecode(pair, header, Info(new RandomFlac(0, 32))));
    }

    internal static FlacStreamInfo Info(RandomFlac flac) => FlacStreamInfo.TryParse(flac.Bytes.AsSpan(8))!;

    private static byte[] Interleave(RandomFlac flac)
    {
        int bits = Info(flac).BitsPerSample;
        List<byte> bytes = [];
        for (int i = 0; i < flac.Samples[0].Count; i++)
        {
            foreach (List<int> channel in flac.Samples)
            {
                for (int shift = 0; shift < bits; shift += 8)
                {
                    bytes.Add((byte)(channel[i] >> shift));
                }
            }
        }

        return [.. bytes];
    }

    private static void AssertSame(byte[] audio, int bits)
    {
        byte[] ours = FlacTools.DecodeByUs(audio);

        Assert.NotEmpty(ours);
        Assert.True(FlacTools.Decode(audio).AsSpan().SequenceEqual(ours), "flac hears other samples");
        if (bits == 32)
        {
            // Before version 6 ffmpeg reads no more than 24 bits.
            return;
        }

        Assert.True(FlacTools.DecodeByFfmpeg(audio, bits).AsSpan().SequenceEqual(ours), "ffmpeg hears other samples");
    }
}
