using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace CometSpeech.Fuzz.Coverage;

/// <summary>
/// Which branches the inputs of a target took, and about how often: an input that took another one is worth changing
/// further. The code that is watched was instrumented by SharpFuzz and counts in one place for the whole process.
/// </summary>
internal sealed unsafe class BranchMap
{
    // What SharpFuzz counts in, as AFL does.
    private const int Size = 1 << 16;

    private static readonly byte* s_counts = (byte*)NativeMemory.AllocZeroed(Size);

    // A bit for each class of counts that was seen.
    private readonly byte[] _seen = new byte[Size];

    /// <summary>How many branches were taken.</summary>
    public int Count { get; private set; }

    /// <summary>Gives the instrumented code the place to count in; without it, it would end the process.</summary>
    public static void Attach() => Trace.SharedMem = s_counts;

    /// <summary>Begins with an input.</summary>
    public static void Clear()
    {
        new Span<byte>(s_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the input took a branch that none before it took, or clearly more or less often.</summary>
    public bool Learn()
    {
        bool isNew = false;
        for (int at = 0; at < Size; at += sizeof(ulong))
        {
            if (*(ulong*)(s_counts + at) == 0)
            {
                continue;
            }

            for (int i = at; i < at + sizeof(ulong); i++)
            {
                byte bit = ClassOf(s_counts[i]);
                if ((bit & ~_seen[i]) != 0)
                {
                    Count += _seen[i] == 0 ? 1 : 0;
                    _seen[i] |= bit;
                    isNew = true;
                }
            }
        }

        return isNew;
    }

    // AFL's classes of counts.
    private static byte ClassOf(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
