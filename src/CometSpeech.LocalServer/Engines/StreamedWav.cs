using System.Buffers.Binary;

namespace CometSpeech.LocalServer.Engines;

/// <summary>
/// RIFF WAVE as the service sends it: begun before the length is known, so both sizes are 0xFFFFFFFF.
/// </summary>
internal static class StreamedWav
{
    public const int SampleRate = 24000;

    public const int HeaderLength = 44;

    private const int BytesPerSample = 2;

    /// <summary>Puts the header before mono 16-bit samples of 24 kHz.</summary>
    public static byte[] FromPcm(ReadOnlySpan<byte> pcm)
    {
        byte[] file = new byte[HeaderLength + pcm.Length];
        Span<byte> header = file;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], uint.MaxValue);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1); // WAVE_FORMAT_PCM
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1); // channels
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], SampleRate * BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], BytesPerSample); // block align
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], BytesPerSample * 8);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], uint.MaxValue);
        pcm.CopyTo(header[HeaderLength..]);
        return file;
    }
}
