using System.Management.Automation;

namespace CometSpeech.Tests.Support;

/// <summary>A script that was begun and runs beside the test.</summary>
internal static class RunningScript
{
    /// <summary>
    /// Stops it as Ctrl+C does, and waits for its end; fails when that does not come in a time that no stop needs.
    /// </summary>
    public static Task StopAtOnceAsync(this PowerShell shell) =>
        Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null).WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Waits for a verbose line with these words; fails when the script ends without it.</summary>
    public static async Task<string> VerboseLineAsync(this PowerShell shell, IAsyncResult running, string words)
    {
        for (int next = 0; ;)
        {
            bool ended = running.IsCompleted;
            // One by one: to copy a collection that grows meanwhile fails.
            for (; next < shell.Streams.Verbose.Count; next++)
            {
                string? line = shell.Streams.Verbose[next].Message;
                if (line?.Contains(words, StringComparison.Ordinal) == true)
                {
                    return line;
                }
            }

            Assert.False(ended, $"The script ended without '{words}'.");
            await Task.Delay(10);
        }
    }
}
