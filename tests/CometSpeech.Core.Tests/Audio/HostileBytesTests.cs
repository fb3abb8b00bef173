using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;
using CsCheck;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>
/// Whatever a server sends, a joiner ends, in time that grows with the bytes, and fails in one way only.
/// </summary>
public class HostileBytesTests
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<AudioFormat> Formats => JoinerTests.Formats;

    [Theory, MemberData(nameof(Formats))]
    public void Random_bytes_are_refused_or_joined(AudioFormat format) =>
        Gen.Byte.Array[0, 5000].Sample(bytes => JoinOrRefuse(format, bytes), iter: 200, threads: 1);

    [Theory, MemberData(nameof(Formats))]
    public void Mutated_parts_are_refused_or_joined(AudioFormat format)
    {
        byte[] part = AudioFixtures.Part(format, 1).Take(6000).ToArray();
        Changes(part).Sample(changes => JoinOrRefuse(format, Mutate(part, changes)), iter: 300, threads: 1);
    }

    [Fact]
    public void Mutated_parts_are_refused_or_joined_in_another_container()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Aac, 1).Take(6000).ToArray();
        Changes(part).Sample(
            changes => JoinOrRefuse(AudioFormat.Aac, Mutate(part, changes), AudioContainer.M4b), iter: 300, threads: 1);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Mutated_parts_are_judged_alike_however_their_bytes_arrive(AudioFormat format)
    {
        byte[] part = [.. AudioFixtures.Part(format, 1), .. AudioFixtures.Part(format, 2)];
        Gen.Select(Changes(part), Gen.Int[1, 20_000]).Sample(
            (changes, maxRead) =>
            {
                byte[] mutated = Mutate(part, changes);
                using MemoryStream whole = new(mutated);
                using PulledStream pulled = new(mutated, maxRead);

                Assert.Equal(Judge(format, whole), Judge(format, pulled));
            },
            iter: 300,
            threads: 1);
    }

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

    private static void JoinOrRefuse(AudioFormat format, byte[] part, AudioContainer? container = null)
    {
        try
        {
            JoinResult joined = JoinResult.Join(format, new JoinOptions { Container = container }, null, part, part);

            // Nothing but headers comes on top of the bytes that went in.
            Assert.InRange(joined.Bytes.Length, 1, (2 * part.Length) + 40_000);
            Assert.InRange(joined.Whole.SampleCount, 1, long.MaxValue);
        }
        catch (AudioFormatException error)
        {
            Assert.StartsWith("part ", error.PartName, StringComparison.Ordinal);
        }
    }

    private static Gen<(int Kind, int At, int Length, byte Value)[]> Changes(byte[] part) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, part.Length - 1], Gen.Int[1, 600], Gen.Byte).Array[1, 12];

    private static string Judge(AudioFormat format, Stream part)
    {
        try
        {
            AudioProperties audio = AudioProbe.ReadAsync(part, format, "part").GetAwaiter().GetResult();
            return $"{audio.Format} {audio.SampleRate} {audio.SampleCount} {string.Join(" ", audio.Warnings)}";
        }
        catch (AudioFormatException error)
        {
            return error.Message;
        }
    }

    private static byte[] Mutate(byte[] part, (int Kind, int At, int Length, byte Value)[] changes)
    {
        List<byte> bytes = [.. part];
        foreach ((int kind, int at, int length, byte value) in changes)
        {
            int from = Math.Min(at, bytes.Count);
            int count = Math.Min(length, bytes.Count - from);
            switch (kind)
            {
                case 0 when count > 0:
                    bytes[from] ^= value;
                    break;
                case 1:
                    bytes.RemoveRange(from, count);
                    break;
                case 2:
                    bytes.InsertRange(from, bytes.GetRange(from, count));
                    break;
                default:
                    bytes.InsertRange(from, Enumerable.Repeat(value, count));
                    break;
            }
        }

        return [.. bytes];
    }
}
