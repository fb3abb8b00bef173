using System.Reflection;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Staging;

/// <summary>Import, in sessions of their own: what a process has loaded stays loaded.</summary>
public sealed class ImportTests
{
    [Fact]
    public async Task Packages_are_loaded_beside_those_of_the_host()
    {
        // The host has this package too. The module itself needs it on Windows alone, so it is asked for here.
        ChildProcess session = await RunAsync("""
            $bytes = 'one' | ConvertTo-Speech
            $module = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'CometSpeech'
            'the module has: {0}' -f $module.LoadFromAssemblyName('System.Security.Cryptography.ProtectedData').Location
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies())
            {
                $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly)
                '{0}: {1}' -f $assembly.GetName().Name, $context.Name
            }
            """);

        Assert.True(session.ExitCode == 0, session.Output);
        string[] lines = session.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("CometSpeech.Core: CometSpeech", lines);
        Assert.Contains("System.Security.Cryptography.ProtectedData: CometSpeech", lines);
        Assert.Matches("the module has: .+dependencies.System.Security.Cryptography.ProtectedData.dll", session.Output);
        Assert.Equal(
            ["System.Text.Json: Default"],
            lines.Where(line => line.StartsWith("System.Text.Json:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_module_that_was_removed_works_again_after_the_next_import()
    {
        ChildProcess session = await RunAsync($$"""
            'first: {0}' -f ('one' | ConvertTo-Speech).Length
            foreach ($i in 1..2)
            {
                Remove-Module CometSpeech
                'commands left: {0}' -f @(Get-Command -Module CometSpeech -ListImported -ErrorAction Ignore).Count
                Import-Module '{{StagedModule.ManifestPath}}'
                'again: {0}' -f ('one' | ConvertTo-Speech).Length
            }
            Import-Module '{{StagedModule.ManifestPath}}' -Force
            'forced: {0}' -f ('one' | ConvertTo-Speech).Length
            """);

        Assert.True(session.ExitCode == 0, session.Output);
        string[] lines =
            session.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string length = lines.Single(line => line.StartsWith("first: ", StringComparison.Ordinal))[7..];
        Assert.Equal(2, lines.Count(line => line == "commands left: 0"));
        Assert.Equal(2, lines.Count(line => line == "again: " + length));
        Assert.Contains("forced: " + length, lines);
    }

    /// <summary>Runs a script in the Playground, whose commands ask a server of tones.</summary>
    private static async Task<ChildProcess> RunAsync(string script)
    {
        await using LocalSpeechServer server =
            await LocalSpeechServer.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });
        string playground = typeof(ImportTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "PlaygroundPath").Value!;
        return await ChildProcess.DotnetAsync(
            [playground, script],
            [("COMETAPI_BASE_URL", server.BaseUri.ToString()), ("COMETAPI_KEY", null), ("COMETAPI_API_KEY", null)]);
    }
}
