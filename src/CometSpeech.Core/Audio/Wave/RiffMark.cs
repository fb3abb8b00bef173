using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// What WAVE files and their chunks begin with (Multimedia Programming Interface and Data Specifications 1.0, chapter
/// 2), and what it is told from where headers lie.
/// </summary>
internal static class RiffMark
{
    /// <summary>The bytes with which a file begins.</summary>
    public const int FileLength = 12;

    /// <summary>The bytes with which a chunk begins: four characters, and its size.</summary>
    public const int ChunkLength = 8;

    /// <summary>The least size that no chunk of speech has, in bytes.</summary>
    // Some servers declare a billion bytes, or two, for whatever they send. The longest text at the lowest speed is 16
    // minutes: 184 MB at 48 kHz in two channels.
    public const long LeastPlaceholder = 256 * 1024 * 1024;

    /// <summary>Whether a file begins here.</summary>
    public static bool IsFile(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= FileLength
        && (bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8))
        && bytes.Slice(8).StartsWith("WAVE"u8);

    /// <summary>Where among the first bytes another file begins; -1 when none does.</summary>
    public static int FindFile(ReadOnlySpan<byte> bytes, int count)
    {
        for (int index = 0; index < count; index++)
        {
            int found = bytes.Slice(index, count - index).IndexOf("RIFF"u8);
            if (found < 0)
            {
                break;
            }

            index += found;
            if (IsFile(bytes.Slice(index)))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Whether a chunk may begin here, behind the samples; there are its bytes.</summary>
    public static bool IsChunk(ReadOnlySpan<byte> bytes) =>
        IsText(bytes.Slice(0, 4)) && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)) < LeastPlaceholder;

    /// <summary>Whether all bytes are those of a text in ASCII.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        bool isText = true;
        foreach (byte value in bytes)
        {
            isText &= value is (>= 0x20 and <= 0x7E) or 0x09 or 0x0A or 0x0D;
        }

        return isText;
    }
}
