using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>
/// Temporal noise shaping: filters over the lines of a spectrum, of which only what they do not predict is coded
/// (ISO/IEC 14496-3, 4.6.9).
/// </summary>
internal sealed class NoiseShaping
{
    private const int MostWindows = 8;

    // A window has up to 3 filters of up to 31 coefficients; AAC LC allows 12, and 7 of a short window.
    private const int MostFilters = 3;
    private const int MostOrder = 31;

    private readonly Filter[] _filters = [.. Enumerable.Range(0, MostWindows * MostFilters).Select(_ => new Filter())];
    private readonly int[] _counts = new int[MostWindows];
    private readonly float[] _shorter = new float[MostOrder];

    /// <summary>Reads tns_data, where there is one.</summary>
    public void Read(ref BitReader bits, AacWindows windows)
    {
        bool isPresent = bits.Read(1) == 1;
        for (int window = 0; window < windows.Count; window++)
        {
            _counts[window] = isPresent ? bits.Read(windows.IsShort ? 1 : 2) : 0;
            bool isFine = _counts[window] > 0 && bits.Read(1) == 1;
            for (int i = 0; i < _counts[window]; i++)
            {
                ReadFilter(ref bits, windows.IsShort, isFine, _filters[(window * MostFilters) + i]);
            }
        }
    }

    /// <summary>Puts back what the filters predict.</summary>
    /// <param name="windows">The spectrum's windows.</param>
    /// <param name="bands">The bands of its sample rate.</param>
    /// <param name="spectrum">Its lines, window after window.</param>
    public void Apply(AacWindows windows, ScaleFactorBands bands, Span<float> spectrum)
    {
        ushort[] ends = windows.IsShort ? bands.Short : bands.Long;
        int most = Math.Min(windows.BandCount, windows.IsShort ? bands.MostShapedShort : bands.MostShapedLong);
        int length = spectrum.Length / windows.Count;
        for (int window = 0; window < windows.Count; window++)
        {
            int top = ends.Length;
            for (int i = 0; i < _counts[window]; i++)
            {
                Filter filter = _filters[(window * MostFilters) + i];
                int bottom = Math.Max(0, top - filter.Bands);
                int start = StartOf(ends, Math.Min(bottom, most));
                int end = StartOf(ends, Math.Min(top, most));
                filter.Apply(spectrum.Slice((window * length) + start, end - start));
                top = bottom;
            }
        }
    }

    private static int StartOf(ushort[] ends, int band) => band == 0 ? 0 : ends[band - 1];

    private void ReadFilter(ref BitReader bits, bool isShort, bool isFine, Filter filter)
    {
        filter.Bands = bits.Read(isShort ? 4 : 6);
        filter.Order = bits.Read(isShort ? 3 : 5);
        if (filter.Order == 0)
        {
            return;
        }

        filter.IsDownward = bits.Read(1) == 1;
        bool isCompressed = bits.Read(1) == 1;
        int resolution = isFine ? 4 : 3;
        int length = isCompressed ? resolution - 1 : resolution;
        for (int i = 0; i < filter.Order; i++)
        {
            int value = bits.Read(length);
            value -= (value >> (length - 1)) << length;
            filter.Add(i, Dequantize(value, resolution), _shorter);
        }
    }

    // A reflection coefficient (4.6.9.3).
    private static float Dequantize(int value, int resolution)
    {
        double most = (1 << (resolution - 1)) + (value < 0 ? 0.5 : -0.5);
        return (float)Math.Sin(value * Math.PI / 2 / most);
    }

    private sealed class Filter
    {
        // The prediction's weights, of the line before and those before that.
        private readonly float[] _weights = new float[MostOrder];

        public int Bands { get; set; }

        public int Order { get; set; }

        public bool IsDownward { get; set; }

        // From reflection coefficients to weights (4.6.9.3).
        public void Add(int index, float reflection, float[] shorter)
        {
            Array.Copy(_weights, shorter, index);
            for (int i = 0; i < index; i++)
            {
                _weights[i] = shorter[i] + (reflection * shorter[index - 1 - i]);
            }

            _weights[index] = reflection;
        }

        public void Apply(Span<float> lines)
        {
            if (IsDownward)
            {
                lines.Reverse();
            }

            for (int i = 1; i < lines.Length; i++)
            {
                float line = lines[i];
                for (int order = Math.Min(i, Order); order > 0; order--)
                {
                    line -= _weights[order - 1] * lines[i - order];
                }

                lines[i] = line;
            }

            if (IsDownward)
            {
                lines.Reverse();
            }
        }
    }
}
