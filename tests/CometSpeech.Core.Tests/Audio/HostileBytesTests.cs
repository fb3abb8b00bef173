using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;
using CsCheck;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>
/// Whatever a server sends, a joiner ends, in time that grows with the bytes, and fails in one way only. Mutated
/// parts are for tests/CometSpeech.Fuzz.
/// </summary>
public class HostileBytesTests
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<AudioFormat> Formats => JoinerTests.Formats;

    [Theory, MemberData(nameof(Formats))]
    public void Marks_repeated_without_sense_take_linear_time(AudioFormat format)
    {
        byte[] real = AudioFixtures.Part(format, 1);
        byte[][] marks =
        [
            [0xFF], [0], [0xFF, 0xF3, 0x84, 0xC4, 0], [0xFF, 0xF1, 0x58, 0x43, 0xFF, 0xFF, 0xFC, 0],
            "RIFF"u8.ToArray(), "RIFFxxxxWAVE"u8.ToArray(), "RIFFxxxxWAVEdata\0\0\0\0"u8.ToArray(),
            "ID3\u0003\0\0\0\0\0\0"u8.ToArray(), "APETAGEX"u8.ToArray(), "TAG"u8.ToArray(),
            "OggS"u8.ToArray(), "fLaC"u8.ToArray(), [0xFF, 0xF8, 0xC9, 0x08, 0],
        ];
        foreach (byte[] mark in marks)
        {
            byte[] repeated = new byte[Megabyte];
            for (int i = 0; i < repeated.Length; i++)
            {
                repeated[i] = mark[i % mark.Length];
            }

            JoinOrRefuse(format, repeated);
            JoinOrRefuse(format, [.. real, .. repeated, .. real]);
        }
    }

    [Fact]
    public void Random_heads_are_always_judged() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Enum<AudioFormat>()).Sample(
        (bytes, requested) =>
        {
            AudioFormat? format = AudioProbe.Detect(bytes, bytes.Length, requested);
            Assert.True(requested != AudioFormat.Pcm || bytes.Length == 0 || format is not null);
        },
        iter: 3000,
        threads: 1);

    private static void JoinOrRefuse(AudioFormat format, byte[] part)
    {
        try
        {
            JoinResult joined = JoinResult.Join(format, part, part);

            // Nothing but headers comes on top of the bytes that went in.
            Assert.InRange(joined.Bytes.Length, 1, (2 * part.Length) + 40_000);
            Assert.InRange(joined.Whole.SampleCount, 1, long.MaxValue);
        }
        catch (AudioFormatException error)
        {
            Assert.StartsWith("part ", error.PartName, StringComparison.Ordinal);
        }
    }
}
