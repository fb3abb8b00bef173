using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Staging;

/// <summary>
/// Notices and bill of materials name every staged file of others, at the version that was restored, and nothing else.
/// </summary>
public sealed class ShippedPackagesTests
{
    private static readonly string s_notices =
        File.ReadAllText(Path.Combine(ModuleSession.StagePath, "ThirdPartyNotices.txt"));

    private static readonly string[] s_foreignFiles =
    [
        .. Directory.GetFiles(Path.Combine(ModuleSession.StagePath, "bin"), "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).StartsWith("CometSpeech.", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(ModuleSession.StagePath, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static readonly string[] s_packages =
    [
        .. Regex.Matches(s_notices, @"(?m)^(\S+ [0-9]\S*) \([A-Z]\S*\)\r?$").Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_notices_name_every_foreign_file_and_no_other()
    {
        Assert.NotEmpty(s_foreignFiles);
        Assert.Equal(
            s_foreignFiles,
            Regex.Matches(s_notices, @"(?m)^  (bin/\S+)\r?$").Select(match => match.Groups[1].Value)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_notices_name_the_versions_that_were_restored()
    {
        HashSet<string> restored = RestoredPackages();

        Assert.All(s_packages, package => Assert.Contains(package, restored));
        // A file of one of our packages has its name.
        Assert.Equal(
            s_foreignFiles.Select(path => Path.GetFileNameWithoutExtension(path)).Distinct()
                .Order(StringComparer.Ordinal),
            s_packages.Select(package => package.Split(' ')[0]));
    }

    [Fact]
    public void Every_package_has_the_text_of_its_licence_under_a_copyright()
    {
        string[] sections = s_notices.Split(new string('-', 80))[1..];

        Assert.NotEmpty(sections);
        Assert.All(sections, section =>
        {
            string names = Assert.Single(
                Regex.Matches(section, @"\(([A-Z][^)\s]+)\)\r?\nhttps?://").Select(match => match.Groups[1].Value)
                    .Distinct());
            Assert.Matches(@"(?m)^Copyright \(c\) \S", section);
            Assert.Contains(
                names == "MIT" ? "Permission is hereby granted, free of charge" : "Redistribution and use in source",
                section);
            Assert.EndsWith(names == "MIT" ? "SOFTWARE." : "SUCH DAMAGE.", section.Trim());
        });
    }

    [Fact]
    public void The_bill_of_materials_has_the_same_packages_and_what_CycloneDX_requires()
    {
        string path = typeof(ShippedPackagesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "BillPath").Value!;
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement bill = document.RootElement;

        // https://cyclonedx.org/docs/1.6/json/: what is required, and the forms of what we write.
        Assert.Equal("CycloneDX", bill.GetProperty("bomFormat").GetString());
        Assert.Equal("1.6", bill.GetProperty("specVersion").GetString());
        Assert.True(bill.GetProperty("version").GetInt32() >= 1);
        JsonElement module = bill.GetProperty("metadata").GetProperty("component");
        Assert.Equal("library", module.GetProperty("type").GetString());
        Assert.Equal("CometSpeech", module.GetProperty("name").GetString());
        Assert.Equal(
            Regex.Match(Path.GetFileName(path), @"^CometSpeech\.(.+)\.cdx\.json$").Groups[1].Value,
            module.GetProperty("version").GetString());

        JsonElement[] components = [.. bill.GetProperty("components").EnumerateArray()];
        Assert.Equal(
            s_packages,
            components.Select(component => $"{Text(component, "name")} {Text(component, "version")}")
                .Order(StringComparer.Ordinal));
        Assert.All(components, component =>
        {
            Assert.Equal("library", Text(component, "type"));
            Assert.Equal($"pkg:nuget/{Text(component, "name")}@{Text(component, "version")}", Text(component, "purl"));
            JsonElement hash = Assert.Single(component.GetProperty("hashes").EnumerateArray());
            Assert.Equal("SHA-512", Text(hash, "alg"));
            Assert.Matches("^[0-9a-f]{128}$", Text(hash, "content"));
            JsonElement license = Assert.Single(component.GetProperty("licenses").EnumerateArray());
            Assert.Contains(Text(license.GetProperty("license"), "id"), new[] { "MIT", "BSD-2-Clause" });
        });

        string[] references =
            [.. components.Select(component => Text(component, "bom-ref")).Append(Text(module, "bom-ref"))];
        Assert.Equal(references.Length, references.Distinct().Count());
        JsonElement dependencies = Assert.Single(bill.GetProperty("dependencies").EnumerateArray());
        Assert.All(
            dependencies.GetProperty("dependsOn").EnumerateArray(),
            reference => Assert.Contains(reference.GetString()!, references));
        Assert.Equal(
            s_foreignFiles,
            components.SelectMany(component =>
                    component.GetProperty("evidence").GetProperty("occurrences").EnumerateArray())
                .Select(occurrence => Text(occurrence, "location"))
                .Order(StringComparer.Ordinal));
    }

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;

    /// <summary>What the lock file of the module resolves, as name and version.</summary>
    private static HashSet<string> RestoredPackages()
    {
        string root = typeof(ShippedPackagesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "RepositoryRoot").Value!;
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(root, "src", "CometSpeech", "packages.lock.json")));
        return
        [
            .. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.TryGetProperty("resolved", out _)
               select $"{package.Name} {Text(package.Value, "resolved")}",
        ];
    }
}
