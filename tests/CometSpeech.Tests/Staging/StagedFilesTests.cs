using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Staging;

/// <summary>What the staged module ships, and what its assemblies ask for.</summary>
public sealed class StagedFilesTests
{
    private const string PowerShell = "System.Management.Automation";

    // What the oldest PowerShell 7, 7.4, has beside the shared framework.
    private static readonly Dictionary<string, Version> s_powerShell = new()
    {
        ["System.Security.Cryptography.ProtectedData"] = new Version(8, 0, 0, 0),
    };

    [Theory]
    [InlineData(StagedModule.Core)]
    [InlineData(StagedModule.Desktop)]
    public void The_cmdlets_refer_to_no_isolated_package(string framework)
    {
        IEnumerable<string> references =
            StagedModule.ReferencesOf(StagedModule.CmdletsPath(framework)).Select(name => name.Name!);

        Assert.Equal(
            ["CometSpeech.Core", PowerShell],
            references.Where(name => name != "netstandard" && !IsSharedFramework(name)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(references, name => name != "CometSpeech.Core"
            && StagedModule.Dependencies(framework).Any(path => Path.GetFileNameWithoutExtension(path) == name));
    }

    [Fact]
    public void The_parsers_of_documents_are_shipped_once_for_both_frameworks() => Assert.Equal(
        ["HtmlAgilityPack.dll", "Markdig.dll"],
        Directory.GetFiles(ModuleSession.StagePath, "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path))
            .Where(name => name is "HtmlAgilityPack.dll" or "Markdig.dll")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_that_PowerShell_7_has_is_shipped_for_it() => Assert.DoesNotContain(
        StagedModule.Dependencies(StagedModule.Core).Select(path => Path.GetFileNameWithoutExtension(path)),
        name => IsSharedFramework(name) || s_powerShell.ContainsKey(name));

    // For «[a, b]» as an IReadOnlyList the compiler adds list types of its own to the assembly: 11 KB of the package.
    [Theory]
    [InlineData(StagedModule.Core)]
    [InlineData(StagedModule.Desktop)]
    public void No_assembly_of_ours_has_lists_that_the_compiler_made(string framework) => Assert.All(
        StagedModule.Dependencies(framework).Append(StagedModule.CmdletsPath(framework))
            .Where(path => Path.GetFileName(path).StartsWith("CometSpeech", StringComparison.Ordinal)),
        path => Assert.DoesNotContain(
            "<>z__ReadOnly", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal));

    [Theory]
    [InlineData(StagedModule.Core)]
    [InlineData(StagedModule.Desktop)]
    [Trait("Wine", "no")] // The packages that the build used are not there.
    public void Every_reference_is_shipped_or_part_of_the_framework(string framework)
    {
        string[] shipped = [StagedModule.CmdletsPath(framework), .. StagedModule.Dependencies(framework)];
        Dictionary<string, Version> there =
            shipped.Select(StagedModule.NameOf).ToDictionary(name => name.Name!, name => name.Version!);
        Dictionary<string, Version> dotNetFramework = ReferenceAssemblies();

        bool IsPartOfFramework(AssemblyName reference) => framework == StagedModule.Core
            ? IsSharedFramework(reference.Name!) || Has(s_powerShell, reference)
            : Has(dotNetFramework, reference);
        Assert.All(shipped, path => Assert.All(
            StagedModule.ReferencesOf(path),
            reference => Assert.True(
                Has(there, reference) || IsPartOfFramework(reference) || reference.Name == PowerShell,
                $"{Path.GetFileName(path)} refers to {reference.Name} {reference.Version}, which is not there.")));
    }

    [Theory]
    [InlineData(StagedModule.Core)]
    [InlineData(StagedModule.Desktop)]
    public void The_version_of_the_manifest_is_that_of_the_assemblies(string framework)
    {
        string manifest = File.ReadAllText(StagedModule.ManifestPath);
        string version = Regex.Match(manifest, @"ModuleVersion\s*=\s*'([0-9.]+)'").Groups[1].Value;
        string engine = StagedModule.Dependencies(framework)
            .Single(path => Path.GetFileName(path) == "CometSpeech.Core.dll");

        foreach (string path in new[] { StagedModule.CmdletsPath(framework), engine })
        {
            Assert.Equal(version + ".0", StagedModule.NameOf(path).Version!.ToString());
            Assert.Equal(version + ".0", FileVersionInfo.GetVersionInfo(path).FileVersion);
        }
    }

    private static bool Has(Dictionary<string, Version> assemblies, AssemblyName reference) =>
        assemblies.TryGetValue(reference.Name!, out Version? version) && version >= reference.Version;

    private static bool IsSharedFramework(string name) =>
        File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));

    private static Dictionary<string, Version> ReferenceAssemblies()
    {
        string folder = typeof(StagedFilesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "DotNetFrameworkReferences").Value!;
        return Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories)
            .Where(StagedModule.IsAssembly)
            .Select(StagedModule.NameOf)
            .GroupBy(name => name.Name!)
            .ToDictionary(group => group.Key, group => group.Max(name => name.Version)!);
    }
}
