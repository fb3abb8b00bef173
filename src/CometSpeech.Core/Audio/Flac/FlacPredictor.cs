namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Turns a residual into samples: adds to each what the samples before it predict (RFC 9639, 9.2.5 and 9.2.6).
/// Arithmetic wraps, so that nothing a residual holds is an error.
/// </summary>
internal static class FlacPredictor
{
    /// <summary>Restores the samples of a fixed predictor.</summary>
    /// <param name="samples">As many samples as the order, then the residual.</param>
    /// <param name="count">How many there are of both.</param>
    /// <param name="order">0 to 4.</param>
    public static void RestoreFixed(int[] samples, int count, int order)
    {
        int[] s = samples;
        switch (order)
        {
            case 1:
                for (int i = 1; i < count; i++)
                {
                    s[i] += s[i - 1];
                }

                break;
            case 2:
                for (int i = 2; i < count; i++)
                {
                    s[i] += (2 * s[i - 1]) - s[i - 2];
                }

                break;
            case 3:
                for (int i = 3; i < count; i++)
                {
                    s[i] += (3 * (s[i - 1] - s[i - 2])) + s[i - 3];
                }

                break;
            case 4:
                for (int i = 4; i < count; i++)
                {
                    s[i] += (4 * (s[i - 1] + s[i - 3])) - (6 * s[i - 2]) - s[i - 4];
                }

                break;
        }
    }

    /// <summary>Restores the samples of a linear predictor.</summary>
    /// <param name="samples">As many samples as there are coefficients, then the residual.</param>
    /// <param name="count">How many there are of both.</param>
    /// <param name="coefficients">1 to 32, the one for the latest sample last.</param>
    /// <param name="shift">How far the sum is shifted right.</param>
    /// <param name="bits">The bits of a sample.</param>
    public static void RestoreLpc(int[] samples, int count, ReadOnlySpan<int> coefficients, int shift, int bits)
    {
        int order = coefficients.Length;
        long weight = 0;
        foreach (int coefficient in coefficients)
        {
            weight += Math.Abs(coefficient);
        }

        // What no sum of samples can pass; 32 bits are faster where they are enough.
        if (weight << (bits - 1) > int.MaxValue)
        {
            for (int i = order; i < count; i++)
            {
                ReadOnlySpan<int> history = samples.AsSpan(i - order, order);
                long sum = 0;
                for (int j = 0; j < coefficients.Length && j < history.Length; j++)
                {
                    sum += (long)coefficients[j] * history[j];
                }

                samples[i] += (int)(sum >> shift);
            }

            return;
        }

        for (int i = order; i < count; i++)
        {
            ReadOnlySpan<int> history = samples.AsSpan(i - order, order);
            int sum = 0;
            for (int j = 0; j < coefficients.Length && j < history.Length; j++)
            {
                sum += coefficients[j] * history[j];
            }

            samples[i] += sum >> shift;
        }
    }
}
