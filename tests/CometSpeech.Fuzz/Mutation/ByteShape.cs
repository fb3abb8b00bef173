using System.Buffers.Binary;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// Bytes without order: bits turned, numbers put in, stretches cut out, doubled and taken from others.
/// </summary>
/// <param name="tokens">Stretches that mean something; may be empty.</param>
internal sealed class ByteShape(params byte[][] tokens) : InputShape
{
    // Where signs, sizes and counts turn over.
    private static readonly long[] s_numbers =
    [
        0, 1, 2, 7, 8, 15, 16, 31, 32, 63, 64, 100, 127, 128, 254, 255, 256, 511, 512, 1023, 1024, 4095, 4096, 32767,
        32768, 65534, 65535, 65536, 0xFFFFFF, 0x1000000, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue - 7,
        uint.MaxValue - 1, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue, -1, -2, -128, -32768,
    ];

    /// <summary>Without tokens.</summary>
    public static ByteShape Plain { get; } = new();

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        List<byte> bytes = [.. input];
        for (int changes = DrawChanges(random); changes > 0; changes--)
        {
            Change(bytes, other, random);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other, Random random)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(DrawLength(random), bytes.Count - at);
        switch (random.Next(12))
        {
            case 0 or 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3 when at < bytes.Count:
                bytes[at] = (byte)(bytes[at] + random.Next(-8, 9));
                break;
            case 4 or 5:
                Overwrite(bytes, at, DrawNumber(random));
                break;
            case 6:
                bytes.RemoveRange(at, length);
                break;
            case 7:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 8:
                byte value = (byte)random.Next(256);
                // Now and then very long.
                bytes.InsertRange(at, Enumerable.Repeat(value, length * (random.Next(50) == 0 ? 50 : 1)));
                break;
            case 9 when tokens.Length > 0:
                byte[] token = tokens[random.Next(tokens.Length)];
                if (random.Next(2) == 0)
                {
                    Overwrite(bytes, at, token);
                }
                else
                {
                    bytes.InsertRange(at, token);
                }

                break;
            case 10 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                int from = random.Next(other.Length + 1);
                byte[] taken = [.. other.Skip(from).Take(DrawLength(random))];
                bytes.RemoveRange(at, random.Next(2) == 0 ? length : 0);
                bytes.InsertRange(at, taken);
                break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int i = 0; i < with.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = with[i];
        }
    }

    private static byte[] DrawNumber(Random random)
    {
        long number = s_numbers[random.Next(s_numbers.Length)];
        byte[] bytes = new byte[1 << random.Next(4)];
        byte[] whole = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(whole, number);
        Array.Copy(whole, bytes, bytes.Length);
        if (random.Next(2) == 0)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }

    private static int DrawLength(Random random) => random.Next(1, 1 << random.Next(1, 12));
}
