namespace CometSpeech.Core.Text.Unicode;

/// <summary>A set of code points.</summary>
internal sealed class RangeTable
{
    // Pages of 256 code points, the size of most blocks of Unicode: a table for all planes is 4 kB.
    private const int PageShift = 8;

    private readonly int[] _ranges;

    /// <summary>
    /// For every 256 code points whether one of them is in the set: most letters of most scripts are told from it at
    /// once.
    /// </summary>
    private readonly bool[] _pages;

    /// <param name="ranges">First and last code point of every range in turn, ascending.</param>
    public RangeTable(int[] ranges)
    {
        _ranges = ranges;
        _pages = new bool[(ranges[^1] >> PageShift) + 1];
        for (int i = 0; i < ranges.Length; i += 2)
        {
            for (int page = ranges[i] >> PageShift; page <= ranges[i + 1] >> PageShift; page++)
            {
                _pages[page] = true;
            }
        }
    }

    public bool Contains(int codePoint)
    {
        int page = codePoint >> PageShift;
        if (page >= _pages.Length || !_pages[page])
        {
            return false;
        }

        int low = 0;
        int high = (_ranges.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (codePoint < _ranges[2 * middle])
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
