using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>The identification header of Opus in Ogg (RFC 7845, 5.1).</summary>
internal sealed class OpusHead
{
    private const int MappingFamilyOffset = 18;

    private readonly byte[] _packet;

    private OpusHead(byte[] packet) => _packet = packet;

    /// <summary>The packet as it was read.</summary>
    public ReadOnlySpan<byte> Packet => _packet;

    public int Channels => _packet[9];

    /// <summary>Samples at 48 kHz that a decoder drops at the beginning.</summary>
    public int PreSkip => BinaryPrimitives.ReadUInt16LittleEndian(_packet.AsSpan(10));

    /// <summary>Whether packets are those of one Opus stream, with one TOC byte (RFC 7845, 5.1.1.1).</summary>
    public bool IsSingleStream => _packet[MappingFamilyOffset] == 0;

    private double GainInDecibels => BinaryPrimitives.ReadInt16LittleEndian(_packet.AsSpan(16)) / 256.0;

    /// <summary>Whether a first page holds an Opus stream at all.</summary>
    public static bool IsOpus(ReadOnlySpan<byte> body) => body.StartsWith("OpusHead"u8);

    /// <summary>Reads the header; null when it is damaged or of an unknown version.</summary>
    public static OpusHead? TryParse(ReadOnlySpan<byte> body)
    {
        if (!IsOpus(body) || body.Length <= MappingFamilyOffset || (body[8] & 0xF0) != 0 || body[9] == 0)
        {
            return null;
        }

        // Only family 0 goes without a mapping table (RFC 7845, 5.1.1).
        bool hasTable = body[MappingFamilyOffset] != 0;
        int length = hasTable ? MappingFamilyOffset + 3 + body[9] : MappingFamilyOffset + 1;
        bool isWhole = body.Length >= length && (hasTable || body[9] <= 2);
        return isWhole ? new OpusHead(body.Slice(0, length).ToArray()) : null;
    }

    /// <summary>
    /// Channels, gain and mapping: packets of streams that agree in it decode the same way under one header. The
    /// pre-skip does not count, only the first matters.
    /// </summary>
    public string Kind => $"{Channels} {BitConverter.ToString(_packet, 16)}";

    public override string ToString() =>
        FormattableString.Invariant($"{Channels} channel(s), gain {GainInDecibels:0.##} dB, mapping ")
        + BitConverter.ToString(_packet, MappingFamilyOffset);
}
