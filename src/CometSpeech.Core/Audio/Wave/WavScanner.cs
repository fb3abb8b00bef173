using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// Reads WAVE files chunk by chunk (Multimedia Programming Interface and Data Specifications 1.0, chapters 2 and 3). A
/// unit is a run of whole samples. Servers that glue several files together repeat the header, inside the samples or
/// after them.
/// </summary>
internal sealed class WavScanner : SampleScanner
{
    private const int RiffHeaderLength = 12;
    private const int ChunkHeaderLength = 8;

    // riffSize (8), then dataSize (8): EBU Tech 3306, 4.
    private const int Ds64SizesLength = 16;

    // Some count their own header in, or the chunk's: no speech is missing then. As long as this module's own header,
    // and half of it.
    private const int MostMiscounted = 128;

    // Some servers declare a billion bytes, or two, for whatever they send. The longest text at the lowest speed is 16
    // minutes: 184 MB at 48 kHz in two channels.
    private const long LeastPlaceholder = 256 * 1024 * 1024;

    private WaveFormat? _first;
    private string _firstName = "";

    // Of the file that is being read.
    private State _state;
    private WaveFormat? _format;
    private long _size64;
    private bool _hasSamples;

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
        IsSilent = true;
    }

    protected override void JudgePart()
    {
        if (SampleCount == 0)
        {
            throw AudioFormatException.Empty(Name, $"{Name} is a WAVE file without samples.");
        }
    }

    private static bool IsRiff(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= RiffHeaderLength
        && (bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8))
        && bytes.Slice(8).StartsWith("WAVE"u8);

    private Step ScanHeader()
    {
        if (Lacks(RiffHeaderLength))
        {
            return Step.More;
        }

        if (!IsRiff(Part.Bytes))
        {
            throw new AudioFormatException(Name, $"{Name} does not begin with a WAVE header.");
        }

        Part.Skip(RiffHeaderLength);
        _state = State.Chunks;
        _format = null;
        _size64 = 0;
        _hasSamples = false;
        return Step.Continue;
    }

    private Step ScanChunk()
    {
        if (Lacks(_hasSamples ? RiffHeaderLength : ChunkHeaderLength))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        if (_hasSamples && IsRiff(bytes))
        {
            _state = State.BeforeFile;
            return Step.Continue;
        }

        if (bytes.Length < ChunkHeaderLength)
        {
            return Step.End;
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4));
        if (bytes.StartsWith("data"u8) && !_hasSamples)
        {
            Part.Skip(ChunkHeaderLength);
            BeginSamples(size);
            return Step.Continue;
        }

        if (bytes.StartsWith("fmt "u8))
        {
            if (Lacks(ChunkHeaderLength + WaveFormat.MaxLength))
            {
                return Step.More;
            }

            ReadOnlySpan<byte> body = bytes.Slice(ChunkHeaderLength);
            _format = WaveFormat.Parse(body.Slice(0, (int)Math.Min(size, Math.Min(WaveFormat.MaxLength, body.Length))))
                ?? throw new AudioFormatException(
                    Name, $"{Name} is a WAVE file whose samples are compressed or not described.");
        }
        else if (bytes.StartsWith("ds64"u8))
        {
            if (Lacks(ChunkHeaderLength + Ds64SizesLength))
            {
                return Step.More;
            }

            if (bytes.Length >= ChunkHeaderLength + Ds64SizesLength)
            {
                _size64 = BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(ChunkHeaderLength + 8));
            }
        }

        // In 64 bits: in 32 a hostile size would come to nothing, and the same chunk be read for ever.
        Part.Skip(ChunkHeaderLength + (long)size + (size & 1));
        return Step.Continue;
    }

    private void BeginSamples(uint size)
    {
        if (_format is null)
        {
            throw new AudioFormatException(
                Name, $"{Name} is a WAVE file without a description of its samples before them.");
        }

        if (_first is null)
        {
            _first = _format;
            _firstName = Name;
        }
        else if (_first != _format)
        {
            throw AudioFormatException.Different(Name, _format.ToString(), _firstName, _first.ToString());
        }

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
        if (Lacks((int)Math.Min(_left, align + RiffHeaderLength)))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        int window = (int)Math.Min(_left, bytes.Length);
        int next = FindRiff(bytes, window);
        bool isLast = next >= 0 || window == _left || Part.AtEnd;

        // Where samples go on, the window's last bytes may be the beginning of a RIFF header.
        int run = next >= 0 ? next : isLast ? window : window - RiffHeaderLength;
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

        if (isCut && _left > 0 && _declared < LeastPlaceholder && _isSizeKnown)
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

    /// <summary>Where among the first bytes of the window another file's header begins; -1 when none does.</summary>
    private static int FindRiff(ReadOnlySpan<byte> bytes, int count)
    {
        for (int index = 0; index < count; index++)
        {
            int found = bytes.Slice(index, count - index).IndexOf("RIFF"u8);
            if (found < 0)
            {
                break;
            }

            index += found;
            if (IsRiff(bytes.Slice(index)))
            {
                return index;
            }
        }

        return -1;
    }
}
