using System.Globalization;
using System.Reflection;
using CometSpeech.Fuzz.Coverage;
using CometSpeech.Fuzz.Targets;

namespace CometSpeech.Fuzz;

/// <summary>The command line: which targets, how long, from which number.</summary>
internal static class FuzzCommand
{
    // A look at everything.
    private const int DefaultSeconds = 60;

    // A hundred times what the largest inputs take.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <summary>Whether the arguments ask for help.</summary>
    public static bool IsHelp(string[] args) => args is ["--help" or "-h" or "-?"];

    /// <summary>Prints how it is called.</summary>
    public static int ShowHelp()
    {
        Console.WriteLine(
            $"""
            [--seconds {DefaultSeconds}] [--seed 1] [target…]

            Changes good inputs, reads them, and prints what did not hold. The time is for all targets together, which
            are all when none is named. Finds are kept in {FindsPath}; a file named as a target is read again.

            Targets: {string.Join(' ', FuzzTargets.All().Select(target => target.Name))}
            """);
        return 0;
    }

    /// <summary>Runs targets, or reads files of finds again.</summary>
    /// <returns>0 when everything held.</returns>
    public static int Run(string[] args)
    {
        BranchMap.Attach();
        double seconds = DefaultSeconds;
        int seed = 1;
        List<string> names = [];
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--seconds")
            {
                seconds = double.Parse(args[++i], CultureInfo.InvariantCulture);
            }
            else if (args[i] == "--seed")
            {
                seed = int.Parse(args[++i], CultureInfo.InvariantCulture);
            }
            else
            {
                names.Add(args[i]);
            }
        }

        FuzzTarget[] all = [.. FuzzTargets.All()];
        if (names.Count > 0 && names.All(File.Exists))
        {
            return names.Sum(file => ReadAgain(all, file));
        }

        if (names.Find(name => !Array.Exists(all, target => target.Name == name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no target '{unknown}'.");
            return ShowHelp() + 1;
        }

        FuzzTarget[] chosen = [.. all.Where(target => names.Count == 0 || names.Contains(target.Name))];
        TimeSpan each = TimeSpan.FromSeconds(seconds / chosen.Length);
        List<FuzzFigures> figures = [];
        using CaseWatch watch = new(Path.Combine(FindsPath, "current.bin"));
        Console.WriteLine(FuzzFigures.Header);
        foreach (FuzzTarget target in chosen)
        {
            figures.Add(new FuzzRun(target, seed, s_longest, FindsPath).Run(long.MaxValue, each, watch));
            Console.WriteLine(figures[^1].ToRow());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Sum(one => one.Inputs):N0} inputs, {figures.Sum(one => one.Finds.Count)} finds"));
        return figures.Exists(one => one.Finds.Count > 0) ? 1 : 0;
    }

    private static string FindsPath { get; } = typeof(FuzzCommand).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "FindsPath").Value!;

    // Its name begins with that of its target.
    private static int ReadAgain(FuzzTarget[] all, string file)
    {
        FuzzTarget target = all.First(
            one => Path.GetFileName(file).StartsWith(one.Name + "-", StringComparison.Ordinal));
        byte[] input = File.ReadAllBytes(file);
        CaseResult result = CaseResult.Of(target, input);
        string? signature = result.Signature(target, input, s_longest);
        Console.WriteLine($"{file}: {signature ?? (result.IsAccepted == true ? "accepted" : "refused")}");
        Console.WriteLine(result.Error?.ToString() ?? $"{result.Time} {result.Allocated:N0} bytes allocated");
        return signature is null ? 0 : 1;
    }
}
