using System.Globalization;
using System.Management.Automation.Host;

namespace CometSpeech.Playground.Hosting;

/// <summary>The console as the PowerShell engine's host.</summary>
internal sealed class ConsoleHost : PSHost
{
    private readonly ConsoleUserInterface _userInterface = new();

    private int? _exitCode;

    public override string Name => "CometSpeech.Playground";

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override Version Version => typeof(ConsoleHost).Assembly.GetName().Version!;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => _userInterface;

    /// <summary>What a script gave to <c>exit</c>; else 1 when an error was shown, and 0 when none was.</summary>
    public int ExitCode => _exitCode ?? (_userInterface.HasErrors ? 1 : 0);

    /// <summary>
    /// Whether what is written now belongs to an error that ended a script: the engine gives such a one to nobody.
    /// </summary>
    public bool IsShowingError
    {
        get => _userInterface.IsShowingError;
        set => _userInterface.IsShowingError = value;
    }

    public override void SetShouldExit(int exitCode) => _exitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("The Playground has no nested prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("The Playground has no nested prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
