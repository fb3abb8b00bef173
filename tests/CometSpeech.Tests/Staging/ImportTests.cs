using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
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
        // Another module may have brought a parser of the same name; Data Protection is PowerShell's own.
        string parser = Path.Combine(ModuleSession.StagePath, "bin", "dependencies", "Markdig.dll");
        ChildProcess session = await RunAsync($$"""
            $other = [System.Reflection.Assembly]::LoadFrom('{{parser}}')
            $bytes = 'one' | ConvertTo-Speech
            $module = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'CometSpeech'
            foreach ($name in 'Markdig', 'System.Security.Cryptography.ProtectedData')
            {
                $null = $module.LoadFromAssemblyName($name)
            }
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies())
            {
                $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly)
                '{0}: {1}' -f $assembly.GetName().Name, $context.Name
            }
            """);

        Assert.True(session.ExitCode == 0, session.Output);
        string[] lines = session.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("CometSpeech.Core: CometSpeech", lines);
        Assert.Equal(
            ["Markdig: CometSpeech", "Markdig: Default"],
            lines.Where(line => line.StartsWith("Markdig:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["System.Security.Cryptography.ProtectedData: Default", "System.Text.Json: Default"],
            lines.Where(line => line.StartsWith("System.Text.Json:", StringComparison.Ordinal)
                    || line.StartsWith("System.Security.Cryptography.ProtectedData:", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Parsers_of_documents_are_loaded_with_the_first_document()
    {
        ChildProcess session = await RunAsync("""
            function Write-Loaded($When)
            {
                $names = foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies())
                {
                    $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly)
                    '{0} in {1}' -f $assembly.GetName().Name, $context.Name
                }
                '{0}: {1}' -f $When, (($names -match '^(CometSpeech.Core|Markdig|HtmlAgilityPack) ') -join ', ')
            }

            Write-Loaded 'import'
            $bytes = 'one' | ConvertTo-Speech
            Write-Loaded 'text'
            $module = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'CometSpeech'
            $core = $module.Assemblies | Where-Object { $_.GetName().Name -eq 'CometSpeech.Core' }
            $reader = $core.GetType('CometSpeech.Core.Documents.DocumentReader')
            $options = $core.GetType('CometSpeech.Core.Documents.DocumentOptions')::Default
            $document = $reader::Read('*one*', 'Markdown', $options, [System.Threading.CancellationToken]::None)
            Write-Loaded $document.Sections[0].Text
            """);

        Assert.True(session.ExitCode == 0, session.Output);
        string[] lines =
            session.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("import:", lines[0]);
        Assert.Equal("text: CometSpeech.Core in CometSpeech", lines[1]);
        Assert.Equal(
            ["CometSpeech.Core in CometSpeech", "HtmlAgilityPack in CometSpeech", "Markdig in CometSpeech"],
            lines[2]["one.: ".Length..].Split(", ").Order(StringComparer.Ordinal));
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

    [Fact]
    public async Task A_later_version_over_a_loaded_one_is_an_error_that_advises_a_new_session()
    {
        DirectoryInfo later = Directory.CreateTempSubdirectory("cometspeech-");
        try
        {
            foreach (string name in (string[])["CometSpeech.psm1", "CometSpeech.Format.ps1xml"])
            {
                File.Copy(Path.Combine(ModuleSession.StagePath, name), Path.Combine(later.FullName, name));
            }

            string manifest = Path.Combine(later.FullName, "CometSpeech.psd1");
            File.WriteAllText(manifest, Regex.Replace(
                File.ReadAllText(StagedModule.ManifestPath), @"(?<=ModuleVersion\s*=\s*)'[^']+'", "'99.0.0'"));
            string folder = later.CreateSubdirectory("bin").CreateSubdirectory("net8.0").FullName;
            var assembly = new PersistedAssemblyBuilder(
                new AssemblyName("CometSpeech") { Version = new Version(99, 0, 0, 0) }, typeof(object).Assembly);
            assembly.DefineDynamicModule("CometSpeech");
            assembly.Save(Path.Combine(folder, "CometSpeech.dll"));

            ChildProcess session = await RunAsync($$"""
                try { Import-Module '{{manifest}}' } catch { 'error: {0}' -f $_ }
                'still there: {0}' -f ('one' | ConvertTo-Speech).Length
                """);

            Assert.True(session.ExitCode == 0, session.Output);
            Assert.Contains("error: Another version of CometSpeech was loaded", session.Output);
            Assert.Contains("Start a new session to use this one.", session.Output);
            Assert.Matches("still there: [1-9]", session.Output);
        }
        finally
        {
            later.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Constrained_language_mode_imports_the_module()
    {
        ChildProcess session = await RunAsync($$"""
            Remove-Module CometSpeech
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module '{{StagedModule.ManifestPath}}'
            'length: {0}' -f ('one' | ConvertTo-Speech).Length
            """);

        Assert.True(session.ExitCode == 0, session.Output);
        Assert.Matches("length: [1-9]", session.Output);
    }

    /// <summary>Runs a script in the Playground, whose commands ask a server of tones.</summary>
    private static async Task<ChildProcess> RunAsync(string script)
    {
        await using LocalSpeechServer server =
            await LocalSpeechServer.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });
        return await ChildProcess.DotnetAsync(
            [ChildProcess.Playground, script],
            [("COMETAPI_BASE_URL", server.BaseUri.ToString()), ("COMETAPI_KEY", null), ("COMETAPI_API_KEY", null)]);
    }
}
