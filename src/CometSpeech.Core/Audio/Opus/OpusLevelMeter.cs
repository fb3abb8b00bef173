using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Tells how loud Opus packets are without decoding them: by the gains and the voice activity flag of speech coding
/// every 5 ms, or by the energies of frames without it every 20 ms, or every 10 ms where frames are shorter. What is
/// longer tells the same level several times, what is shorter counts by its mean.
/// </summary>
internal sealed class OpusLevelMeter
{
    private const int LongStep = 960;
    private const int ShortStep = 480;

    // RFC 6716, 4.2.7.4: speech coding has a gain for each 5 ms.
    private const int SubframeSamples = 240;
    private const int MostSubframes = 4;
    private const double Rate = 48_000;

    // RFC 6716, 4.2.7.4: a step of the gain index is 1.37 dB.
    private const float GainStep = 1.37f;

    // What separates noise that is as loud as speech from speech.
    private const float NoVoice = 15;

    // Speech coding judges a frame by what comes this much earlier than what it plays of it (measured with libopus).
    private const double SpeechLead = 0.0035;

    // Measured with libopus, words of five voices in silence and in a quiet room. Bands tell of 20 ms, to 6 ms two
    // thirds of the time. Speech coding looks ahead, and its gain goes down in steps: 17 ms early, 30 ms late, to 6 ms
    // two thirds of the time. What is 34 dB below loud speech is at 28 and 24, each as far into its steps as speech cut
    // off and speech that fades agree in the mean.
    private static readonly LevelScale s_bandScale =
        new(new(0.55, 0.85), new(0.55, 0.5), 28) { SurelySound = 40 };

    private static readonly LevelScale s_speechScale =
        new(new(3.3, 5.7), new(2, 0.6), 24) { SurelySound = 24 };

    // A frame of fewer bytes was never sent (3.2.1).
    private const int SilentLength = 2;

    // Where a stream goes over to the other coding for a while, nobody knows how loud it is, but that it is silence: so
    // it is where there is no voice, and the gain the least one or the next (digital silence; tones have 20 and more).
    private const float Unknown = float.NaN;
    private const int SilentGain = 2;

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

    private static readonly byte[] s_gainChanges =
    [
        250, 245, 234, 203, 71, 50, 42, 38, 35, 33, 31, .. Enumerable.Range(1, 29).Select(i => (byte)(30 - i)), 0,
    ];

    private readonly OpusLevelSteps _speech;
    private readonly OpusLevelSteps _bandLevels = new(new LevelCurveBuilder());

    // Gains of frames without and with voice, told last: where the gain of a frame is out of reach, as behind the first
    // one of a packet.
    private readonly int[] _gains = [10, 35];

    // Of the sound: silence is told by both codings.
    private long _speechSamples;
    private long _celtSamples;
    private readonly OpusBandEnergy _bands = new();

    /// <summary>Begins with a part.</summary>
    /// <param name="levels">Where the levels of speech coding go.</param>
    public OpusLevelMeter(LevelCurveBuilder levels) =>
        _speech = new OpusLevelSteps(levels) { Samples = SubframeSamples };

    /// <summary>Measures the next packet.</summary>
    public void Add(ReadOnlySpan<byte> packet)
    {
        int samples = OpusPacket.GetFrameSamples(packet[0]);
        if (_bandLevels.Samples == 0)
        {
            _bandLevels.Samples = samples < LongStep ? ShortStep : LongStep;
        }

        bool isCelt = OpusPacket.IsCelt(packet[0]);
        bool isStereo = OpusPacket.IsStereo(packet[0]);
        OpusFrameReader frames = new(packet);
        while (frames.Read())
        {
            if (isCelt)
            {
                AddCelt(frames.Frame, packet[0], samples);
            }
            else
            {
                AddSpeech(frames.Frame, samples, isStereo);
            }
        }
    }

    /// <summary>Counts silence that joining puts between two streams of a part.</summary>
    public void AddSilence(int samples) => AddLevels(-NoVoice, OpusBandEnergy.Silence, samples);

    /// <summary>
    /// The curve of all packets; null where there is none.
    /// </summary>
    /// <param name="preSkip">The samples that a decoder drops at the beginning.</param>
    public LevelCurve? ToCurve(int preSkip)
    {
        double start = -preSkip / Rate;
        return _speechSamples >= _celtSamples ? _speech.ToCurve(start - SpeechLead, s_speechScale)
            : _bandLevels.ToCurve(start, s_bandScale);
    }

    private void AddCelt(ReadOnlySpan<byte> frame, byte toc, int samples)
    {
        if (frame.Length < SilentLength)
        {
            AddSilence(samples);
            return;
        }

        float level = _bands.Read(frame, toc);
        _celtSamples += level > OpusBandEnergy.Silence ? samples : 0;
        AddLevels(level > OpusBandEnergy.Silence ? Unknown : -NoVoice, level, samples);
    }

    private void AddSpeech(ReadOnlySpan<byte> frame, int samples, bool isStereo)
    {
        _bands.Reset();
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

        // Of the frames behind the first one the gains are out of reach, of all where there is redundancy.
        bool areTold = !isStereo && !decoder.ReadBit();
        Span<int> gains = stackalloc int[areTold ? Math.Min(MostSubframes, samples / SubframeSamples) : 0];
        if (gains.Length > 0)
        {
            ReadGains(ref decoder, voices[0], gains);
            foreach (int gain in gains)
            {
                AddGain(voices[0], gain, SubframeSamples);
            }

            _gains[voices[0] ? 1 : 0] = gains[gains.Length - 1];
        }

        for (int i = gains.Length > 0 ? 1 : 0; i < count; i++)
        {
            AddGain(voices[i], _gains[voices[i] ? 1 : 0], samples / count);
        }
    }

    private void AddGain(bool hasVoice, int gain, int samples)
    {
        bool isSilent = !hasVoice && gain <= SilentGain;
        _speechSamples += isSilent ? 0 : samples;
        AddLevels(
            (GainStep * gain) - (hasVoice ? 0 : NoVoice), isSilent ? OpusBandEnergy.Silence : Unknown, samples);
    }

    // 4.2.7.4: the first one by itself, the others by how much they differ from the one before.
    private static void ReadGains(ref OpusRangeDecoder decoder, bool hasVoice, scoped Span<int> gains)
    {
        // The type is that of the signal and, in its low bit, of the quantization.
        int type = decoder.ReadSymbol(hasVoice ? s_activeTypes : s_inactiveTypes);
        int signal = hasVoice ? 1 + (type >> 1) : 0;
        int gain = (decoder.ReadSymbol(s_gains[signal]) << 3) | decoder.ReadSymbol(s_uniform);
        gains[0] = gain;
        for (int i = 1; i < gains.Length; i++)
        {
            int change = decoder.ReadSymbol(s_gainChanges);
            gain = Math.Max(0, Math.Min(63, Math.Max((2 * change) - 16, gain + change - 4)));
            gains[i] = gain;
        }
    }

    private void AddLevels(float speech, float bands, int samples)
    {
        _speech.Add(speech, samples);
        _bandLevels.Add(bands, samples);
    }
}
