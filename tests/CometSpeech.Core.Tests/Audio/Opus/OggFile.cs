using System.Buffers.Binary;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>An Ogg file as a list of pages that a test may change; writing it gives every page a right CRC.</summary>
internal sealed class OggFile
{
    public List<Page> Pages { get; } = [];

    public static OggFile Parse(byte[] bytes)
    {
        OggFile file = new();
        for (int start = 0; start < bytes.Length;)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(start);
            byte[] lacing = rest.Slice(27, rest[26]).ToArray();
            int length = lacing.Sum(segment => segment);
            file.Pages.Add(new Page(
                rest[5],
                BinaryPrimitives.ReadInt64LittleEndian(rest.Slice(6)),
                BinaryPrimitives.ReadUInt32LittleEndian(rest.Slice(14)),
                BinaryPrimitives.ReadUInt32LittleEndian(rest.Slice(18)),
                lacing,
                rest.Slice(27 + lacing.Length, length).ToArray()));
            start += 27 + lacing.Length + length;
        }

        return file;
    }

    public byte[] ToArray() => [.. Pages.SelectMany(page => page.ToArray())];

    internal sealed record Page(byte Flags, long Granule, uint Serial, uint Sequence, byte[] Lacing, byte[] Body)
    {
        public byte[] ToArray()
        {
            byte[] bytes = [.. "OggS"u8, 0, Flags, .. new byte[20], (byte)Lacing.Length, .. Lacing, .. Body];
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(6), Granule);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(14), Serial);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(18), Sequence);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(22), Crc.OggPage.Append(0, bytes));
            return bytes;
        }
    }
}
