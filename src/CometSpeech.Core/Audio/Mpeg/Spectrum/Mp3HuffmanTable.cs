using System.Globalization;

namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>Huffman codes, made ready to be looked up: eight bits, then in longer codes all the rest.</summary>
internal sealed class Mp3HuffmanTable
{
    private const int RootBits = 8;

    private readonly int[] _entries;

    /// <summary>Makes the table of a complete code, in which any bits are codes.</summary>
    /// <param name="codes">The codes, written as in <see cref="Mp3HuffmanCodes"/>.</param>
    public Mp3HuffmanTable(string codes)
    {
        List<(int Length, int Symbol)> all =
        [
            .. codes.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).SelectMany(group =>
            {
                string[] halves = group.Split(':');
                int length = int.Parse(halves[0], CultureInfo.InvariantCulture);
                return Enumerable.Range(0, halves[1].Length / 2).Select(i => (length, int.Parse(
                    halves[1].Substring(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            }),
        ];
        var entries = new List<int>(Enumerable.Repeat(0, 1 << RootBits));
        double code = 0;
        for (int i = 0; i < all.Count;)
        {
            // All codes that begin with the same eight bits; shorter ones fill several places.
            int root = (int)(code * (1 << RootBits));
            int first = i;
            int longest = 0;
            do
            {
                longest = Math.Max(longest, all[i].Length);
                code += Math.Pow(2, -all[i].Length);
            }
            while (++i < all.Count && (int)(code * (1 << RootBits)) == root);
            if (longest <= RootBits)
            {
                Fill(entries, root, 1 << (RootBits - longest), all[first]);
                continue;
            }

            int rest = longest - RootBits;
            int position = entries.Count;
            entries[root] = ~((position << 4) | rest);
            entries.AddRange(Enumerable.Repeat(0, 1 << rest));
            for (; first < i; first++)
            {
                int count = 1 << (longest - all[first].Length);
                Fill(entries, position, count, all[first]);
                position += count;
            }
        }

        _entries = [.. entries];
    }

    /// <summary>Finds the code that bits begin with.</summary>
    /// <param name="bits">The bits, the first one highest.</param>
    /// <returns>The code's length, times 256, and what it stands for.</returns>
    public int Find(ulong bits)
    {
        int entry = _entries[(int)(bits >> (64 - RootBits))];
        return entry >= 0
            ? entry : _entries[(~entry >> 4) + (int)((bits << RootBits) >> (64 - (~entry & 15)))];
    }

    private static void Fill(List<int> entries, int position, int count, (int Length, int Symbol) code)
    {
        for (int i = position; i < position + count; i++)
        {
            entries[i] = (code.Length << 8) | code.Symbol;
        }
    }
}
