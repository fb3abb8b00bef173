namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>The byte offsets of frames for the info frame's seek table, in bounded memory: every n-th frame, n growing with the file.</summary>
internal sealed class Mp3SeekTable
{
    private const int Capacity = 2048;

    private readonly long[] _offsets = new long[Capacity];
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
