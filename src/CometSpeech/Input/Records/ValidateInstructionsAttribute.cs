namespace CometSpeech.Input.Records;

/// <summary>Validates that instructions are no longer than the endpoint takes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateInstructionsAttribute : ValidateRecordValueAttribute
{
    protected override string? GetFault(object value) =>
        value is string instructions && MannerReader.GetInstructionsFault(instructions) is { } fault
            ? $"The instructions {fault}"
            : null;
}
