using System.Diagnostics;

namespace CometSpeech.Fuzz;

/// <summary>What reading one input came to.</summary>
/// <param name="IsAccepted">Whether it was accepted; null when it failed.</param>
/// <param name="Error">What failed; null when nothing did.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Allocated">How many bytes it allocated in all.</param>
internal readonly record struct CaseResult(bool? IsAccepted, Exception? Error, TimeSpan Time, long Allocated)
{
    /// <summary>What makes it a find, the same for the same fault; null when it is none.</summary>
    /// <param name="target">The target.</param>
    /// <param name="input">The input.</param>
    /// <param name="longest">An input that takes longer is a find.</param>
    public string? Signature(FuzzTarget target, byte[] input, TimeSpan longest) =>
        Error is FindException ? $"broken promise: {Words(Error.Message)}"
        : Error is not null ? $"{Error.GetType().Name} {PlaceOf(Error)}"
        : Time > longest ? "too slow"
        : Allocated > target.MostAllocated(input) ? "too much memory"
        : null;

    /// <summary>Reads an input.</summary>
    public static CaseResult Of(FuzzTarget target, byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        bool? isAccepted = null;
        Exception? error = null;
        try
        {
            isAccepted = target.Read(input);
        }
        catch (Exception e)
        {
            error = e;
        }

        return new(isAccepted, error, Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Numbers differ from input to input.
    private static string Words(string message) =>
        string.Concat(message.Where(character => !char.IsDigit(character))).Split(':')[0];

    // The innermost method of ours.
    private static string PlaceOf(Exception e)
    {
        foreach (StackFrame frame in new StackTrace(e).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } method
                && type.FullName!.StartsWith("CometSpeech", StringComparison.Ordinal))
            {
                return $"in {type.FullName}.{method.Name}";
            }
        }

        return "";
    }
}
