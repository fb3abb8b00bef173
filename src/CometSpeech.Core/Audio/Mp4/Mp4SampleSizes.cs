namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// The sizes of all access units, two bytes each: 169 KB an hour at 24 kHz. In blocks, so that growing copies nothing.
/// </summary>
internal sealed class Mp4SampleSizes
{
    // Three minutes at 24 kHz: a short file takes 8 KB, a day of audio five hundred blocks.
    private const int BlockLength = 4 * 1024;

    private readonly List<ushort[]> _blocks = [];

    /// <summary>How many access units there are.</summary>
    public int Count { get; private set; }

    /// <summary>The size of one, in bytes; an ADTS frame has 8191 at most.</summary>
    public int this[int index] => _blocks[index / BlockLength][index % BlockLength];

    /// <summary>Adds the next one.</summary>
    public void Add(int size)
    {
        if (Count % BlockLength == 0)
        {
            _blocks.Add(new ushort[BlockLength]);
        }

        _blocks[Count / BlockLength][Count % BlockLength] = checked((ushort)size);
        Count++;
    }
}
