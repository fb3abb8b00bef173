using System.Text;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>Builds WAVE files by hand, right and wrong ones.</summary>
internal static class WaveBytes
{
    /// <summary>A file of 16-bit mono samples at 24 kHz.</summary>
    /// <param name="data">The samples' bytes.</param>
    /// <param name="declared">What the data chunk's header says of them; null for the truth.</param>
    /// <param name="after">Chunks after the samples.</param>
    public static byte[] Make(byte[] data, uint? declared = null, byte[]? after = null) =>
    [
        .. Riff(), .. Format(1, 1, 24_000, 16), .. ChunkHeader("data", declared ?? (uint)data.Length), .. data,
        .. after ?? [],
    ];

    public static byte[] Riff(string id = "RIFF") =>
        [.. ChunkHeader(id, uint.MaxValue), .. Encoding.ASCII.GetBytes("WAVE")];

    public static byte[] Format(ushort tag, ushort channels, int rate, ushort bits) =>
        [.. ChunkHeader("fmt ", 16), .. FormatBody(tag, channels, rate, bits)];

    /// <summary>WAVEFORMATEXTENSIBLE around a plain tag.</summary>
    public static byte[] ExtensibleFormat(ushort tag, ushort channels, int rate, ushort bits) =>
    [
        .. ChunkHeader("fmt ", 40), .. FormatBody(0xFFFE, channels, rate, bits),
        .. BitConverter.GetBytes((ushort)22), .. BitConverter.GetBytes(bits), .. BitConverter.GetBytes(4),
        .. BitConverter.GetBytes(tag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71,
    ];

    public static byte[] ChunkHeader(string id, uint size) =>
        [.. Encoding.ASCII.GetBytes(id), .. BitConverter.GetBytes(size)];

    /// <summary>The samples of a file whose data chunk comes last, as joiners write it.</summary>
    public static byte[] Data(byte[] file)
    {
        Assert.Equal("data", Encoding.ASCII.GetString(file, 72, 4));
        int size = BitConverter.ToInt32(file, 76);
        Assert.Equal(file.Length, 80 + size + (size & 1));
        Assert.Equal(file.Length - 8, BitConverter.ToInt32(file, 4));
        return file.Skip(80).Take(size).ToArray();
    }

    private static byte[] FormatBody(ushort tag, ushort channels, int rate, ushort bits) =>
    [
        .. BitConverter.GetBytes(tag), .. BitConverter.GetBytes(channels), .. BitConverter.GetBytes(rate),
        .. BitConverter.GetBytes(rate * channels * bits / 8), .. BitConverter.GetBytes((ushort)(channels * bits / 8)),
        .. BitConverter.GetBytes(bits),
    ];
}
