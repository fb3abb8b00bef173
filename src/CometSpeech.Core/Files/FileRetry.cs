namespace CometSpeech.Core.Files;

/// <summary>
/// Tries once more what Windows refuses while another program has the file open: a virus scanner, an indexer or a
/// preview holds a new file for a moment. Elsewhere an open file can be renamed and replaced, and nothing is repeated.
/// </summary>
internal static class FileRetry
{
    /// <summary>
    /// The time for which a step is tried. A scanner needs some hundred milliseconds for a large file; what holds one
    /// for longer is a program that plays it, and the user has to close that.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // It doubles each time: eight attempts in all, because each failed ReplaceFile may leave a temporary file behind.
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs the step; on Windows again and again, up to <see cref="Longest"/>.</summary>
    /// <param name="step">Moves or replaces a file, and may be run anew after it has failed.</param>
    /// <param name="time">The clock; null is the system's.</param>
    /// <exception cref="IOException">The step failed each time, or for a reason that stays.</exception>
    /// <exception cref="UnauthorizedAccessException">It is still refused.</exception>
    public static void Run(Action step, TimeProvider? time = null)
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            Repeat(step, time ?? TimeProvider.System);
        }
        else
        {
            step();
        }
    }

    /// <summary>As <see cref="Run"/> on Windows.</summary>
    public static void Repeat(Action step, TimeProvider time)
    {
        TimeSpan waited = TimeSpan.Zero;
        for (TimeSpan wait = s_firstWait; ; wait += wait)
        {
            try
            {
                step();
                return;
            }
            catch (Exception e) when (MayPass(e) && waited < Longest)
            {
                TimeSpan left = Longest - waited;
                wait = wait < left ? wait : left;
                Wait(wait, time);
                waited += wait;
            }
        }
    }

    // A sharing violation is an IOException and no other, and a file that is about to be deleted denies access
    // (winerror.h: ERROR_SHARING_VIOLATION, ERROR_ACCESS_DENIED). What is not there, or too long, stays so.
    private static bool MayPass(Exception e) => e.GetType() == typeof(IOException) || e is UnauthorizedAccessException;

    private static void Wait(TimeSpan wait, TimeProvider time)
    {
        using var passed = new ManualResetEventSlim();
        using ITimer timer = time.CreateTimer(_ => passed.Set(), null, wait, Timeout.InfiniteTimeSpan);
        passed.Wait();
    }
}
