namespace CometSpeech.Fuzz;

/// <summary>Makes an input smaller as long as it fails in the same way.</summary>
internal static class Minimizer
{
    /// <summary>Cuts stretches out, the long ones first; then makes bytes plain.</summary>
    /// <param name="input">The input.</param>
    /// <param name="fails">Whether a smaller one fails in the same way.</param>
    /// <param name="tries">How often that is asked at most.</param>
    public static byte[] Minimize(byte[] input, Func<byte[], bool> fails, int tries)
    {
        for (int length = Math.Max(1, input.Length / 2); tries > 0; length /= 2)
        {
            for (int at = 0; at < input.Length && tries > 0;)
            {
                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + length))];
                tries--;
                if (fails(smaller))
                {
                    input = smaller;
                }
                else
                {
                    at += length;
                }
            }

            if (length <= 1)
            {
                break;
            }
        }

        for (int at = 0; at < input.Length && tries > 0; at++)
        {
            byte[] plainer = [.. input];
            plainer[at] = (byte)(input[at] is >= (byte)' ' and < 0x7F ? 'a' : 0);
            if (plainer[at] != input[at] && tries-- > 0 && fails(plainer))
            {
                input = plainer;
            }
        }

        return input;
    }
}
