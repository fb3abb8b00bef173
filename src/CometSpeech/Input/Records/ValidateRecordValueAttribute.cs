using System.Management.Automation;

namespace CometSpeech.Input.Records;

/// <summary>
/// Validates a value that is given by hand where a script block may stand too. It takes the place of
/// <c>[ValidateSet]</c> and its like: a proxy function that PowerShell generates has those as well, and they refuse
/// every script block.
/// </summary>
internal abstract class ValidateRecordValueAttribute : ValidateArgumentsAttribute
{
    protected sealed override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not RecordScript && GetFault(arguments) is { } fault)
        {
            throw new ValidationMetadataException(fault);
        }
    }

    /// <summary>What is wrong with the value, as a sentence; null when nothing is.</summary>
    protected abstract string? GetFault(object value);
}
