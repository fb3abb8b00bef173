using System.Collections;
using System.Management.Automation;

namespace CometSpeech.Input;

/// <summary>
/// Counts the pipeline's records that PowerShell itself refused to bind, as a row whose Voice is none of the ten. The cmdlet never sees
/// them; unnoticed, a dialogue would be made without those lines. PowerShell leaves their errors in $Error, the newest first.
/// </summary>
internal sealed class RejectedRecords(PSCmdlet cmdlet)
{
    private object? _newestBefore;

    /// <summary>Remembers which errors were there before the first record.</summary>
    public void Begin() => _newestBefore = Errors().FirstOrDefault();

    /// <summary>The records that were refused since then, for this command's place in the script.</summary>
    public int Count() => Errors()
        .TakeWhile(error => !ReferenceEquals(error, _newestBefore))
        .Count(error => error is ErrorRecord { Exception: ParameterBindingException, InvocationInfo: { } invocation }
            && invocation.MyCommand?.Name == cmdlet.MyInvocation.MyCommand.Name
            && invocation.PositionMessage == cmdlet.MyInvocation.PositionMessage);

    private IEnumerable<object> Errors() => cmdlet.SessionState.PSVariable.GetValue("Error") is IEnumerable errors
        ? errors.Cast<object>().Select(error => error is PSObject wrapped ? wrapped.BaseObject : error)
        : [];
}
