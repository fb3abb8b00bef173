using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// Reads WAVE files chunk by chunk (Multimedia Programming Interface and Data Specifications 1.0, chapters 2 and 3). A
/// unit is a run of whole samples. Servers that glue several files together repeat the header, inside the samples or
/// after them.
/// </summary>
internal sealed class WavScanner : SampleScanner
{
    // riffSize (8), then dataSize (8): EBU Tech 3306, 4.
    private const int Ds64SizesLength = 16;

    // Some count their own header in, or the chunk's: no speech is missing then. As long as this module's own header,
    // and half of it.
    private const int MostMiscounted = 128;

    private WaveFormat? _first;

    // Of the file that is being read.
    private State _state;
    private WaveFormat? _format;
    private long _size64;
    private bool _hasSamples;

    // Where what stands behind its samples begins, in bytes from the part's beginning, and whether it is no chunk.
    private long? _behind;
    private bool _isForeign;

    // Of its data chunk.
    private long _declared;
    private bool _isSizeKnown;
    private long _left;

    private enum State
    {
        BeforeFile,
        Chunks,
        Samples,
    }

    public override AudioFormat Format => AudioFormat.Wav;

    public override WaveFormat SampleFormat => _first!;

    protected override Step Scan() => _state switch
    {
        State.Samples => ScanSamples(),
        State.Chunks => ScanChunk(),
        _ => ScanHeader(),
    };

    protected override void BeginPart()
    {
        base.BeginPart();
        _state = State.BeforeFile;
        _isForeign = false;
        IsSilent = true;
    }

    protected override void JudgePart()
    {
        if (SampleCount == 0)
        {
            throw AudioFormatException.Empty(Name, $"{Name} is a WAVE file without samples.");
        }

        // A chunk may lack its padding.
        if (_behind is { } behind && (_isForeign || Part.Owed > 1))
        {
            long count = Part.Offset + Part.Available - behind;
            Warnings.Add($"{Name} has {count} byte(s) that are no audio; they were left out.");
        }
    }

    private Step ScanHeader()
    {
        if (Lacks(RiffMark.FileLength))
        {
            return Step.More;
        }

        if (!RiffMark.IsFile(Part.Bytes))
        {
            throw new AudioFormatException(Name, $"{Name} does not begin with a WAVE header.");
        }

        Part.Skip(RiffMark.FileLength);
        _state = State.Chunks;
        _format = null;
        _size64 = 0;
        _hasSamples = false;
        _behind = null;
        return Step.Continue;
    }

    private Step ScanChunk()
    {
        if (Lacks(_hasSamples ? TagSize.HeaderLength : RiffMark.ChunkLength))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        if (_hasSamples && RiffMark.IsFile(bytes))
        {
            _state = State.BeforeFile;
            return Step.Continue;
        }

        if (bytes.Length < RiffMark.ChunkLength)
        {
            return Step.End;
        }

        if (_hasSamples)
        {
            _behind = Part.Offset;
            if (TagSize.At(bytes, atBoundary: false) is > 0 and long tag)
            {
                Part.Skip(tag);
                return Step.Continue;
            }

            if (!RiffMark.IsChunk(bytes))
            {
                return PassBehindSamples(bytes);
            }
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4));
        if (bytes.StartsWith("data"u8) && !_hasSamples)
        {
            Part.Skip(RiffMark.ChunkLength);
            BeginSamples(size);
            return Step.Continue;
        }

        if (bytes.StartsWith("fmt "u8))
        {
            if (Lacks(RiffMark.ChunkLength + WaveFormat.MaxLength))
            {
                return Step.More;
            }

            ReadOnlySpan<byte> body = bytes.Slice(RiffMark.ChunkLength);
            _format = WaveFormat.Parse(body.Slice(0, (int)Math.Min(size, Math.Min(WaveFormat.MaxLength, body.Length))))
                ?? throw new AudioFormatException(
                    Name, $"{Name} is a WAVE file whose samples are compressed or not described.");
        }
        else if (bytes.StartsWith("ds64"u8))
        {
            if (Lacks(RiffMark.ChunkLength + Ds64SizesLength))
            {
                return Step.More;
            }

            if (bytes.Length >= RiffMark.ChunkLength + Ds64SizesLength)
            {
                _size64 = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(RiffMark.ChunkLength + 8));
            }
        }

        // In 64 bits: in 32 a hostile size would come to nothing, and the same chunk be read for ever.
        Part.Skip(RiffMark.ChunkLength + (long)size + (size & 1));
        return Step.Continue;
    }

    // A header that tells of too few bytes: the samples go on. Where it ends inside one, or is padded, nobody can tell
    // how; and text is what the server says.
    private Step PassBehindSamples(ReadOnlySpan<byte> bytes)
    {
        if (_declared % SampleFormat.BlockAlign == 0 && _declared % 2 == 0
            && !RiffMark.IsText(bytes.Slice(0, RiffMark.ChunkLength)))
        {
            _behind = null;
            _isSizeKnown = false;
            _left = long.MaxValue;
            _state = State.Samples;
            return Step.Continue;
        }

        _isForeign = true;
        return Step.End;
    }

    private void BeginSamples(uint size)
    {
        if (_format is null)
        {
            throw new AudioFormatException(
                Name, $"{Name} is a WAVE file without a description of its samples before them.");
        }

        Require(new AudioConfiguration(_format, _format.ToString()), isFirst: _first is null);
        _first ??= _format;
        bool isSize64 = size == uint.MaxValue && _size64 > 0;
        _declared = isSize64 ? _size64 : size;
        // Writers that cannot go back leave 0, the largest size or about the largest signed one.
        _isSizeKnown = isSize64 || size is not (0 or >= 0xFFFFF000 or (>= 0x7FFFF000 and <= int.MaxValue));
        _left = _isSizeKnown ? _declared : long.MaxValue;
        _state = State.Samples;
        _hasSamples = true;
    }

    private Step ScanSamples()
    {
        int align = SampleFormat.BlockAlign;
        if (Lacks((int)Math.Min(_left, align + RiffMark.FileLength)))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        int window = (int)Math.Min(_left, bytes.Length);
        int next = RiffMark.FindFile(bytes, window);
        bool isLast = next >= 0 || window == _left || Part.AtEnd;

        // Where samples go on, the window's last bytes may be the beginning of a RIFF header.
        int run = next >= 0 ? next : isLast ? window : window - RiffMark.FileLength;
        int rest = run % align;
        int whole = run - rest;
        long passed = isLast ? run : whole;
        _left -= passed;
        SampleCount += whole / align;
        if (isLast)
        {
            // Chunks of odd length are padded.
            passed += next < 0 && _isSizeKnown ? _declared & 1 : 0;
            EndSamples(rest, isCut: next < 0);
        }

        if (whole > 0)
        {
            IsSilent = IsSilent && Silence.Is(bytes.Slice(0, whole), SampleFormat.SilenceByte);
            Measure(bytes.Slice(0, whole));
            return Found(whole, passed);
        }

        Part.Skip(passed);
        return Step.Continue;
    }

    /// <summary>Ends the data chunk, whose last bytes are in the window.</summary>
    /// <param name="rest">The bytes of a sample that is not whole.</param>
    /// <param name="isCut">
    /// Whether bytes that were declared and did not come are missing: no other file's header stands there.
    /// </param>
    private void EndSamples(int rest, bool isCut)
    {
        _state = State.Chunks;

        if (isCut && _left > 0 && _declared < RiffMark.LeastPlaceholder && _isSizeKnown)
        {
            IsTruncated = true;
            IsIncomplete |= _left > MostMiscounted;
            Warnings.Add($"{Name} ends {_left} byte(s) before the end that its header declares.");
        }
        else if (rest > 0)
        {
            IsTruncated = true;
            Warnings.Add($"{Name} ends inside a sample; {rest} byte(s) of it were left out.");
        }
    }
}
