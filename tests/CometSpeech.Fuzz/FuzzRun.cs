using System.Diagnostics;
using System.Security.Cryptography;
using CometSpeech.Fuzz.Coverage;

namespace CometSpeech.Fuzz;

/// <summary>
/// Makes inputs for a target from its seeds, and from those of its own that took new branches, and reads them.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="seed">The same number makes the same inputs, as long as nothing is cut short by time.</param>
/// <param name="longest">An input that takes longer is a find.</param>
/// <param name="findsPath">The folder in which finds are kept; null for none.</param>
internal sealed class FuzzRun(FuzzTarget target, int seed, TimeSpan longest, string? findsPath)
{
    // What makes an input longer is not tried beyond this: the seeds have a tenth of it.
    private const int MaxLength = 64 * 1024;

    // Inputs that are kept for their branches; the oldest of them go.
    private const int MaxCorpus = 4000;

    // Tries to make a find smaller.
    private const int MinimizeTries = 3000;

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _corpus = [];
    private readonly BranchMap _branches = new();
    private readonly FuzzFigures _figures = new(target.Name);

    /// <summary>Reads the seeds, and then so many inputs, or until the time is over.</summary>
    /// <param name="count">How many.</param>
    /// <param name="time">How long.</param>
    /// <param name="watch">Is told of each input; null for nobody.</param>
    public FuzzFigures Run(long count, TimeSpan time, CaseWatch? watch)
    {
        long start = Stopwatch.GetTimestamp();
        byte[][] seeds = [.. target.Seeds];
        foreach (byte[] input in seeds)
        {
            Try(input, watch);
            _corpus.Add(input);
        }

        // What the first inputs load and compile is not theirs.
        _figures.WorstTime = TimeSpan.Zero;
        _figures.MostAllocated = 0;
        for (long i = 0; i < count && Stopwatch.GetElapsedTime(start) < time; i++)
        {
            byte[] input = target.Shape.Mutate(Pick(seeds.Length), Pick(seeds.Length), _random);
            Try(input.Length <= MaxLength ? input : input[..MaxLength], watch);
        }

        _figures.Branches = _branches.Count;
        return _figures;
    }

    // Seeds, what is new, and everything, alike.
    private byte[] Pick(int seeds)
    {
        int newest = Math.Max(1, _corpus.Count / 8);
        int index = _random.Next(3) switch
        {
            0 => _random.Next(seeds),
            1 => _corpus.Count - 1 - _random.Next(newest),
            _ => _random.Next(_corpus.Count),
        };
        return _corpus[index];
    }

    private void Try(byte[] input, CaseWatch? watch)
    {
        watch?.Begin(target.Name, input);
        BranchMap.Clear();
        CaseResult result = CaseResult.Of(target, input);
        watch?.End();
        bool isNew = _branches.Learn();
        if (result.Time > _figures.WorstTime || result.Signature(target, input, longest) is not null)
        {
            result = Repeat(input, result);
        }

        if (result.Signature(target, input, longest) is { } signature)
        {
            _figures.Failed++;
            Keep(input, signature, result);
            return;
        }

        _figures.WorstTime = Max(_figures.WorstTime, result.Time);
        _figures.MostAllocated = Math.Max(_figures.MostAllocated, result.Allocated);
        _figures.Accepted += result.IsAccepted == true ? 1 : 0;
        _figures.Refused += result.IsAccepted == true ? 0 : 1;
        if (isNew)
        {
            _corpus.Add(input);
            if (_corpus.Count > MaxCorpus)
            {
                _corpus.RemoveRange(MaxCorpus / 4, MaxCorpus / 4);
            }
        }
    }

    // Other programs take the processor now and then, and the first of its kind is compiled: the least of three counts.
    private CaseResult Repeat(byte[] input, CaseResult result)
    {
        for (int i = 0; i < 2; i++)
        {
            CaseResult again = CaseResult.Of(target, input);
            result = again with
            {
                Error = result.Error ?? again.Error,
                Time = again.Time < result.Time ? again.Time : result.Time,
                Allocated = Math.Min(again.Allocated, result.Allocated),
            };
        }

        return result;
    }

    private void Keep(byte[] input, string signature, CaseResult result)
    {
        if (_figures.Finds.Exists(find => find.Signature == signature))
        {
            return;
        }

        byte[] smallest = Minimizer.Minimize(
            input,
            smaller => CaseResult.Of(target, smaller).Signature(target, smaller, longest) == signature,
            result.Time > longest ? MinimizeTries / 100 : MinimizeTries);
        string told = result.Error?.ToString()
            ?? $"{result.Time.TotalSeconds:0.00} s, {result.Allocated:N0} bytes allocated of {input.Length:N0}";
        _figures.Finds.Add(new Find(signature, told, smallest));
        if (findsPath is not null)
        {
            string name = $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(smallest))[..10]}";
            Directory.CreateDirectory(findsPath);
            File.WriteAllBytes(Path.Combine(findsPath, name + ".bin"), smallest);
            File.WriteAllText(Path.Combine(findsPath, name + ".txt"), $"{signature}\n{told}\n");
            Console.WriteLine($"{target.Name}: {signature}\n  {Path.Combine(findsPath, name + ".bin")}");
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
