namespace CometSpeech.Core.Audio.Mp4;

/// <summary>Coding, sizes and bitrates of the audio, which the boxes of its track tell.</summary>
internal sealed class Mp4Audio
{
    // A second is what a rate is held against (ISO/IEC 14496-1, 7.2.6.6.2).
    private long _secondBytes;
    private int _secondFrames;
    private long _maxSecondBytes;

    /// <summary>The audio object type: 2 for AAC-LC (ISO/IEC 14496-3, 1.5.1.1).</summary>
    public required int ObjectType { get; init; }

    /// <summary>The sampling frequency index (ISO/IEC 14496-3, 1.6.3.4).</summary>
    public required int RateIndex { get; init; }

    /// <summary>The channel configuration, 1 to 7 (ISO/IEC 14496-3, 1.6.3.5).</summary>
    public required int ChannelConfiguration { get; init; }

    /// <summary>Channels, 1 or more.</summary>
    public required int Channels { get; init; }

    /// <summary>In hertz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples of an access unit.</summary>
    public required int FrameSamples { get; init; }

    /// <summary>Where the first access unit lies, from the file's beginning.</summary>
    public required long Position { get; init; }

    /// <summary>The sizes of the access units.</summary>
    public Mp4SampleSizes Sizes { get; } = new();

    /// <summary>The bytes of all access units.</summary>
    public long Bytes { get; private set; }

    /// <summary>Samples per channel, those before the sound included.</summary>
    public long Samples => (long)Sizes.Count * FrameSamples;

    /// <summary>Bits a second, over the whole.</summary>
    public uint AverageBitrate => Samples == 0 ? 0 : (uint)(Bytes * 8 * SampleRate / Samples);

    /// <summary>The most bits in a second.</summary>
    public uint MaxBitrate => Math.Max(AverageBitrate, (uint)(Math.Max(_maxSecondBytes, _secondBytes) * 8));

    /// <summary>Counts an access unit that was written.</summary>
    public void Add(int size)
    {
        Sizes.Add(size);
        Bytes += size;
        _secondBytes += size;
        if (++_secondFrames * FrameSamples >= SampleRate)
        {
            _maxSecondBytes = Math.Max(_maxSecondBytes, _secondBytes);
            _secondBytes = _secondFrames = 0;
        }
    }
}
