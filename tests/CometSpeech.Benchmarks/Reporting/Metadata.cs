using System.Reflection;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>Places that the build knows.</summary>
internal static class Metadata
{
    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot { get; } = Get("RepositoryRoot");

    /// <summary>The staged module's manifest.</summary>
    public static string ManifestPath { get; } = Path.Combine(Get("StagePath"), "CometSpeech.psd1");

    /// <summary>The assembly of the Playground.</summary>
    public static string PlaygroundPath { get; } = Get("PlaygroundPath");

    private static string Get(string key) => typeof(Metadata).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
