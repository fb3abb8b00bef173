using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Fuzz.Targets;

namespace CometSpeech.Fuzz.Seeds;

/// <summary>Short parts of each format, as services send them and as joining makes them.</summary>
internal static class AudioSeeds
{
    // Some ten frames. What is longer is read more slowly, and holds nothing else.
    private const int Length = 4000;

    /// <summary>The parts of a format; the first is a plain one.</summary>
    public static IEnumerable<byte[]> Of(AudioFormat format)
    {
        byte[][] parts = format == AudioFormat.Flac
            ? [.. Enumerable.Range(1, 6).Select(seed => new RandomFlac(seed, seed == 1 ? 16 : 4 * seed).Bytes)]
            : [Short(format, 1, streamed: false), Short(format, 2, streamed: true)];
        foreach (byte[] part in parts)
        {
            yield return part;
        }

        // Silence and level of speech in turn: pauses are found in it.
        yield return format == AudioFormat.Pcm ? Pauses() : parts[0];
        if (format == AudioFormat.Pcm)
        {
            yield break;
        }

        var options = new JoinOptions
        {
            Tags = new AudioTags { Title = "Tides", Authors = ["A. Moss"] },
            Chapters = format == AudioFormat.Aac ? [] : ["One", "Two"],
        };
        yield return Joined.Join(format, options, asStream: false, parts[0], parts[0]).Bytes;
        yield return Joined.Join(format, JoinOptions.None, asStream: true, parts[0], parts[0]).Bytes;
        foreach (byte[] other in format switch
        {
            AudioFormat.Wav => Waves(parts[0]),
            AudioFormat.Mp3 or AudioFormat.Aac => Tagged(parts[0]),
            _ => [],
        })
        {
            yield return other;
        }
    }

    private static byte[] Short(AudioFormat format, int number, bool streamed)
    {
        byte[] part = AudioFixtures.Part(format, number, streamed);
        return part[..Math.Min(Length, part.Length)];
    }

    private static byte[] Pauses()
    {
        byte[] bytes = new byte[2 * 24_000];
        for (int i = 0; i < bytes.Length / 2; i++)
        {
            int sample = i / 6000 % 2 == 0 ? (i % 40 * 800) - 16_000 : i % 3;
            bytes[2 * i] = (byte)sample;
            bytes[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return bytes;
    }

    // Every kind of sample, a size of 64 bits, and what stands beside the samples.
    private static IEnumerable<byte[]> Waves(byte[] plain)
    {
        byte[] samples = plain[44..1044];
        foreach ((ushort tag, ushort channels, ushort bits) in ((ushort, ushort, ushort)[])
            [(1, 1, 8), (1, 2, 16), (1, 1, 24), (1, 2, 32), (3, 1, 32), (3, 2, 64), (6, 1, 8), (7, 1, 8)])
        {
            byte[] format = Format(tag, channels, bits);
            yield return Riff("RIFF", Chunk("fmt ", format), Chunk("data", samples));
            byte[] guid =
                [.. BitConverter.GetBytes(tag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
            byte[] extensible =
            [
                0xFE, 0xFF, .. format[2..], 22, 0, .. BitConverter.GetBytes(bits), 4, 0, 0, 0, .. guid,
            ];
            yield return Riff("RIFF", Chunk("fmt ", extensible), Chunk("fact", new byte[4]), Chunk("data", samples));
        }

        byte[] sizes =
            [.. BitConverter.GetBytes(1080L), .. BitConverter.GetBytes(1000L), .. BitConverter.GetBytes(500L), 0, 0, 0,
            0];
        byte[] data = [.. Encoding.ASCII.GetBytes("data"), 0xFF, 0xFF, 0xFF, 0xFF, .. samples];
        yield return Riff("RF64", Chunk("ds64", sizes), Chunk("fmt ", Format(1, 1, 16)), data);
        yield return Riff("RIFF", Chunk("LIST", new byte[20]), Chunk("fmt ", Format(1, 1, 16)), data);
    }

    private static byte[] Format(ushort tag, ushort channels, ushort bits) =>
    [
        .. BitConverter.GetBytes(tag), .. BitConverter.GetBytes(channels), .. BitConverter.GetBytes(24_000),
        .. BitConverter.GetBytes(24_000 * channels * bits / 8), .. BitConverter.GetBytes((ushort)(channels * bits / 8)),
        .. BitConverter.GetBytes(bits),
    ];

    private static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length), .. content];

    private static byte[] Riff(string name, params byte[][] chunks)
    {
        byte[] content = [.. chunks.SelectMany(chunk => chunk)];
        return [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length + 4), .. "WAVE"u8,
            .. content];
    }

    // ID3v2 before, ID3v1 and APEv2 behind, as editors of tags leave them.
    private static IEnumerable<byte[]> Tagged(byte[] plain)
    {
        byte[] id3 = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 20, .. new byte[20]];
        byte[] old = [.. "TAG"u8, .. new byte[125]];
        byte[] ape =
        [
            .. "APETAGEX"u8, 0xD0, 7, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        yield return [.. id3, .. plain, .. old];
        yield return [.. plain, .. ape, .. old];
        yield return [.. plain, .. id3, .. plain];
    }
}
