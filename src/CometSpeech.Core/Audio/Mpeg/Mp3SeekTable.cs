namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// The byte offsets of frames for the info frame's seek table, in bounded memory: every n-th frame, n growing with the
/// file.
/// </summary>
internal sealed class Mp3SeekTable
{
    // Half of it, the fewest that are held of a long file, is ten for each of the info frame's hundred entries.
    private const int Capacity = 2048;

    // Three seconds of speech at 24 kHz.
    private const int InitialCapacity = 128;

    private long[] _offsets = new long[InitialCapacity];
    private int _held;
    private long _step = 1;

    /// <summary>The frames seen so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Takes note of the next frame.</summary>
    public void Add(long offset)
    {
        if (Frames % _step == 0)
        {
            if (_held == Capacity)
            {
                _held /= 2;
                for (int i = 0; i < _held; i++)
                {
                    _offsets[i] = _offsets[i * 2];
                }

                _step *= 2;
            }

            if (_held == _offsets.Length)
            {
                Array.Resize(ref _offsets, 2 * _held);
            }

            _offsets[_held++] = offset;
        }

        Frames++;
    }

    /// <summary>The offset of the frame nearest before each of that many equal fractions of the time.</summary>
    public long[] Sample(int count)
    {
        long[] sampled = new long[count];
        for (int i = 0; i < count; i++)
        {
            sampled[i] = _offsets[Frames * i / count / _step];
        }

        return sampled;
    }
}
