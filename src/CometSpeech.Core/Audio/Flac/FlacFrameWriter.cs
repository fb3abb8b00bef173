using System.Buffers.Binary;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Writes a FLAC file: its metadata first, to be filled in at the end, then frames. A stream has no seek table, and its
/// STREAMINFO tells what it can before the frames are known.
/// </summary>
internal sealed class FlacFrameWriter
{
    private const byte SeekTableType = 3;
    private const byte LastBlockFlag = 0x80;
    private const int BlockHeaderLength = 4;
    private const int StreamInfoPosition = 4 + BlockHeaderLength;
    private const int SeekTablePosition = StreamInfoPosition + FlacStreamInfo.Length + BlockHeaderLength;

    /// <summary>Where the blocks stand that tell tags and chapters.</summary>
    public const int TagsPosition = SeekTablePosition + FlacSeekTable.Length;

    // RFC 9639, 8.2: the smallest block size STREAMINFO may tell.
    private const int MinBlockSize = 16;

    // RFC 9639, 7: the longest blocks of the streamable subset, at rates up to 48 kHz and above.
    private const int MaxSubsetBlockSize = 4608;
    private const int MaxSubsetBlockSizeAbove = 16_384;
    private const int HighestSubsetRate = 48_000;

    private readonly OutputWriter _output;
    private readonly FlacSeekTable _seekTable;
    private readonly long _audioPosition;
    private readonly FlacStreamInfo _info;
    private readonly FlacPlainFrame _plain = new();
    private readonly byte[] _header = new byte[FlacFrameHeader.MaxLength];
    private FlacFrameHeader _previous;
    private int _firstBlockSize;
    private int _minBlockSize;
    private int _maxBlockSize;
    private int _minFrameLength;
    private int _maxFrameLength;
    private long _frameCount;
    private long _growth;

    /// <summary>Writes what stands before the frames.</summary>
    /// <param name="output">Where the file goes.</param>
    /// <param name="info">The first part's STREAMINFO.</param>
    /// <param name="tags">The blocks that tell tags and chapters, the last one marked as such.</param>
    public FlacFrameWriter(OutputWriter output, FlacStreamInfo info, byte[] tags)
    {
        _output = output;
        _info = info;
        _seekTable = new FlacSeekTable(info.SampleRate);
        output.Write(FlacMark.Bytes);
        bool isLast = output.IsStream && tags.Length == 0;
        output.Write([(byte)(isLast ? LastBlockFlag : 0), 0, 0, FlacStreamInfo.Length]);
        if (output.IsStream)
        {
            LongestBlock = Math.Max(
                info.MaxBlockSize,
                info.SampleRate <= HighestSubsetRate ? MaxSubsetBlockSize : MaxSubsetBlockSizeAbove);
            output.Write(info.ToBlock(MinBlockSize, LongestBlock, 0, 0, 0, keepsMd5: false));
        }
        else
        {
            output.Fill(0, FlacStreamInfo.Length);
            ReserveSeekTable(output, isLast: tags.Length == 0);
        }

        output.WriteRun(new ArraySegment<byte>(tags));
        _audioPosition = output.Position;
        Reset();
    }

    /// <summary>
    /// The longest block that may come. What STREAMINFO tells of a stream is meant for blocks that nobody knows yet;
    /// with the largest value that it can tell, VLC leaves out the last ones.
    /// </summary>
    public int LongestBlock { get; } = ushort.MaxValue;

    /// <summary>Samples per channel so far.</summary>
    public long SampleCount { get; private set; }

    /// <summary>
    /// Whether a frame may follow with the number that it has: counted from 0 on, and by frame only after blocks of one
    /// size.
    /// </summary>
    public bool IsNext(FlacFrameHeader header) =>
        _frameCount == 0
            ? header.Number == 0
            : header.IsVariable == _previous.IsVariable && header.Number == _previous.NextNumber
                && (header.IsVariable
                    || (_previous.BlockSize == _firstBlockSize && header.BlockSize <= _firstBlockSize));

    /// <summary>Writes the scanner's frame as it is.</summary>
    public void WriteUnchanged(FlacScanner scanner)
    {
        FlacFrameHeader header = scanner.Header;
        _growth += FlacFrameHeader.GetNumberLength(SampleCount) - header.NumberLength;
        Count(header, scanner.Unit.Count);
        _output.Write(scanner.Unit);
    }

    /// <summary>
    /// Writes the scanner's frame with the number of its first sample. Only the header changes; what that does to the
    /// CRC-16 is carried over the body.
    /// </summary>
    public void WriteRenumbered(FlacScanner scanner)
    {
        const int CrcLength = 2;
        FlacFrameHeader header = scanner.Header;
        ReadOnlySpan<byte> frame = scanner.Unit;
        ReadOnlySpan<byte> old = frame.Slice(0, header.Length);
        ReadOnlySpan<byte> body = frame.Slice(header.Length, frame.Length - header.Length - CrcLength);
        Span<byte> renumbered = _header.AsSpan(0, header.Renumber(old, SampleCount, _header));
        uint change = Crc.FlacFrame.Append(0, old) ^ Crc.FlacFrame.Append(0, renumbered);
        uint crc = BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(header.Length + body.Length))
            ^ Crc.FlacFrame.GetValue(Crc.FlacFrame.Shift(change, body.Length));
        Count(header, renumbered.Length + body.Length + CrcLength);
        _output.Write(renumbered);
        _output.Write(body);
        _output.Write([(byte)(crc >> 8), (byte)crc]);
    }

    /// <summary>
    /// Writes silence, numbered by sample. Its blocks are no longer than the longest so far, so that what the file
    /// claims of them stays true, and of one length: a rest alone might be shorter than blocks may be.
    /// </summary>
    /// <param name="like">The header of a frame of the stream.</param>
    /// <param name="samples">1 or more.</param>
    public void WriteSilence(FlacFrameHeader like, long samples)
    {
        int longest = Math.Max(MinBlockSize, Math.Max(_maxBlockSize, like.BlockSize));
        for (long blocks = (samples + longest - 1) / longest; blocks > 0; blocks--)
        {
            int count = (int)((samples + blocks - 1) / blocks);
            Write(_plain.OfSilence(like, _info, SampleCount, count));
            samples -= count;
        }
    }

    /// <summary>Writes some samples of a block, numbered by sample.</summary>
    /// <param name="header">The block's header.</param>
    /// <param name="block">Its samples.</param>
    /// <param name="start">The first one that is kept.</param>
    /// <param name="count">How many are kept, 1 or more.</param>
    public void WriteSamples(FlacFrameHeader header, FlacDecoder block, int start, int count) =>
        Write(_plain.OfSamples(header, _info, SampleCount, block, start, count));

    /// <summary>
    /// Forgets all frames written unchanged and gives them back, to be written again with other numbers.
    /// </summary>
    public Stream BeginRenumbering(CancellationToken cancellationToken)
    {
        Stream written = _output.Reopen(_audioPosition, _growth, cancellationToken);
        Reset();
        return written;
    }

    /// <summary>Fills in STREAMINFO and SEEKTABLE.</summary>
    /// <param name="keepsBlockSize">
    /// Whether the frames still have that part's numbers, which its block size gives a meaning.
    /// </param>
    /// <param name="keepsSamples">Whether the samples are those that STREAMINFO has the digest of.</param>
    public void Complete(bool keepsBlockSize, bool keepsSamples)
    {
        if (_output.IsStream)
        {
            return;
        }

        bool isFixed = keepsBlockSize
            && !_previous.IsVariable
            && _info.MinBlockSize == _info.MaxBlockSize
            && _info.MaxBlockSize >= _maxBlockSize;
        int min = isFixed ? _info.MinBlockSize : Math.Max(MinBlockSize, _minBlockSize);
        int max = isFixed ? _info.MaxBlockSize : Math.Max(MinBlockSize, _maxBlockSize);
        _output.Patch(
            StreamInfoPosition, _info.ToBlock(min, max, _minFrameLength, _maxFrameLength, SampleCount, keepsSamples));
        _output.Patch(SeekTablePosition, _seekTable.ToBlock());
    }

    private static void ReserveSeekTable(OutputWriter output, bool isLast)
    {
        output.Write(
        [
            (byte)(isLast ? LastBlockFlag | SeekTableType : SeekTableType),
            FlacSeekTable.Length >> 16,
            (FlacSeekTable.Length >> 8) & 0xFF,
            FlacSeekTable.Length & 0xFF,
        ]);
        output.Fill(0, FlacSeekTable.Length);
    }

    private void Write(ReadOnlySpan<byte> frame)
    {
        _ = FlacFrameHeader.TryParse(frame, out FlacFrameHeader header);
        Count(header, frame.Length);
        _output.Write(frame);
    }

    private void Count(FlacFrameHeader header, int length)
    {
        if (SampleCount + header.BlockSize > FlacStreamInfo.MaxTotalSamples)
        {
            throw new InvalidOperationException("The audio is longer than FLAC can number.");
        }

        // The last block does not count for the smallest (RFC 9639, 8.2), so a block counts when another follows, or
        // alone.
        _minBlockSize = _frameCount == 0 ? header.BlockSize : Math.Min(_minBlockSize, _previous.BlockSize);
        _maxBlockSize = Math.Max(_maxBlockSize, header.BlockSize);
        _minFrameLength = Math.Min(_minFrameLength, length);
        _maxFrameLength = Math.Max(_maxFrameLength, length);
        _seekTable.Add(SampleCount, _output.Position - _audioPosition, header.BlockSize);
        _firstBlockSize = _frameCount == 0 ? header.BlockSize : _firstBlockSize;
        _previous = header;
        _frameCount++;
        SampleCount += header.BlockSize;
    }

    private void Reset()
    {
        _seekTable.Clear();
        _frameCount = 0;
        _growth = 0;
        _maxBlockSize = 0;
        _minFrameLength = int.MaxValue;
        _maxFrameLength = 0;
        SampleCount = 0;
    }
}
