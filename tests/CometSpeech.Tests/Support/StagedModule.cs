using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CometSpeech.Tests.Support;

/// <summary>The files of the staged module, read without loading them.</summary>
internal static class StagedModule
{
    public const string Core = "net8.0";

    public const string Desktop = "netstandard2.0";

    public static string ManifestPath => Path.Combine(ModuleSession.StagePath, "CometSpeech.psd1");

    /// <summary>The assembly with the cmdlets.</summary>
    public static string CmdletsPath(string framework) =>
        Path.Combine(ModuleSession.StagePath, "bin", framework, "CometSpeech.dll");

    /// <summary>The engine and the packages: those of the framework, and those of both.</summary>
    public static IReadOnlyList<string> Dependencies(string framework) =>
        [.. DependenciesIn(framework), .. DependenciesIn("")];

    /// <summary>Whether the file is an assembly and no native library.</summary>
    public static bool IsAssembly(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }

    /// <summary>Name and version of an assembly.</summary>
    public static AssemblyName NameOf(string path) => AssemblyName.GetAssemblyName(path);

    /// <summary>The assemblies that an assembly refers to.</summary>
    public static IReadOnlyList<AssemblyName> ReferencesOf(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences
            .Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    private static string[] DependenciesIn(string folder) =>
        Directory.GetFiles(Path.Combine(ModuleSession.StagePath, "bin", folder, "dependencies"), "*.dll");
}
