using System.Reflection;
using System.Text.Json;
using OpenAI.Audio;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>A program or a library that is measured beside the module.</summary>
/// <param name="Name">As its users call it.</param>
/// <param name="Version">Null where it is missing.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Peer(string Name, string? Version, string Source)
{
    // Where .ci/run installs it.
    private static readonly string s_node = Path.Combine(Metadata.RepositoryRoot, "out", "openai-node", "node_modules");

    /// <summary>PowerShell, with Invoke-RestMethod; the module itself needs it, too.</summary>
    public static Peer PowerShell { get; } = new(
        "PowerShell", Tool.FirstLine("pwsh", "--version")?.Split(' ')[^1], "pwsh on the path");

    public static Peer PSOpenAI { get; } = new(
        "PSOpenAI",
        NullIfEmpty(Tool.FirstLine(
            "pwsh",
            "-NoProfile",
            "-NonInteractive",
            "-Command",
            "(Get-Module -ListAvailable PSOpenAI | Select-Object -First 1).Version -as [string]")),
        "Install-PSResource PSOpenAI");

    public static Peer OpenAINode { get; } = new(
        "openai-node", NodeVersion(), "npm install --prefix out/openai-node openai@6.49.0");

    public static Peer OpenAIDotNet { get; } = new(
        "openai-dotnet",
        typeof(AudioClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0],
        "NuGet");

    public static Peer Coreutils { get; } = new(
        "cat, fold", Tool.FirstLine("cat", "--version")?.Split(' ')[^1], "GNU coreutils");

    public static Peer Ffmpeg { get; } = new(
        "ffmpeg", Tool.FirstLine("ffmpeg", "-version")?.Split(' ')[2], "apt-get install ffmpeg");

    public static Peer Pandoc { get; } = new(
        "pandoc", Tool.FirstLine("pandoc", "--version")?.Split(' ')[^1], "apt-get install pandoc");

    public static IReadOnlyList<Peer> All { get; } =
        [PowerShell, PSOpenAI, OpenAINode, OpenAIDotNet, Coreutils, Ffmpeg, Pandoc];

    /// <summary>Where Node.js finds its packages.</summary>
    public static string NodeModules => s_node;

    /// <summary>Whether it is there; one line tells what is missing.</summary>
    public bool IsThere()
    {
        if (Version is null)
        {
            Console.Error.WriteLine($"Without {Name}, which is missing: {Source}");
        }

        return Version is not null;
    }

    private static string? NodeVersion()
    {
        string package = Path.Combine(s_node, "openai", "package.json");
        if (!File.Exists(package) || Tool.FirstLine("node", "--version") is not { } node)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(package));
        return $"{json.RootElement.GetProperty("version")}, Node.js {node.TrimStart('v')}";
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
