namespace CometSpeech.Benchmarks;

/// <summary>A figure that takes a whole process or several, and so is no benchmark of BenchmarkDotNet.</summary>
internal abstract class Measurement
{
    private bool _allHeld = true;

    /// <summary>The word on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the help.</summary>
    public abstract string Help { get; }

    /// <summary>Measures and prints.</summary>
    /// <param name="args">What follows the name.</param>
    /// <returns>Whether all limits were held.</returns>
    public async Task<bool> RunAsync(string[] args)
    {
        _allHeld = true;
        await MeasureAsync(args);
        return _allHeld;
    }

    protected abstract Task MeasureAsync(string[] args);

    /// <summary>Prints a figure beside its limit.</summary>
    protected void Judge(bool held, string figure)
    {
        Console.WriteLine($"{(held ? "held  " : "MISSED")} {figure}");
        _allHeld &= held;
    }
}
