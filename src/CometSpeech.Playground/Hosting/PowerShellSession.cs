using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace CometSpeech.Playground.Hosting;

/// <summary>The real PowerShell engine with the staged module imported, on this console.</summary>
internal sealed class PowerShellSession : IDisposable
{
    private readonly ConsoleHost _host = new();

    private readonly Runspace _runspace;

    /// <summary>Starts the engine and imports the module.</summary>
    /// <param name="manifestPath">The staged module's manifest.</param>
    public PowerShellSession(string manifestPath)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(manifestPath);
        if (OperatingSystem.IsWindows())
        {
            // The module's psm1 is not signed while it is being built.
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>0, or 1 when a script showed an error, or what a script gave to <c>exit</c>.</summary>
    public int ExitCode => _host.ExitCode;

    /// <summary>Sets a variable that scripts can use.</summary>
    public void SetVariable(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script and shows its objects and errors as PowerShell's console does.</summary>
    public void Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        ConsoleCancelEventHandler stop = (_, cancellation) =>
        {
            cancellation.Cancel = true;
            shell.BeginStop(null, null);
        };
        Console.CancelKeyPress += stop;
        try
        {
            shell.AddScript(script).AddCommand("Out-Default");
            shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            _host.UI.WriteErrorLine("Stopped.");
        }
        catch (ParseException exception)
        {
            _host.UI.WriteErrorLine(exception.Message);
        }
        catch (RuntimeException exception)
        {
            Show(exception.ErrorRecord);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    public void Dispose() => _runspace.Dispose();

    private void Show(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        _host.IsShowingError = true;
        shell.AddCommand("Out-Default").Invoke(new[] { error });
        _host.IsShowingError = false;
    }
}
