using System.Management.Automation;

namespace CometSpeech.Input;

/// <summary>
/// The parameter that takes the pipeline's objects where the text is given by hand, as in
/// <c>Get-CometVoice | ConvertTo-Speech -InputObject 'Hello'</c>: without it PowerShell refuses them. A dynamic one,
/// because it is of no use to anyone who writes a command.
/// </summary>
internal sealed class PipelineRecordParameter
{
    /// <summary>The pipeline's object.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public object? PipelineRecord { get; set; }
}
