using System.Text;
using CometSpeech.Benchmarks.Reporting;

namespace CometSpeech.Benchmarks;

/// <summary>Something that is measured, with its tables and its limits.</summary>
internal abstract class Measurement
{
    private readonly StringBuilder _markdown = new();
    private bool _allHeld = true;

    /// <summary>The word on the command line, and in the marks of docs/benchmarks.md.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the help.</summary>
    public abstract string Help { get; }

    /// <summary>The tables of the last run, as they stand in docs/benchmarks.md; none when it broke off.</summary>
    public string Markdown => _markdown.ToString();

    /// <summary>Measures and prints.</summary>
    /// <param name="args">What follows the name.</param>
    /// <returns>Whether all limits were held.</returns>
    public async Task<bool> RunAsync(string[] args)
    {
        _allHeld = true;
        _markdown.Clear();
        try
        {
            await MeasureAsync(args);
        }
        catch (InvalidOperationException exception)
        {
            _markdown.Clear();
            Judge(false, exception.Message);
        }

        return _allHeld;
    }

    protected abstract Task MeasureAsync(string[] args);

    /// <summary>Whether few rounds are to do: the figures mean little, but all is tried.</summary>
    protected static bool IsQuick(string[] args) => args.Contains("--quick");

    /// <summary>Prints a table, which becomes a part of <see cref="Markdown"/>.</summary>
    protected void Write(MarkdownTable table)
    {
        string text = table.ToString();
        Console.WriteLine();
        Console.WriteLine(text);
        _markdown.Append(_markdown.Length > 0 ? "\n" : "").Append(text);
    }

    /// <summary>Prints a figure beside its limit.</summary>
    protected void Judge(bool held, string figure)
    {
        Console.WriteLine($"{(held ? "held  " : "MISSED")} {figure}");
        _allHeld &= held;
    }
}
