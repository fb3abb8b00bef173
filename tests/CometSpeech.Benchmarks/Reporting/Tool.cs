using System.ComponentModel;
using System.Diagnostics;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>Runs programs of others.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It is not on the path, or ended with an error.</exception>
    public static string Run(string name, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {errors.Result}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{name} is not on the path.", exception);
        }
    }

    /// <summary>Runs it to its end, and tells how long that took, its start included.</summary>
    /// <returns>Milliseconds.</returns>
    public static double Time(string name, params IEnumerable<string> arguments)
    {
        long start = Stopwatch.GetTimestamp();
        Run(name, arguments);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What it printed first, or null where it is missing.</summary>
    public static string? FirstLine(string name, params IEnumerable<string> arguments)
    {
        try
        {
            return Run(name, arguments).Split('\n')[0].Trim();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
