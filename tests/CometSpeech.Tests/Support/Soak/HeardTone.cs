namespace CometSpeech.Tests.Support.Soak;

/// <summary>A tone as it is heard in a file between two pauses.</summary>
/// <param name="Number">Which of the server's tones.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
internal sealed record HeardTone(int Number, double Start, double End)
{
    // 2 ms: finer than the fades of the tones, and half a period of the lowest, so each has a peak in it.
    private const int Window = SpokenAudio.SampleRate / 500;

    // A tenth of the level that tones have, 0.3 of full scale: far above what encoders add around them.
    private const int Audible = (int)(0.03 * short.MaxValue);

    // What is shorter, and what gap is shorter, is a trait of an encoder: tones last 200 ms, pauses 100 and more.
    private const double Shortest = 0.03;

    /// <summary>Finds them all, one after the other.</summary>
    public static List<HeardTone> Find(short[] samples)
    {
        List<(int Start, int End)> stretches = [];
        for (int at = 0; at < samples.Length; at += Window)
        {
            int end = Math.Min(at + Window, samples.Length);
            if (!samples.AsSpan(at, end - at).ContainsAnyExceptInRange<short>(-Audible, Audible))
            {
                continue;
            }

            if (stretches.Count > 0 && at - stretches[^1].End < Shortest * SpokenAudio.SampleRate)
            {
                stretches[^1] = (stretches[^1].Start, end);
            }
            else
            {
                stretches.Add((at, end));
            }
        }

        return
        [
            .. stretches.Where(stretch => stretch.End - stretch.Start >= Shortest * SpokenAudio.SampleRate)
                .Select(stretch => new HeardTone(
                    NumberOf(samples.AsSpan(stretch.Start, stretch.End - stretch.Start)),
                    stretch.Start / (double)SpokenAudio.SampleRate,
                    stretch.End / (double)SpokenAudio.SampleRate)),
        ];
    }

    // Zero crossings in the middle half, where no encoder's edge is.
    private static int NumberOf(Span<short> tone)
    {
        Span<short> middle = tone[(tone.Length / 4)..(tone.Length * 3 / 4)];
        int first = -1;
        int last = -1;
        int periods = -1;
        for (int i = 1; i < middle.Length; i++)
        {
            if (middle[i - 1] < 0 && middle[i] >= 0)
            {
                first = first < 0 ? i : first;
                last = i;
                periods++;
            }
        }

        return periods < 1
            ? -1
            : (int)Math.Round(((periods * (double)SpokenAudio.SampleRate / (last - first)) - 300) / 100);
    }
}
