using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>Files beyond 4 GiB (EBU Tech 3306).</summary>
public class Rf64Tests
{
    private static readonly byte[] s_pcm1 = AudioFixtures.Part(AudioFormat.Pcm, 1);

    [Fact]
    public async Task File_beyond_4_GiB_becomes_RF64()
    {
        const long PartBytes = 0x60000000;
        using HeadStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Wav, output);
        for (int i = 1; i <= 3; i++)
        {
            using ZeroStream part = new(WaveBytes.Make([], uint.MaxValue), PartBytes);
            await joiner.AppendAsync(part, $"part {i}");
        }

        AudioProperties whole = joiner.Complete();

        byte[] head = output.Head;
        Assert.Equal(80 + (3 * PartBytes), output.Length);
        Assert.Equal(3 * PartBytes / 2, whole.SampleCount);
        Assert.Equal("RF64", Encoding.ASCII.GetString(head, 0, 4));
        Assert.Equal(uint.MaxValue, BitConverter.ToUInt32(head, 4));
        Assert.Equal("ds64", Encoding.ASCII.GetString(head, 12, 4));
        Assert.Equal(28, BitConverter.ToInt32(head, 16));
        Assert.Equal(output.Length - 8, BitConverter.ToInt64(head, 20));
        Assert.Equal(3 * PartBytes, BitConverter.ToInt64(head, 28));
        Assert.Equal(3 * PartBytes / 2, BitConverter.ToInt64(head, 36));
        Assert.Equal(0, BitConverter.ToInt32(head, 44));
        Assert.Equal("data", Encoding.ASCII.GetString(head, 72, 4));
        Assert.Equal(uint.MaxValue, BitConverter.ToUInt32(head, 76));
    }

    [Fact]
    public void RF64_part_is_read_by_its_64_bit_size()
    {
        byte[] ds64 =
        [
            .. WaveBytes.ChunkHeader("ds64", 28), .. new byte[8], .. BitConverter.GetBytes((long)s_pcm1.Length),
            .. new byte[12],
        ];
        byte[] part =
        [
            .. WaveBytes.Riff("RF64"), .. ds64, .. WaveBytes.Format(1, 1, 24_000, 16),
            .. WaveBytes.ChunkHeader("data", uint.MaxValue), .. s_pcm1,
            .. WaveBytes.ChunkHeader("LIST", 4), 1, 2, 3, 4,
        ];

        Assert.Equal(s_pcm1, WaveBytes.Data(JoinResult.Join(AudioFormat.Wav, part).Bytes));
    }

    /// <summary>A header, then zeros.</summary>
    private sealed class ZeroStream(byte[] header, long zeros) : MemoryStream(header)
    {
        private long _left = zeros;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            if (read == 0)
            {
                read = (int)Math.Min(count, _left);
                Array.Clear(buffer, offset, read);
                _left -= read;
            }

            return read;
        }
    }

    /// <summary>Keeps the first bytes only.</summary>
    private sealed class HeadStream : MemoryStream
    {
        private long _length;
        private long _position;

        public byte[] Head { get; } = new byte[80];

        public override long Length => _length;

        public override long Position { get => _position; set => _position = value; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (_position < Head.Length)
            {
                Array.Copy(buffer, offset, Head, _position, Math.Min(count, Head.Length - _position));
            }

            _position += count;
            _length = Math.Max(_length, _position);
        }
    }
}
