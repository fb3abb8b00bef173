using System.Collections;
using System.Management.Automation;

namespace CometSpeech.Speech;

/// <summary>
/// Counts the pipeline's records that PowerShell itself refused to bind, as a row whose Voice is none of the ten. The cmdlet never sees
/// them; unnoticed, a dialogue would be made without those lines. PowerShell leaves their errors in $Error.
/// </summary>
internal sealed class RejectedRecords(PSCmdlet cmdlet)
{
    /// <summary>The records that were refused for this very command so far.</summary>
    public int Count()
    {
        if (cmdlet.SessionState.PSVariable.GetValue("Error") is not IEnumerable errors)
        {
            return 0;
        }

        // Another exception type of the same name may be in the list; what counts is whose invocation it belongs to.
        return errors.Cast<object>().Count(error =>
            (error is PSObject wrapped ? wrapped.BaseObject : error) is ErrorRecord { Exception: ParameterBindingException } record
            && ReferenceEquals(record.InvocationInfo, cmdlet.MyInvocation));
    }
}
