using CometSpeech.Catalog;

namespace CometSpeech.Input.Records;

/// <summary>Validates that a voice is one of the service's own, or that a server has listed it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateVoiceAttribute : ValidateRecordValueAttribute
{
    /// <summary>The voices, as <c>[ValidateSet]</c> tells its values.</summary>
    public IList<string> ValidValues { get; } = VoiceNames.All;

    protected override string? GetFault(object value) =>
        value is string name && VoiceNames.Find(name) is null
            ? $"'{value}' is none of {string.Join(", ", VoiceNames.All)}; another voice goes with -CustomVoice."
            : null;
}
