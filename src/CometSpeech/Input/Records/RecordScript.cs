using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CometSpeech.Input.Records;

/// <summary>
/// A script block in place of a parameter's value, as in <c>-OutFile { "$($_.BaseName).mp3" }</c>. It enumerates
/// nothing, so that <c>[ValidateSet]</c> and its like, which judge every element, judge only what is given by hand.
/// </summary>
internal sealed class RecordScript(ScriptBlock script) : IEnumerable
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

    public IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

    public override string ToString() => script.ToString();
}
