using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;

namespace CometSpeech.Core.Tests.Audio.Flac;

/// <summary>Where a frame ends, with nothing behind it.</summary>
public class FlacFrameEndTests
{
    // 303 samples, 2 channels, the stream's rate and depth (RFC 9639, 9.1).
    private static readonly byte[] s_header = End8([0xFF, 0xF9, 0x70, 0x10, 0x05, 0x01, 0x2E]);

    // 24 kHz, 2 channels, 8 bits (RFC 9639, 8.2).
    private static readonly FlacStreamInfo s_info =
        FlacStreamInfo.TryParse([.. new byte[10], 0x05, 0xDC, 0x02, 0x70, .. new byte[20]])!;

    [Fact]
    public void A_frame_that_is_found_is_found_with_a_longer_number()
    {
        Assert.True(FlacFrameHeader.TryParse(s_header, out FlacFrameHeader header));
        byte[] longer = new byte[FlacFrameHeader.MaxLength];
        longer = longer.AsSpan(0, header.Renumber(s_header, FlacStreamInfo.MaxTotalSamples - 1, longer)).ToArray();
        byte[] body = new byte[4_000];
        new Random(1).NextBytes(body);

        // From what 303 samples take without compression to more than an encoder writes.
        List<FlacFrameEnd.Result> found = [];
        for (int length = 700; length < body.Length; length++)
        {
            found.Add(Find(s_header, body.AsSpan(0, length)));
            Assert.Equal(found[^1], Find(longer, body.AsSpan(0, length)));
        }

        Assert.Equal(FlacFrameEnd.Result.Found, found[0]);
        Assert.NotEqual(FlacFrameEnd.Result.Found, found[^1]);
    }

    [Theory]
    [InlineData(0xF8)]
    [InlineData(0xF9)]
    public void A_frame_is_told_as_before_when_it_is_numbered_by_sample(int innerSync)
    {
        byte[] byFrame = End8([0xFF, 0xF8, .. s_header.AsSpan(2, 5)]);
        Assert.True(FlacFrameHeader.TryParse(byFrame, out FlacFrameHeader header));
        byte[] bySample = new byte[FlacFrameHeader.MaxLength];
        bySample = bySample.AsSpan(0, header.Renumber(byFrame, 303, bySample)).ToArray();
        // What begins a stream, and then a frame, is among the samples.
        byte[] inner = End8([0xFF, (byte)innerSync, .. s_header.AsSpan(2, 5)]);
        byte[] stream = [.. "fLaC"u8, 0x80, 0, 0, FlacStreamInfo.Length, .. new byte[FlacStreamInfo.Length]];
        byte[] body = [.. new byte[100], .. stream, .. inner, .. new byte[100]];

        Assert.Equal(Find(byFrame, body), Find(bySample, body));
    }

    private static FlacFrameEnd.Result Find(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        byte[] frame = [.. header, .. body];
        uint crc = Crc.FlacFrame.GetValue(Crc.FlacFrame.Append(0, frame));
        Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader parsed));
        FlacFrameEnd end = new();
        end.Begin(parsed, s_info);
        return end.Continue([.. frame, (byte)(crc >> 8), (byte)crc], isAll: true);
    }

    private static byte[] End8(byte[] header) =>
        [.. header, (byte)Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, header))];
}
