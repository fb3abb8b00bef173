using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Finds where a FLAC frame ends. Bytes may come little by little: every byte is looked at a fixed number of times,
/// however often the search goes on, and what is found does not depend on how they come.
/// </summary>
internal sealed class FlacFrameEnd
{
    // A place is judged when what may stand there is seen to its end: a frame header, or the longer one of a tag.
    private const int LookAhead = TagSize.HeaderLength;

    // RFC 9639, 9.3.
    private const int CrcLength = 2;

    private FlacStreamInfo? _info;
    private int _headerLength;
    private int _maxLength;

    // The next place where a frame may begin, and the CRC over the bytes before _crcPosition.
    private int _position;
    private uint _crc;
    private int _crcPosition;

    // The same for tags and streams that follow.
    private int _markPosition;
    private uint _markCrc;
    private int _markCrcPosition;

    private bool _hasSeenHeader;

    public enum Result
    {
        /// <summary>The bytes so far do not tell.</summary>
        Unknown,

        /// <summary>The frame has <see cref="Length"/> bytes.</summary>
        Found,

        /// <summary>
        /// The frame breaks off; what does not belong to another stream has <see cref="Length"/> bytes.
        /// </summary>
        Cut,

        /// <summary>Other frames follow, or the frame is longer than it can be, but its CRC-16 is wrong.</summary>
        Damaged,
    }

    public int Length { get; private set; }

    /// <summary>Begins with a frame of that header.</summary>
    public void Begin(FlacFrameHeader header, FlacStreamInfo info)
    {
        _info = info;
        _headerLength = header.Length;
        _position = _markPosition = header.Length + 1;
        _crc = _markCrc = 0;
        _crcPosition = _markCrcPosition = 0;
        _hasSeenHeader = false;

        // An encoder never writes more than samples without compression take (side channels have a bit more each):
        // twice that behind the header, whose number may become longer in a joined file, is no frame.
        long plain = (long)info.Channels * (header.BlockSize + 16) * (info.BitsPerSample + 1) / 8;
        _maxLength = header.Length + (int)(2 * plain) + 64;
    }

    /// <summary>Goes on searching.</summary>
    /// <param name="bytes">The bytes from the frame's beginning; at least those given before.</param>
    /// <param name="isAll">Whether no more can come.</param>
    public Result Continue(ReadOnlySpan<byte> bytes, bool isAll)
    {
        int limit = Math.Min(bytes.Length, _maxLength);
        Result result = FindNextFrame(bytes, isAll ? limit : Math.Min(limit, bytes.Length - LookAhead));
        if (result != Result.Unknown || (!isAll && bytes.Length < _maxLength + LookAhead))
        {
            return result;
        }

        bool endsHere = isAll && bytes.Length <= _maxLength;
        if (endsHere && EndsWithFrame(bytes))
        {
            return Result.Found;
        }

        result = FindMark(bytes, limit);
        if (result != Result.Unknown)
        {
            return result;
        }

        Length = limit;
        return endsHere && !_hasSeenHeader ? Result.Cut : Result.Damaged;
    }

    private Result FindNextFrame(ReadOnlySpan<byte> bytes, int end)
    {
        while (_position < end)
        {
            // Whether frames are numbered one by one or by sample, as in a joined file: each search ends at the same
            // places.
            int found = bytes.Slice(_position, end - _position).IndexOf((byte)0xFF);
            if (found < 0)
            {
                _position = end;
                break;
            }

            int position = _position + found;
            _position = position + 1;
            if (!FlacFrameHeader.TryParse(bytes.Slice(position), out FlacFrameHeader next) || !next.Fits(_info!))
            {
                continue;
            }

            _crc = Crc.FlacFrame.Append(_crc, bytes.Slice(_crcPosition, position - _crcPosition));
            _crcPosition = position;
            if (_crc == 0)
            {
                Length = position;
                return Result.Found;
            }

            Result mark = FindMark(bytes, position);
            if (mark != Result.Unknown)
            {
                return mark;
            }

            _hasSeenHeader = true;
        }

        return Result.Unknown;
    }

    /// <summary>Whether bytes are what servers leave behind an answer: line ends and zeros, or nothing.</summary>
    public static bool IsPadding(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value is not (0 or (byte)'\r' or (byte)'\n' or (byte)' '))
            {
                return false;
            }
        }

        return true;
    }

    // The part's last bytes may be the frame's last, padding behind it, or begin a header that breaks off.
    private bool EndsWithFrame(ReadOnlySpan<byte> bytes)
    {
        int first = Math.Max(_crcPosition, Math.Max(_headerLength + 1, bytes.Length - FlacFrameHeader.MaxLength));
        for (int end = bytes.Length; end >= first; end--)
        {
            ReadOnlySpan<byte> rest = bytes.Slice(end);
            bool mayEnd = IsPadding(rest) || (rest[0] == bytes[0] && (rest.Length == 1 || rest[1] == bytes[1]));
            if (mayEnd && HasCrc(bytes, end))
            {
                // Zeros behind a right CRC leave it right; two of them may be the CRC itself.
                int shortest = end;
                while (shortest > first && bytes[shortest - 1] == 0 && HasCrc(bytes, shortest - 1))
                {
                    shortest--;
                }

                Length = end - shortest > CrcLength ? shortest : end;
                return true;
            }
        }

        return false;
    }

    private bool HasCrc(ReadOnlySpan<byte> bytes, int end) =>
        Crc.FlacFrame.Append(_crc, bytes.Slice(_crcPosition, end - _crcPosition)) == 0;

    private Result FindMark(ReadOnlySpan<byte> bytes, int end)
    {
        while (_markPosition < end)
        {
            int found = bytes.Slice(_markPosition, end - _markPosition).IndexOfAny("fITA"u8);
            if (found < 0)
            {
                _markPosition = end;
                break;
            }

            int position = _markPosition + found;
            _markPosition = position + 1;
            ReadOnlySpan<byte> rest = bytes.Slice(position);
            if (!FlacMark.IsStream(rest) && TagSize.At(rest, atBoundary: true) == 0)
            {
                continue;
            }

            _markCrc = Crc.FlacFrame.Append(_markCrc, bytes.Slice(_markCrcPosition, position - _markCrcPosition));
            _markCrcPosition = position;
            Length = position;
            if (_markCrc == 0)
            {
                return Result.Found;
            }

            if (FlacMark.IsStreamWithInfo(rest))
            {
                return Result.Cut;
            }
        }

        return Result.Unknown;
    }
}
