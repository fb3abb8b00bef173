using System.Buffers.Binary;
using CometSpeech.Core.Audio.Wave;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>The sizes in a WAVE header, about where RIFF becomes RF64.</summary>
public class WaveHeaderTests
{
    // Of RIFF's size 72 are the header's, less the 8 bytes that it does not count.
    private const long LargestData = uint.MaxValue - 73L;

    [Theory]
    [InlineData(0, 0), InlineData(4, 0), InlineData(5, 0), InlineData(5, 100), InlineData(LargestData - 1, 0)]
    [InlineData(LargestData - 101, 100)]
    public void Small_file_tells_its_size_with_the_chunks_behind_the_samples(long data, int chunks)
    {
        byte[] header = WaveHeader.Make(WaveFormat.Endpoint, data, chunks);

        Assert.Equal("RIFF"u8.ToArray(), header.Take(4));
        Assert.Equal(72 + data + (data % 2) + chunks, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)));
        Assert.Equal(data, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76)));
    }

    [Theory]
    [InlineData(LargestData + 1, 0), InlineData(LargestData - 99, 100), InlineData(5_000_000_001, 100)]
    public void Large_file_is_RF64_also_for_its_chunks_alone(long data, int chunks)
    {
        byte[] header = WaveHeader.Make(WaveFormat.Endpoint, data, chunks);

        Assert.Equal("RF64"u8.ToArray(), header.Take(4));
        Assert.Equal("ds64"u8.ToArray(), header.Skip(12).Take(4));
        Assert.Equal(72 + data + (data % 2) + chunks, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(20)));
        Assert.Equal(data, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(28)));
        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)));
        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76)));
    }
}
