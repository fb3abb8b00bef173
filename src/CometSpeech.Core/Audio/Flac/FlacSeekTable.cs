using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// A SEEKTABLE of fixed size (RFC 9639, 8.5) for audio of unknown length: a point a second at first, every other point
/// is given up when it is full.
/// </summary>
internal sealed class FlacSeekTable(int sampleRate)
{
    // 4.6 KiB in every file. However long it is, at least half the points are used: a seek decodes 1/128 of the file at
    // most.
    private const int Capacity = 256;
    private const int PointLength = 18;

    private readonly (long Sample, long Offset, int BlockSize)[] _points = new (long, long, int)[Capacity];
    private long _interval = sampleRate;
    private int _count;

    /// <summary>Bytes of the block without its header, however many points it has.</summary>
    public const int Length = Capacity * PointLength;

    /// <summary>Takes notice of a frame; frames come in order.</summary>
    /// <param name="sample">The number of its first sample.</param>
    /// <param name="offset">Bytes from the first frame's beginning.</param>
    /// <param name="blockSize">Its samples.</param>
    public void Add(long sample, long offset, int blockSize)
    {
        if (_count > 0 && sample < _points[_count - 1].Sample + _interval)
        {
            return;
        }

        if (_count == Capacity)
        {
            for (_count = 0; _count < Capacity / 2; _count++)
            {
                _points[_count] = _points[_count * 2];
            }

            _interval *= 2;
            Add(sample, offset, blockSize);
            return;
        }

        _points[_count++] = (sample, offset, blockSize);
    }

    public void Clear()
    {
        _count = 0;
        _interval = sampleRate;
    }

    /// <summary>The block; points without a frame are placeholders, which come last.</summary>
    public byte[] ToBlock()
    {
        byte[] block = new byte[Length];
        for (int i = 0; i < Capacity; i++)
        {
            Span<byte> point = block.AsSpan(i * PointLength, PointLength);
            BinaryPrimitives.WriteInt64BigEndian(point, i < _count ? _points[i].Sample : -1);
            if (i < _count)
            {
                BinaryPrimitives.WriteInt64BigEndian(point.Slice(8), _points[i].Offset);
                BinaryPrimitives.WriteUInt16BigEndian(point.Slice(16), (ushort)_points[i].BlockSize);
            }
        }

        return block;
    }
}
