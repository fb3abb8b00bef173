using System.Collections.Concurrent;
using System.Diagnostics;

namespace CometSpeech.Tests.Support.Soak;

/// <summary>
/// Several processes at once, of which one is killed (SIGKILL) again and again and started anew, until each has come to
/// its end. Each start has a key of its own, so that the server knows whose a request is.
/// </summary>
/// <param name="processes">How many at a time.</param>
/// <param name="start">What to start, by the number of the process and its key.</param>
/// <param name="payments">By them the moments of the kills are told.</param>
internal sealed class Chaos(int processes, Func<int, string, ProcessStartInfo> start, Payments payments)
{
    // What the script begins the line of a file with that was not made.
    private const string Error = "error ";

    private readonly ConcurrentDictionary<string, bool> _killed = [];
    private readonly Dictionary<string, int> _errors = [];

    /// <summary>The keys of those that were killed.</summary>
    public IReadOnlyCollection<string> Killed => [.. _killed.Keys];

    /// <summary>Files that were not made at once, by the error's id.</summary>
    public IReadOnlyDictionary<string, int> Errors => _errors;

    /// <summary>Whether a process is dead; what it has sent may still arrive.</summary>
    public bool IsKilled(string key) => _killed.ContainsKey(key);

    /// <summary>Runs to the end.</summary>
    /// <param name="kills">How often one is killed, if they do not end before.</param>
    /// <param name="answers">After how many answers more, at most, the next one is.</param>
    /// <param name="random">Draws whom and when.</param>
    /// <exception cref="InvalidOperationException">One ended with an error.</exception>
    public async Task RunAsync(int kills, int answers, Random random)
    {
        Run[] running = [.. Enumerable.Range(0, processes).Select(number => new Run(this, number, 1))];
        try
        {
            for (int kill = 0; kill < kills; kill++)
            {
                int due = payments.Count + random.Next(answers);
                int delay = random.Next(60);
                int draw = random.Next(processes);
                while (payments.Count < due && running.Any(run => !run.Process.HasExited))
                {
                    await Task.Delay(5);
                }

                await Task.Delay(delay);
                int[] alive = [.. Enumerable.Range(0, processes).Where(number => !running[number].Process.HasExited)];
                if (alive.Length == 0)
                {
                    break;
                }

                int victim = alive[draw % alive.Length];
                Run killed = running[victim];
                _killed[killed.Key] = true;
                killed.Process.Kill();
                await killed.Ended;
                running[victim] = new Run(this, victim, killed.Start + 1);
            }

            foreach (Run run in running)
            {
                string output = await run.Ended;
                if (run.Process.ExitCode != 0)
                {
                    throw new InvalidOperationException($"{run.Key} ended with {run.Process.ExitCode}: {output}");
                }
            }
        }
        finally
        {
            foreach (Run run in running)
            {
                run.Dispose();
            }
        }
    }

    private Process StartProcess(int number, string key)
    {
        ProcessStartInfo info = start(number, key);
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        return Process.Start(info)!;
    }

    private sealed class Run : IDisposable
    {
        public Run(Chaos chaos, int number, int start)
        {
            Start = start;
            Key = $"sk-{number}-{start}";
            Process = chaos.StartProcess(number, Key);
            Ended = ReadAsync(chaos);
        }

        public int Start { get; }

        public string Key { get; }

        public Process Process { get; }

        /// <summary>What it wrote, when it has ended.</summary>
        public Task<string> Ended { get; }

        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
            }

            Process.Dispose();
        }

        private async Task<string> ReadAsync(Chaos chaos)
        {
            Task<string> errors = Process.StandardError.ReadToEndAsync();
            string output = await Process.StandardOutput.ReadToEndAsync() + await errors;
            await Process.WaitForExitAsync();
            foreach (string line in output.Split('\n').Where(line => line.StartsWith(Error, StringComparison.Ordinal)))
            {
                string id = line[Error.Length..].Split(',')[0].Trim();
                lock (chaos._errors)
                {
                    chaos._errors[id] = chaos._errors.GetValueOrDefault(id) + 1;
                }
            }

            return output;
        }
    }
}
