namespace CometSpeech.Tests.Support;

/// <summary>
/// The process's environment variables, set for one test and put back after it: keys, address and model unset, the
/// configuration in a folder of its own, a folder for modules.
/// </summary>
public sealed class ProcessEnvironment : IDisposable
{
    public const string Collection = "Process environment";

    private readonly Dictionary<string, string?> _before = [];

    public ProcessEnvironment()
    {
        Folder = Directory.CreateTempSubdirectory("cometspeech-").FullName;
        Set("XDG_CONFIG_HOME", Folder);
        Set("LOCALAPPDATA", Folder);
        Set("COMETAPI_KEY", null);
        Set("COMETAPI_API_KEY", null);
        Set("COMETAPI_BASE_URL", null);
        Set("COMETAPI_SPEECH_MODEL", null);
        Set("PSModulePath", ModuleFolder);
    }

    public string Folder { get; }

    public string ModuleFolder => Path.Combine(Folder, "modules");

    public string StorePath =>
        Path.Combine(Folder, OperatingSystem.IsWindows() ? "CometSpeech" : "cometspeech", "keys.json");

    /// <summary>Skips a test that keeps keys for the user where the build that is tested cannot.</summary>
    public static void RequireUserStore() => Skip.If(
        ModuleSession.Framework == StagedModule.Desktop && !OperatingSystem.IsWindows(),
        "The build for Windows PowerShell keeps keys on Windows alone.");

    public void Set(string variable, string? value)
    {
        if (!_before.ContainsKey(variable))
        {
            _before[variable] = Environment.GetEnvironmentVariable(variable);
        }

        Environment.SetEnvironmentVariable(variable, value);
    }

    public void Dispose()
    {
        foreach (KeyValuePair<string, string?> variable in _before)
        {
            Environment.SetEnvironmentVariable(variable.Key, variable.Value);
        }

        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>
/// Environment variables are the process's, and so is what is allocated: these tests run when no other does.
/// </summary>
[CollectionDefinition(ProcessEnvironment.Collection, DisableParallelization = true)]
public sealed class ProcessEnvironmentGroup;
