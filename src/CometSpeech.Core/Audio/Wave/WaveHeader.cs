using System.Buffers.Binary;
using System.Text;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// The header of a WAVE file up to its first sample. It reserves a <c>JUNK</c> chunk that becomes <c>ds64</c> when the
/// file grows beyond what 32-bit sizes tell (EBU Tech 3306, 4): some players refuse RF64, so smaller files stay RIFF.
/// </summary>
internal static class WaveHeader
{
    /// <summary>The header's length in bytes.</summary>
    public const int Length = 80;

    private const uint UnknownSize = 0xFFFFFFFF;
    private const int Ds64Length = 28;

    /// <summary>Makes the header.</summary>
    /// <param name="format">The samples' format.</param>
    /// <param name="dataBytes">The bytes of samples; null while they are not known.</param>
    /// <param name="chunkBytes">The bytes of whole chunks after the samples.</param>
    public static byte[] Make(WaveFormat format, long? dataBytes, int chunkBytes = 0)
    {
        byte[] header = new byte[Length];
        long riffBytes = Length - 8 + (dataBytes ?? 0) + ((dataBytes ?? 0) & 1) + chunkBytes;
        bool large = riffBytes >= UnknownSize;
        bool sized = dataBytes is not null && !large;
        WriteChunk(header, 0, large ? "RF64" : "RIFF", sized ? (uint)riffBytes : UnknownSize);
        Encoding.ASCII.GetBytes("WAVE", 0, 4, header, 8);
        WriteChunk(header, 12, large ? "ds64" : "JUNK", Ds64Length);
        if (large)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(20), riffBytes);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(28), dataBytes!.Value);
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(36), dataBytes.Value / format.BlockAlign);
        }

        WriteChunk(header, 48, "fmt ", 16);
        format.Write(header.AsSpan(56));
        WriteChunk(header, 72, "data", sized ? (uint)dataBytes!.Value : UnknownSize);
        return header;
    }

    /// <summary>Makes the shortest header there is, for samples without an end: readers read on to the last.</summary>
    public static byte[] MakeForStream(WaveFormat format)
    {
        byte[] header = new byte[44];
        WriteChunk(header, 0, "RIFF", UnknownSize);
        Encoding.ASCII.GetBytes("WAVE", 0, 4, header, 8);
        WriteChunk(header, 12, "fmt ", 16);
        format.Write(header.AsSpan(20));
        WriteChunk(header, 36, "data", UnknownSize);
        return header;
    }

    private static void WriteChunk(byte[] header, int offset, string id, uint size)
    {
        Encoding.ASCII.GetBytes(id, 0, 4, header, offset);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(offset + 4), size);
    }
}
