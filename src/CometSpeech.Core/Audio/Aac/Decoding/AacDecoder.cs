using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// Decodes the first channel element of AAC LC frames, one channel or two (ISO/IEC 14496-3, 4.5.2): enough to tell how
/// loud they are. Of HE-AAC it gives the lower half of the spectrum.
/// </summary>
internal sealed class AacDecoder
{
    // id_syn_ele of END.
    private const int End = 7;

    private readonly AacChannel _left = new();
    private readonly AacChannel _right = new();
    private readonly bool[] _isMidSide = new bool[128];

    /// <summary>How many channels the block decoded last has: 1 or 2.</summary>
    public int Channels { get; private set; } = 1;


    /// <summary>Begins with another part.</summary>
    public void Clear()
    {
        _left.Clear();
        _right.Clear();
    }

    /// <summary>Decodes one raw_data_block; false when it cannot be read.</summary>
    /// <param name="bits">Where it begins; then where the next one does.</param>
    /// <param name="end">Where the frame ends, in bits.</param>
    /// <param name="bands">The bands of its sample rate.</param>
    /// <param name="left">Where the 1024 samples of the only or the first channel go.</param>
    /// <param name="right">Where those of the second one go, where there is one.</param>
    public bool TryDecode(
        ref BitReader bits, int end, ScaleFactorBands bands, Span<float> left, Span<float> right)
    {
        if (!AacElement.TryFind(ref bits, out bool isPair, out _))
        {
            return false;
        }

        Channels = isPair ? 2 : 1;
        if (!(isPair ? TryReadPair(ref bits, bands) : _left.TryRead(ref bits, bands, null)) || bits.Position > end)
        {
            return false;
        }

        _left.Write(bands, left);
        if (isPair)
        {
            _right.Write(bands, right);
        }

        return true;
    }

    /// <summary>
    /// Passes over what comes behind the element, up to the next block; false when it cannot be read.
    /// </summary>
    public static bool TrySkipRest(ref BitReader bits, int end)
    {
        while (bits.Position < end)
        {
            int kind = bits.Read(3);
            if (kind == End)
            {
                bits.Position = (bits.Position + 7) & ~7;
                return true;
            }

            if (!AacElement.TrySkip(ref bits, kind))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryReadPair(ref BitReader bits, ScaleFactorBands bands)
    {
        AacWindows? shared = null;
        bool isShared = bits.Read(1) == 1;
        int mask = 0;
        if (isShared)
        {
            if (!AacWindows.TryRead(ref bits, out AacWindows windows))
            {
                return false;
            }

            shared = windows;
            mask = bits.Read(2);
            int count = windows.BandCount * windows.GroupCount;
            if (count > _isMidSide.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                _isMidSide[i] = mask == 2 || (mask == 1 && bits.Read(1) == 1);
            }
        }

        if (!_left.TryRead(ref bits, bands, shared) || !_right.TryRead(ref bits, bands, shared))
        {
            return false;
        }

        if (isShared)
        {
            Combine(bands);
        }

        return true;
    }

    // Middle and side (4.6.8.1), and intensity stereo (4.6.8.2).
    private void Combine(ScaleFactorBands bands)
    {
        AacWindows windows = _left.Windows;
        ushort[] ends = windows.IsShort ? bands.Short : bands.Long;
        int length = AacChannel.Length / windows.Count;
        int group = 0;
        for (int first = 0; first < windows.Count; first += windows.GroupLength(first), group++)
        {
            int start = 0;
            int last = first + windows.GroupLength(first);
            for (int band = 0; band < windows.BandCount; start = ends[band], band++)
            {
                bool isMidSide = _isMidSide[(group * windows.BandCount) + band];
                int book = Math.Max(
                    _right.BookOf(group, band), Math.Min(_left.BookOf(group, band), AacCodebooks.Noise));
                float share = (isMidSide ? -1 : 1) * _right.ScaleOf(group, band);
                for (int window = first; window < last; window++)
                {
                    Span<float> left = _left.Spectrum.Slice((window * length) + start, ends[band] - start);
                    Span<float> right = _right.Spectrum.Slice((window * length) + start, ends[band] - start);
                    for (int i = 0; i < left.Length && book != AacCodebooks.Noise; i++)
                    {
                        float middle = left[i];
                        float side = right[i];
                        if (book > AacCodebooks.Noise)
                        {
                            right[i] = middle * share;
                        }
                        else if (isMidSide)
                        {
                            left[i] = middle + side;
                            right[i] = middle - side;
                        }
                    }
                }
            }
        }
    }
}
