using CometSpeech.Benchmarks.Reporting;

namespace CometSpeech.Benchmarks.Contestants;

/// <summary>A client of the service, as a program that does jobs.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="Peer">What has to be there.</param>
/// <param name="Start">The command line that starts it for a service.</param>
internal sealed record ContestantKind(string Name, Peer Peer, Func<Uri, string[]> Start)
{
    private static readonly string s_folder =
        Path.Combine(Metadata.RepositoryRoot, "tests", "CometSpeech.Benchmarks", "Contestants");

    /// <summary>The module.</summary>
    public static ContestantKind CometSpeech { get; } = InPowerShell("ConvertTo-Speech", Peer.PowerShell);

    /// <summary>The others: what PowerShell brings, another module, and OpenAI's own clients.</summary>
    public static IReadOnlyList<ContestantKind> Others { get; } =
    [
        InPowerShell("Invoke-RestMethod", Peer.PowerShell),
        InPowerShell("Request-AudioSpeech", Peer.PSOpenAI),
        new(
            "openai-node",
            Peer.OpenAINode,
            service => ["node", Path.Combine(s_folder, "contestant.mjs"), Peer.NodeModules, service.ToString()]),
        new(
            "openai-dotnet",
            Peer.OpenAIDotNet,
            service => ["dotnet", typeof(Job).Assembly.Location, OpenAIDotNetContestant.Name, service.ToString()]),
    ];

    /// <summary>The module, and those of the others that are there.</summary>
    public static IEnumerable<ContestantKind> Present => [CometSpeech, .. Others.Where(other => other.Peer.IsThere())];

    private static ContestantKind InPowerShell(string command, Peer peer) => new(
        command == "Request-AudioSpeech" ? "Request-AudioSpeech (PSOpenAI)" : command,
        peer,
        service =>
        [
            "pwsh", "-NoProfile", "-NonInteractive", "-File", Path.Combine(s_folder, "contestant.ps1"),
            "-Command", command, "-BaseUri", service.ToString(), "-CometSpeech", Metadata.ManifestPath,
        ]);
}
