using System.Reflection;
using System.Reflection.Emit;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Staging;

/// <summary>Import, in sessions of their own: what a process has loaded stays loaded.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "cometspeech-" + Guid.NewGuid().ToString("N"))).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("4.0.0.0")]
    [InlineData("99.0.0.0")]
    public async Task Another_version_of_a_package_that_was_loaded_first_changes_nothing(string version)
    {
        const string Package = "System.Security.Cryptography.ProtectedData";
        string other = CreateOtherVersion(Package, version);

        // The module itself needs the package on Windows alone.
        ChildProcess session = await RunAsync(
            $$"""
            $bytes = 'one' | ConvertTo-Speech
            'spoken: {0} bytes' -f $bytes.Length
            $module = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'CometSpeech'
            'the module: {0}' -f $module.LoadFromAssemblyName('{{Package}}').Location
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName() } | Where-Object Name -eq '{{Package}}' | ForEach-Object { 'loaded: ' + $_.Version }
            """,
            ("DOTNET_STARTUP_HOOKS", other));

        Assert.True(session.ExitCode == 0, session.Output);
        Assert.Matches("spoken: [0-9]{4,} bytes", session.Output);
        Assert.Contains("loaded: " + version, session.Output);
        Assert.Matches($"the module: .+dependencies.{Package}\\.dll", session.Output);
    }

    [Fact]
    public async Task The_engine_is_loaded_beside_the_host_and_uses_its_json()
    {
        ChildProcess session = await RunAsync("""
            $bytes = 'one' | ConvertTo-Speech
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies())
            {
                '{0}: {1}' -f $assembly.GetName().Name, [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name
            }
            """);

        Assert.True(session.ExitCode == 0, session.Output);
        string[] lines = session.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("CometSpeech.Core: CometSpeech", lines);
        Assert.Equal(["System.Text.Json: Default"], lines.Where(line => line.StartsWith("System.Text.Json:", StringComparison.Ordinal)));
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
        string[] lines = session.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string length = lines.Single(line => line.StartsWith("first: ", StringComparison.Ordinal))[7..];
        Assert.Equal(2, lines.Count(line => line == "commands left: 0"));
        Assert.Equal(2, lines.Count(line => line == "again: " + length));
        Assert.Contains("forced: " + length, lines);
    }

    /// <summary>An assembly of that name and nothing in it but the start-up hook, by which the runtime loads it before anything else.</summary>
    private string CreateOtherVersion(string package, string version)
    {
        AssemblyName name = new(package) { Version = new Version(version) };
        PersistedAssemblyBuilder assembly = new(name, typeof(object).Assembly);
        TypeBuilder hook = assembly.DefineDynamicModule(package).DefineType("StartupHook", TypeAttributes.Abstract | TypeAttributes.Sealed);
        hook.DefineMethod("Initialize", MethodAttributes.Public | MethodAttributes.Static, typeof(void), null).GetILGenerator().Emit(OpCodes.Ret);
        hook.CreateType();
        string path = Path.Combine(_folder, package + ".dll");
        assembly.Save(path);
        return path;
    }

    /// <summary>Runs a script in the Playground, whose commands ask a server of tones.</summary>
    private static async Task<ChildProcess> RunAsync(string script, params (string Name, string? Value)[] environment)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });
        string playground = typeof(ImportTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "PlaygroundPath").Value!;
        return await ChildProcess.DotnetAsync(
            [playground, script],
            [("COMETAPI_BASE_URL", server.BaseUri.ToString()), ("COMETAPI_KEY", null), ("COMETAPI_API_KEY", null), .. environment]);
    }
}
