using CometSpeech.Fuzz.Mutation;

namespace CometSpeech.Fuzz;

/// <summary>A reader of foreign bytes, and what must hold of it whatever the bytes are.</summary>
/// <param name="name">The word for it on the command line.</param>
/// <param name="shape">How its inputs are changed.</param>
internal abstract class FuzzTarget(string name, InputShape shape)
{
    /// <summary>The word for it on the command line.</summary>
    public string Name => name;

    /// <summary>How its inputs are changed.</summary>
    public InputShape Shape => shape;

    /// <summary>Good inputs, from which the others are made.</summary>
    public abstract IEnumerable<byte[]> Seeds { get; }

    /// <summary>The most bytes that reading an input may allocate, in all; the peak is less.</summary>
    public virtual long MostAllocated(byte[] input) => AllocatedAtLeast + ((long)AllocatedFactor * input.Length);

    /// <summary>How many times its own length reading an input may allocate.</summary>
    protected virtual int AllocatedFactor => 400;

    /// <summary>What reading may allocate whatever the input's length: lent buffers, tables.</summary>
    protected virtual long AllocatedAtLeast => 4 << 20;

    /// <summary>Reads an input. The same input is always read in the same way.</summary>
    /// <returns>Whether it was accepted; false when it was refused in the documented way.</returns>
    /// <exception cref="FindException">Something that is promised does not hold.</exception>
    public abstract bool Read(byte[] input);

    /// <summary>Fails unless something that is promised holds.</summary>
    protected static void Require(bool holds, string promise)
    {
        if (!holds)
        {
            throw new FindException(promise);
        }
    }

    /// <summary>Numbers by lot that are the same for the same input.</summary>
    protected static Random RandomFor(byte[] input)
    {
        // HashCode is another one in each process.
        int seed = input.Length;
        for (int i = 0; i < input.Length; i += 1 + (input.Length / 64))
        {
            seed = unchecked((seed * 31) + input[i]);
        }

        return new Random(seed);
    }
}
