using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CometSpeech.Input.Records;

/// <summary>
/// A script block in place of a parameter's value, as in <c>-OutFile { "$($_.BaseName).mp3" }</c>.
/// </summary>
internal sealed class RecordScript(ScriptBlock script)
{
    /// <summary>Runs it with the record as <c>$_</c>; several outputs are a list, none is null.</summary>
    /// <exception cref="RuntimeException">The script failed.</exception>
    public object? Invoke(object? record)
    {
        Collection<PSObject> output = script.InvokeWithContext((IDictionary?)null, [new PSVariable("_", record)]);
        return output.Count switch
        {
            0 => null,
            1 => output[0],
            _ => output,
        };
    }

    public override string ToString() => script.ToString();
}
