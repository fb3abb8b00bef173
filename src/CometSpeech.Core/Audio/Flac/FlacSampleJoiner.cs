using CometSpeech.Core.Audio.Wave;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Decodes FLAC to the samples that <c>flac -d</c> writes into a WAVE file, without its header.
/// </summary>
/// <param name="output">Where the samples go.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal sealed class FlacSampleJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    private readonly FlacScanner _scanner = new();
    private readonly FlacDecoder _decoder = new();
    private WaveFormat _format = WaveFormat.Endpoint;
    private byte[] _block = [];

    public override AudioFormat Format => AudioFormat.Pcm;

    public override bool CanAppendSilence => true;

    internal override WaveFormat? SampleFormat => _format;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings => PcmJoiner.GetWarnings(_format);

    private protected override void WriteUnit()
    {
        FlacStreamInfo info = _scanner.Info;
        FlacFrameHeader header = _scanner.Header;
        if (!_decoder.TryDecode(_scanner.Unit, header, info))
        {
            throw new AudioFormatException(
                Part.Name, $"{Part.Name} is damaged: its FLAC frame at sample {_scanner.FrameStart} does not decode.");
        }

        if (Output.Position == 0)
        {
            _format = WaveFormat.OfBits(info.SampleRate, info.Channels, info.BitsPerSample);
        }

        (int before, int after) = FlacCut.Find(Part, info.SampleRate).Of(_scanner.FrameStart, header.BlockSize);
        LeftOutBefore += before;
        LeftOutAfter += after;
        WriteSamples(before, header.BlockSize - before - after);
    }

    private protected override void WriteSilence(long samples) =>
        Output.Fill(_format.SilenceByte, samples * _format.BlockAlign);

    private protected override void CompleteFile()
    {
    }

    private void WriteSamples(int start, int count)
    {
        int step = _format.BlockAlign;
        int bytes = step / _format.Channels;
        // A depth between whole bytes has zeros below.
        int shift = _format.BitsPerSample - _scanner.Info.BitsPerSample;
        // Of 8 bits samples have no sign.
        int middle = _format.SilenceByte;
        if (_block.Length < count * step)
        {
            _block = new byte[count * step];
        }

        for (int channel = 0; channel < _format.Channels; channel++)
        {
            int at = channel * bytes;
            foreach (int sample in _decoder[channel].Slice(start, count))
            {
                int value = (sample << shift) + middle;
                for (int i = 0; i < bytes; i++)
                {
                    _block[at + i] = (byte)(value >> (8 * i));
                }

                at += step;
            }
        }

        Output.WriteRun(new ArraySegment<byte>(_block, 0, count * step));
    }
}
