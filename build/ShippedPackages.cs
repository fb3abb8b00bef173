using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes what the module ships of others: their notices, and a software bill of materials in CycloneDX's JSON, both
/// from the restored packages of the staged files. MSBuild compiles it (Stage.targets), for .NET Standard.
/// </summary>
public class ShippedPackages : Task
{
    /// <summary>The staged files of packages, each with NuGetPackageId, NuGetPackageVersion and StagedPath.</summary>
    [Required]
    public ITaskItem[] Files { get; set; }

    /// <summary>The folder of restored packages, with a separator at its end.</summary>
    [Required]
    public string PackageRoot { get; set; }

    /// <summary>The texts of licences for packages that bring none, each named for its SPDX identifier.</summary>
    [Required]
    public ITaskItem[] Licenses { get; set; }

    /// <summary>The version of the module, with that of a prerelease.</summary>
    [Required]
    public string ModuleVersion { get; set; }

    [Required]
    public string NoticesPath { get; set; }

    [Required]
    public string BillPath { get; set; }

    public override bool Execute()
    {
        List<Package> packages = Files
            .GroupBy(file => file.GetMetadata("NuGetPackageId"), StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(Read)
            .ToList();
        if (!Log.HasLoggedErrors)
        {
            Write(NoticesPath, Notices(packages));
            Write(BillPath, Bill(packages));
        }

        return !Log.HasLoggedErrors;
    }

    private Package Read(IGrouping<string, ITaskItem> files)
    {
        string[] versions = files.Select(file => file.GetMetadata("NuGetPackageVersion")).Distinct().ToArray();
        if (versions.Length != 1)
        {
            Log.LogError("{0} is shipped in the versions {1}.", files.Key, string.Join(" and ", versions));
        }

        string id = files.Key.ToLowerInvariant();
        string folder = Path.Combine(PackageRoot, id, versions[0].ToLowerInvariant());
        XElement metadata = XDocument.Load(Path.Combine(folder, id + ".nuspec")).Root.Elements()
            .Single(element => element.Name.LocalName == "metadata");
        string Field(string name) =>
            metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

        var package = new Package
        {
            Id = files.Key,
            Version = versions[0],
            Uri = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "repository")
                ?.Attribute("url")?.Value ?? Field("projectUrl"),
            Paths = files.Select(file => file.GetMetadata("StagedPath").Replace('\\', '/')).Distinct()
                .OrderBy(path => path, StringComparer.Ordinal).ToArray(),
            // The hash of the whole package, by which a repository can be asked for the same one.
            Hash = Convert.FromBase64String(File.ReadAllText(
                Path.Combine(folder, id + "." + versions[0].ToLowerInvariant() + ".nupkg.sha512"))),
        };
        ReadLicense(package, folder, Field("copyright"), metadata);
        return package;
    }

    // The text that the package brings; else that of the licence it names, under its own copyright.
    private void ReadLicense(Package package, string folder, string copyright, XElement metadata)
    {
        string named = metadata.Elements().FirstOrDefault(element =>
            element.Name.LocalName == "license" && (string)element.Attribute("type") == "expression")?.Value.Trim();
        string brought = new DirectoryInfo(folder).GetFiles()
            .FirstOrDefault(file => Regex.IsMatch(file.Name, @"^LICEN[SC]E(\.(txt|md))?$", RegexOptions.IgnoreCase))
            ?.FullName;
        string text = brought == null ? null : Lines(File.ReadAllText(brought));
        foreach (ITaskItem license in Licenses)
        {
            string id = license.GetMetadata("Filename");
            string standard = Lines(File.ReadAllText(license.ItemSpec));
            bool isIt = named == null ? text != null && Words(text).Contains(Words(standard)) : named == id;
            if (isIt)
            {
                package.License = id;
                package.LicenseText = text ?? Copyright(copyright) + "\n\n" + standard;
            }
        }

        if (package.License == null)
        {
            Log.LogError("The licence of {0} {1} ('{2}') is not known: its text belongs in build/licenses.",
                package.Id, package.Version, named);
        }
    }

    private static string Copyright(string notice)
    {
        notice = notice.Replace("\u00a9", "(c)");
        return notice.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase) ? notice
            : notice.StartsWith("(c)", StringComparison.OrdinalIgnoreCase) ? "Copyright " + notice
            : "Copyright (c) " + notice;
    }

    // Those with the same text stand together.
    private static string Notices(List<Package> packages)
    {
        var text = new StringBuilder(
            "CometSpeech ships files of the following packages, unchanged. These are their licences.\n");
        foreach (IGrouping<string, Package> group in packages.GroupBy(package => package.LicenseText))
        {
            text.Append('\n').Append('-', 80).Append("\n\n");
            foreach (Package package in group)
            {
                text.Append(package.Id + " " + package.Version + " (" + package.License + ")\n" + package.Uri + "\n");
                foreach (string path in package.Paths)
                {
                    text.Append("  " + path + "\n");
                }

                text.Append('\n');
            }

            text.Append(group.Key + "\n");
        }

        return text.ToString();
    }

    // https://cyclonedx.org/docs/1.6/json/. No time and no random number: the same build makes the same file.
    private string Bill(List<Package> packages)
    {
        string main = "CometSpeech@" + ModuleVersion;
        string Reference(Package package) => "pkg:nuget/" + package.Id + "@" + package.Version;
        IEnumerable<string> components = packages.Select(package => "    {\n" + string.Join(",\n",
            Property("      ", "type", "library"),
            Property("      ", "bom-ref", Reference(package)),
            Property("      ", "name", package.Id),
            Property("      ", "version", package.Version),
            Property("      ", "scope", "required"),
            "      \"hashes\": [{ \"alg\": \"SHA-512\", \"content\": " + Quote(Hex(package.Hash)) + " }]",
            "      \"licenses\": [{ \"license\": { \"id\": " + Quote(package.License) + " } }]",
            Property("      ", "purl", Reference(package)),
            "      \"externalReferences\": [{ \"type\": \"website\", \"url\": " + Quote(package.Uri) + " }]",
            "      \"evidence\": { \"occurrences\": [" + string.Join(", ",
                package.Paths.Select(path => "{ \"location\": " + Quote(path) + " }")) + "] }") + "\n    }");
        return "{\n" + string.Join(",\n",
            Property("  ", "bomFormat", "CycloneDX"),
            Property("  ", "specVersion", "1.6"),
            "  \"version\": 1",
            "  \"metadata\": {\n    \"component\": {\n" + string.Join(",\n",
                Property("      ", "type", "library"),
                Property("      ", "bom-ref", main),
                Property("      ", "name", "CometSpeech"),
                Property("      ", "version", ModuleVersion),
                "      \"licenses\": [{ \"license\": { \"id\": \"MIT\" } }]") + "\n    }\n  }",
            "  \"components\": [\n" + string.Join(",\n", components) + "\n  ]",
            "  \"dependencies\": [\n    {\n" + Property("      ", "ref", main) + ",\n      \"dependsOn\": [\n        "
                + string.Join(",\n        ", packages.Select(package => Quote(Reference(package))))
                + "\n      ]\n    }\n  ]") + "\n}\n";
    }

    private static string Property(string indent, string name, string value) =>
        indent + Quote(name) + ": " + Quote(value);

    private static string Quote(string text) => "\"" + Regex.Replace(text, "[\"\\\\\u0000-\u001f]",
        match => "\\u" + ((int)match.Value[0]).ToString("x4")) + "\"";

    private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();

    private static string Lines(string text) => text.Replace("\r\n", "\n").Trim();

    private static string Words(string text) => Regex.Replace(text, @"\s+", " ");

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path));
        File.WriteAllText(path, text);
    }

    private sealed class Package
    {
        public string Id;
        public string Version;
        public string Uri;
        public string[] Paths;
        public byte[] Hash;
        public string License;
        public string LicenseText;
    }
}
