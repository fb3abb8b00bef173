using System.Management.Automation;

namespace CometSpeech.Errors;

/// <summary>The error records about parameters: values that nothing has, and pairs that exclude each other.</summary>
internal static class ParameterErrors
{
    public static ErrorRecord VoiceNotFound(string name) => ErrorRecords.Create(
        new ItemNotFoundException($"There is no voice '{name}' among the service's own."),
        "VoiceNotFound",
        ErrorCategory.ObjectNotFound,
        name,
        "Get-CometVoice without a name lists them; another server's voices go with ConvertTo-Speech -CustomVoice.");

    public static ErrorRecord ParametersConflict(string first, string second, string action) => ErrorRecords.Create(
        new ArgumentException($"-{first} and -{second} exclude each other."),
        "ParametersConflict",
        ErrorCategory.InvalidArgument,
        null,
        action);

    public static ErrorRecord ScriptBlockWithoutInput(string parameter) => ErrorRecords.Create(
        new ArgumentException(
            $"-{parameter} is a script block, which is run for each object of the pipeline, but nothing is piped."),
        "ScriptBlockWithoutInput",
        ErrorCategory.InvalidArgument,
        null,
        "Pipe the objects, or give the value itself.");
}
