using System.Buffers;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio;

public class PartReaderTests
{
    [Fact]
    public async Task Skipping_beyond_the_part_tells_what_is_missing()
    {
        using PartReader reader = new();
        reader.Open(new MemoryStream(new byte[1000]), CancellationToken.None);
        Assert.True(await reader.RequireAsync(10));

        reader.Skip(100_000);

        Assert.False(await reader.RequireAsync(1));
        Assert.True(reader.AtEnd);
        Assert.Equal(1000, reader.Offset);
        Assert.Equal(99_000, reader.Owed);
    }

    [Fact]
    public async Task Window_keeps_its_bytes_while_the_buffer_grows()
    {
        byte[] part = [.. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 7919 >> 8))];
        using PartReader reader = new();
        reader.Open(new MemoryStream(part), CancellationToken.None);
        int position = 0;
        foreach (int step in new[] { 1, 30_000, 5, 60_000, 400_000, 3, 250_000 })
        {
            Assert.True(await reader.RequireAsync(step));
            Assert.True(part.AsSpan(position, step).SequenceEqual(reader.Bytes.Slice(0, step)));
            reader.Advance(step);
            position += step;
        }

        Assert.Equal(position, reader.Offset);
    }

    [Fact]
    public async Task Buffer_of_a_read_that_was_given_up_is_nobody_elses()
    {
        using AbandonedStream part = new();
        PartReader reader = new();
        reader.Open(part, CancellationToken.None);

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await reader.RequireAsync(1));
        reader.Dispose();

        // What a thread gave back last is what it gets next.
        Assert.NotSame(part.Buffer, ArrayPool<byte>.Shared.Rent(part.Buffer!.Length));
    }

    /// <summary>
    /// Gives a read up while somebody may still write into its buffer, as a connection that is closed does.
    /// </summary>
    private sealed class AbandonedStream : MemoryStream
    {
        public byte[]? Buffer { get; private set; }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Buffer = buffer;
            throw new OperationCanceledException();
        }
    }
}
