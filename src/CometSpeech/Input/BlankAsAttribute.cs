using System.Management.Automation;

namespace CometSpeech.Input;

/// <summary>An empty cell of a table means the default: it must not make the row fail and a line of the text disappear.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BlankAsAttribute(object value) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given is null || (given is string text && string.IsNullOrWhiteSpace(text)) ? value : inputData;
    }
}
