using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Tells how loud Opus packets are without decoding them: by the gain and the voice activity flag of speech coding, or
/// by the size of frames without it. Every 20 ms, or every 10 ms where frames are shorter: what is longer tells the
/// same level several times, what is shorter counts by its mean.
/// </summary>
internal sealed class OpusLevelMeter
{
    private const int LongStep = 960;
    private const int ShortStep = 480;
    private const double Rate = 48_000;

    // RFC 6716, 4.2.7.4: a step of the gain index is 1.37 dB.
    private const float GainStep = 1.37f;

    // What separates noise that is as loud as speech from speech.
    private const float NoVoice = 15;

    // Speech coding judges a frame by what comes this much earlier than what it plays of it (measured with libopus).
    private const double SpeechLead = 0.0035;

    // Measured with libopus, speech in silence and in a quiet room: 18 ms early in the median, 8 to 45 ms late.
    private static readonly LevelEdge s_edge = new(1.4, 0);

    // A frame of 2 bytes and fewer is silence, or was never sent (3.2.1, 4.3).
    private const int SilentLength = 2;

    // Where a stream goes over to the other coding for a while, nobody knows how loud it is: about as loud as speech,
    // so that it is no pause. 80 bytes for 20 ms are 32 kbit/s.
    private const float UnknownSpeech = GainStep * 40;
    private const float UnknownSize = SizeScale * 6.3f;

    // Speech takes about twice the bytes of a quiet room, which it is some 40 dB above.
    private const float SizeScale = 40;

    // 4.2.7.3 and 4.2.7.4, tables 9 to 13, as libopus has them.
    private static readonly byte[] s_inactiveTypes = [230, 0];
    private static readonly byte[] s_activeTypes = [232, 158, 10, 0];
    private static readonly byte[] s_uniform = [224, 192, 160, 128, 96, 64, 32, 0];
    private static readonly byte[][] s_gains =
    [
        [224, 112, 44, 15, 3, 2, 1, 0],
        [254, 237, 192, 132, 70, 23, 4, 0],
        [255, 252, 226, 155, 61, 11, 2, 0],
    ];

    private readonly LevelCurveBuilder _speech;
    private readonly LevelCurveBuilder _sizes = new();

    // Gains of frames without and with voice, told last: where the gain of a frame is out of reach, as behind the first
    // one of a packet.
    private readonly int[] _gains = [10, 35];

    // Of the step that is under way.
    private float _speechSum;
    private float _sizeSum;
    private int _stepSamples;
    private int _step;

    private long _speechSamples;
    private long _celtSamples;
    private int _leastSize = int.MaxValue;
    private int _mostSize;

    /// <summary>Begins with a part.</summary>
    /// <param name="levels">Where the levels of speech coding go.</param>
    public OpusLevelMeter(LevelCurveBuilder levels) => _speech = levels;

    /// <summary>Measures the next packet.</summary>
    public void Add(ReadOnlySpan<byte> packet)
    {
        int samples = OpusPacket.GetFrameSamples(packet[0]);
        if (_step == 0)
        {
            _step = samples < LongStep ? ShortStep : LongStep;
        }

        bool isCelt = OpusPacket.IsCelt(packet[0]);
        bool isStereo = OpusPacket.IsStereo(packet[0]);
        OpusFrameReader frames = new(packet);
        while (frames.Read())
        {
            if (isCelt)
            {
                AddCelt(frames.Frame.Length, samples);
            }
            else
            {
                AddSpeech(frames.Frame, samples, isStereo);
            }
        }
    }

    /// <summary>Counts silence that joining puts between two streams of a part.</summary>
    public void AddSilence(int samples) => AddLevels(-NoVoice, 0, samples);

    /// <summary>
    /// The curve of all packets; null where they do not tell, which is so without speech coding at a constant bitrate.
    /// </summary>
    /// <param name="preSkip">The samples that a decoder drops at the beginning.</param>
    public LevelCurve? ToCurve(int preSkip)
    {
        double step = _step / Rate;
        double offset = (step / 2) - (preSkip / Rate);
        if (_speechSamples >= _celtSamples)
        {
            return _speech.Count > 0 ? _speech.ToCurve(step, offset - SpeechLead, s_edge) : null;
        }

        return _leastSize < _mostSize && _sizes.Count > 0 ? _sizes.ToCurve(step, offset, s_edge) : null;
    }

    private void AddCelt(int length, int samples)
    {
        _celtSamples += samples;
        if (length <= SilentLength)
        {
            AddSilence(samples);
            return;
        }

        _leastSize = Math.Min(_leastSize, length);
        _mostSize = Math.Max(_mostSize, length);
        AddLevels(UnknownSpeech, SizeScale * (float)(Math.Log(length) / Math.Log(2)), samples);
    }

    private void AddSpeech(ReadOnlySpan<byte> frame, int samples, bool isStereo)
    {
        _speechSamples += samples;
        if (frame.Length < SilentLength)
        {
            AddSilence(samples);
            return;
        }

        // 4.2.3: a flag for each 20 ms whether there is voice, then whether there is redundancy (LBRR).
        int count = Math.Max(1, samples / LongStep);
        OpusRangeDecoder decoder = new(frame);
        Span<bool> voices = stackalloc bool[count];
        foreach (ref bool voice in voices)
        {
            voice = decoder.ReadBit();
        }

        bool hasRedundancy = decoder.ReadBit();
        if (!isStereo && !hasRedundancy)
        {
            _gains[voices[0] ? 1 : 0] = ReadGain(ref decoder, voices[0]);
        }

        foreach (bool voice in voices)
        {
            AddLevels(
                voice ? GainStep * _gains[1] : (GainStep * _gains[0]) - NoVoice, UnknownSize, samples / count);
        }
    }

    private static int ReadGain(ref OpusRangeDecoder decoder, bool hasVoice)
    {
        // The type is that of the signal and, in its low bit, of the quantization.
        int type = decoder.ReadSymbol(hasVoice ? s_activeTypes : s_inactiveTypes);
        int signal = hasVoice ? 1 + (type >> 1) : 0;
        return (decoder.ReadSymbol(s_gains[signal]) << 3) | decoder.ReadSymbol(s_uniform);
    }

    private void AddLevels(float speech, float size, int samples)
    {
        while (samples > 0)
        {
            int count = Math.Min(samples, _step - _stepSamples);
            _speechSum += speech * count;
            _sizeSum += size * count;
            _stepSamples += count;
            samples -= count;
            if (_stepSamples == _step)
            {
                _speech.Add(_speechSum / _step);
                _sizes.Add(_sizeSum / _step);
                _speechSum = _sizeSum = _stepSamples = 0;
            }
        }
    }
}
