namespace CometSpeech.Fuzz.Mutation;

/// <summary>What inputs of a kind are made of, and so how they are changed.</summary>
internal abstract class InputShape
{
    /// <summary>Changes an input a little or much.</summary>
    /// <param name="input">The input; it is left alone.</param>
    /// <param name="other">Another one, of which stretches may be taken.</param>
    /// <param name="random">The lot.</param>
    public abstract byte[] Mutate(byte[] input, byte[] other, Random random);

    /// <summary>How many changes: one as a rule, seldom many.</summary>
    protected static int DrawChanges(Random random) => 1 << random.Next(random.Next(1, 5));
}
