using System.Diagnostics;
using System.Reflection;

namespace CometSpeech.Tests.Support;

/// <summary>A .NET program run to its end in a process of its own.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it wrote, errors after the rest.</param>
internal sealed record ChildProcess(int ExitCode, string Output)
{
    /// <summary>The Playground, to be run by <c>dotnet</c>.</summary>
    public static string Playground { get; } = typeof(ChildProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PlaygroundPath").Value!;

    /// <summary>Runs <c>dotnet</c>; a variable with null is unset.</summary>
    public static async Task<ChildProcess> DotnetAsync(
        IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ChildProcess(process.ExitCode, output + await errors);
    }
}
