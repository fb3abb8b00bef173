using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text;
using Microsoft.PowerShell;

namespace CometSpeech.Tests.Support;

/// <summary>A session of the real engine with the staged module, which remembers all that came out of it.</summary>
public sealed class ModuleSession : IDisposable
{
    /// <summary>The folder of the staged module, with a separator at its end.</summary>
    public static readonly string StagePath = Path.GetFullPath(typeof(ModuleSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "StagePath").Value!);

    /// <summary>
    /// The build to import in place of the one that the module itself picks, such as <c>netstandard2.0</c>, which
    /// Windows PowerShell gets; from the environment variable COMETSPEECH_TEST_FRAMEWORK, because a process can hold
    /// one build only.
    /// </summary>
    public static readonly string? Framework =
        Environment.GetEnvironmentVariable(FrameworkVariable) is { Length: > 0 } name ? name : null;

    /// <summary>The name of that variable.</summary>
    public const string FrameworkVariable = "COMETSPEECH_TEST_FRAMEWORK";

    private readonly Runspace _runspace;
    private readonly StringBuilder _output = new();

    // The engine makes what all its sessions share with the first: of several first ones at once, now and then one has
    // no working folder.
    static ModuleSession()
    {
        using Runspace first = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        first.Open();
    }

    /// <param name="host">Who shows formatted output and answers questions; without one nobody does.</param>
    public ModuleSession(PSHost? host = null)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (Framework is null)
        {
            state.ImportPSModule(Path.Combine(StagePath, "CometSpeech.psd1"));
        }
        else
        {
            state.ImportPSModule(Path.Combine(StagePath, "bin", Framework, "CometSpeech.dll"));
            state.Formats.Add(new SessionStateFormatEntry(Path.Combine(StagePath, "CometSpeech.Format.ps1xml")));
        }

        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    public IReadOnlyList<ErrorRecord> Errors { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>All streams of all commands so far, error records in every form a person or a log may see.</summary>
    public string EverythingSeen =>
        _output + DescribeErrors((ArrayList)_runspace.SessionStateProxy.GetVariable("Error"));

    /// <summary>Verbose lines of the last run.</summary>
    public IReadOnlyList<string> Verbose { get; private set; } = [];

    /// <summary>Progress records of the last run.</summary>
    public IReadOnlyList<ProgressRecord> Progress { get; private set; } = [];

    /// <summary>The session's working folder.</summary>
    public void SetLocation(string folder) => _runspace.SessionStateProxy.Path.SetLocation(folder);

    /// <summary>Begins a script, to be stopped or waited for.</summary>
    public PowerShell Begin(string script, out IAsyncResult running)
    {
        PowerShell shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        running = shell.BeginInvoke();
        return shell;
    }

    public void SetVariable(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script; what it throws counts among the errors.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        List<PSObject> results = [];
        List<ErrorRecord> errors = [];
        try
        {
            shell.Invoke(input: null, results);
        }
        catch (RuntimeException e)
        {
            errors.Add(e.ErrorRecord);
            _output.AppendLine(e.ToString());
        }

        errors.AddRange(shell.Streams.Error);
        Errors = errors;
        Warnings = [.. shell.Streams.Warning.Select(record => record.Message)];
        Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)];
        Progress = [.. shell.Streams.Progress];
        results.ForEach(result => _output.AppendLine(result?.ToString()).AppendLine(PSSerializer.Serialize(result, 3)));
        PSDataStreams from = shell.Streams;
        IEnumerable[] streams = [from.Warning, from.Verbose, from.Debug, from.Information, from.Progress];
        foreach (IEnumerable stream in streams)
        {
            foreach (object record in stream)
            {
                _output.AppendLine(record.ToString());
            }
        }

        _output.Append(DescribeErrors(errors));
        return results;
    }

    /// <summary>The ids of the errors without the command's name.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);

    /// <summary>The only error's id without the command's name.</summary>
    public string ErrorId => Assert.Single(Errors).FullyQualifiedErrorId.Split(',')[0];

    /// <summary>What a script reads of an error's exception.</summary>
    public static object? Property(ErrorRecord error, string name) =>
        PSObject.AsPSObject(error.Exception).Properties[name].Value;

    public void Dispose() => _runspace.Dispose();

    private static string DescribeErrors(IEnumerable errors)
    {
        StringBuilder text = new();
        foreach (object error in errors)
        {
            ErrorRecord record = error as ErrorRecord ?? ((RuntimeException)error).ErrorRecord;
            text.AppendLine(record.ToString())
                .AppendLine(record.Exception.ToString())
                .AppendLine(record.ErrorDetails?.RecommendedAction)
                .AppendLine(record.CategoryInfo.ToString())
                .AppendLine(PSSerializer.Serialize(record, 2))
                .AppendLine(PSSerializer.Serialize(record.TargetObject, 3))
                .AppendLine(PSSerializer.Serialize(record.InvocationInfo?.BoundParameters, 3));
        }

        return text.ToString();
    }
}
