using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins the samples of WAVE files under one header whose sizes are right.</summary>
internal sealed class WavJoiner(Stream output) : AudioJoiner
{
    private const int RiffHeaderLength = 12;
    private const int ChunkHeaderLength = 8;

    private readonly long _outputStart = output.Position;
    private readonly PartReader _reader = new();
    private WaveFormat? _format;
    private string _firstName = "";
    private long _dataBytes;
    private bool _truncated;

    public override AudioFormat Format => AudioFormat.Wav;

    public override bool CanAppendSilence => true;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default)
    {
        _reader.Open(part, cancellationToken);
        PartState state = new(name);
        if (!_reader.Require(RiffHeaderLength) || !IsRiff(_reader.Start))
        {
            throw new AudioFormatException(name, $"{name} does not begin with a WAVE header.");
        }

        // Servers that glue several files together repeat the header, inside the samples or after them.
        while (_reader.Require(RiffHeaderLength) && IsRiff(_reader.Start))
        {
            _reader.Advance(RiffHeaderLength);
            ReadFile(state);
        }

        if (state.DataBytes == 0)
        {
            throw new AudioFormatException(name, $"{name} is a WAVE file without samples.");
        }

        _truncated |= state.Truncated;
        return Properties(state.DataBytes, state.Truncated, state.Warnings);
    }

    public override void AppendSilence(TimeSpan duration)
    {
        WaveFormat format = Configured();
        _dataBytes += Silence.Write(output, Silence.Samples(duration, format.SampleRate) * format.BlockAlign, format.SilenceByte);
    }

    public override AudioProperties Complete()
    {
        byte[] header = WaveHeader.Make(Configured(), _dataBytes);
        if ((_dataBytes & 1) != 0)
        {
            output.WriteByte(0);
        }

        long end = output.Position;
        output.Position = _outputStart;
        output.Write(header, 0, header.Length);
        output.Position = end;
        return Properties(_dataBytes, _truncated, []);
    }

    private WaveFormat Configured() => _format ?? throw new InvalidOperationException("No part has been appended.");

    /// <summary>Reads the chunks of one file after its RIFF header, up to its end or to the next RIFF header.</summary>
    private void ReadFile(PartState state)
    {
        WaveFormat? format = null;
        long size64 = 0;
        bool hasData = false;
        while (_reader.Require(ChunkHeaderLength))
        {
            if (hasData && _reader.Require(RiffHeaderLength) && IsRiff(_reader.Start))
            {
                return;
            }

            ReadOnlySpan<byte> header = _reader.Buffer.AsSpan(_reader.Start, ChunkHeaderLength);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4));
            bool isFormat = header.StartsWith("fmt "u8);
            bool isSize64 = header.StartsWith("ds64"u8);
            bool isData = header.StartsWith("data"u8);
            _reader.Advance(ChunkHeaderLength);
            if (isData && !hasData)
            {
                Configure(format, state.Name);
                hasData = true;
                if (CopySamples(size, size64, state))
                {
                    return;
                }

                continue;
            }

            if (isFormat)
            {
                _reader.Require(WaveFormat.MaxLength);
                int length = (int)Math.Min(size, Math.Min(WaveFormat.MaxLength, _reader.Available));
                format = WaveFormat.Parse(_reader.Buffer.AsSpan(_reader.Start, length))
                    ?? throw new AudioFormatException(state.Name, $"{state.Name} is a WAVE file whose samples are compressed or not described.");
            }
            else if (isSize64 && _reader.Require(16))
            {
                // riffSize (8), then dataSize (8).
                size64 = BinaryPrimitives.ReadInt64LittleEndian(_reader.Buffer.AsSpan(_reader.Start + 8));
            }

            _reader.Skip(size + (size & 1L));
        }
    }

    private void Configure(WaveFormat? format, string name)
    {
        if (format is null)
        {
            throw new AudioFormatException(name, $"{name} is a WAVE file without a description of its samples before them.");
        }

        if (_format is null)
        {
            _format = format;
            _firstName = name;
            output.Write(WaveHeader.Make(format, null), 0, WaveHeader.Length);
        }
        else if (_format != format)
        {
            throw AudioFormatException.Different(name, format.ToString(), _firstName, _format.ToString());
        }
    }

    /// <summary>Copies the samples of a data chunk.</summary>
    /// <returns>Whether another file's RIFF header stopped it.</returns>
    private bool CopySamples(uint size, long size64, PartState state)
    {
        int align = _format!.BlockAlign;
        bool from64 = size == uint.MaxValue && size64 > 0;
        long declared = from64 ? size64 : size;
        // Writers that cannot go back leave 0, the largest size or about the largest signed one.
        bool unknown = !from64 && (size is 0 or >= 0xFFFFF000 or (>= 0x7FFFF000 and <= int.MaxValue));
        long left = unknown ? long.MaxValue : declared;
        bool last = false;
        while (left > 0 && !last)
        {
            _reader.Require((int)Math.Min(left, align + RiffHeaderLength));
            int window = (int)Math.Min(left, _reader.Available);
            int next = FindRiff(window);
            last = next >= 0 || window == left || _reader.AtEnd;

            // Where samples go on, the window's last bytes may be the beginning of a RIFF header.
            int run = next >= 0 ? next : last ? window : window - RiffHeaderLength;
            int rest = run % align;
            int whole = run - rest;
            output.Write(_reader.Buffer, _reader.Start, whole);
            _dataBytes += whole;
            state.DataBytes += whole;
            int passed = last ? run : whole;
            _reader.Advance(passed);
            left -= passed;

            // Some servers declare two billion bytes for whatever they send.
            if (last && next < 0 && left > 0 && declared < 2_000_000_000 && !unknown)
            {
                state.Truncated = true;
                state.Warnings.Add($"{state.Name} ends {left} byte(s) before the end that its header declares.");
            }
            else if (last && rest > 0)
            {
                state.Truncated = true;
                state.Warnings.Add($"{state.Name} ends inside a sample; {rest} byte(s) of it were left out.");
            }

            if (next >= 0)
            {
                return true;
            }
        }

        if (!unknown)
        {
            _reader.Skip(declared & 1);
        }

        return false;
    }

    /// <summary>Where in the window another file's header begins; -1 when none does.</summary>
    private int FindRiff(int window)
    {
        int end = _reader.Start + window;
        for (int index = _reader.Start; index < end; index++)
        {
            int found = _reader.Buffer.AsSpan(index, end - index).IndexOf("RIFF"u8);
            if (found < 0)
            {
                break;
            }

            index += found;
            if (index + RiffHeaderLength <= _reader.End && IsRiff(index))
            {
                return index - _reader.Start;
            }
        }

        return -1;
    }

    private bool IsRiff(int index)
    {
        ReadOnlySpan<byte> header = _reader.Buffer.AsSpan(index, RiffHeaderLength);
        return (header.StartsWith("RIFF"u8) || header.StartsWith("RF64"u8)) && header.Slice(8).StartsWith("WAVE"u8);
    }

    private AudioProperties Properties(long dataBytes, bool truncated, IReadOnlyList<string> warnings) => new()
    {
        Format = AudioFormat.Wav,
        SampleRate = _format!.SampleRate,
        Channels = _format.Channels,
        SampleCount = dataBytes / _format.BlockAlign,
        IsTruncated = truncated,
        Warnings = warnings,
    };

    private sealed class PartState(string name)
    {
        public string Name => name;

        public long DataBytes { get; set; }

        public bool Truncated { get; set; }

        public List<string> Warnings { get; } = [];
    }
}
