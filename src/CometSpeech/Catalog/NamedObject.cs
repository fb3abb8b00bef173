using System.Management.Automation;
using CometSpeech.Input;
using CometSpeech.Input.Records;

namespace CometSpeech.Catalog;

/// <summary>
/// Knows the objects that stand for a name of the service: those of <c>Get-CometVoice</c> and <c>Get-CometModel</c>,
/// and copies that <c>Select-Object</c>, a job, a table or another machine made of them.
/// </summary>
internal static class NamedObject
{
    // A copy's type has a word before it.
    private static readonly string s_voice = typeof(CometVoice).FullName!;
    private static readonly string s_model = typeof(CometModel).FullName!;

    /// <summary>The name that an object stands for; null for any other value.</summary>
    public static string? NameOf(object? value) =>
        VoiceOf(value) ?? NameOf(value, s_model, nameof(CometModel.Model));

    /// <summary>The voice that an object of <c>Get-CometVoice</c> stands for; null for any other value.</summary>
    public static string? VoiceOf(object? value) =>
        NameOf(value, s_voice, nameof(CometVoice.Voice))
        ?? (IsRowOfVoice(value) ? ValueText.Of(RecordProperty.Get(value, nameof(CometVoice.Voice))) : null);

    // Export-Csv and ConvertTo-Json keep the properties and lose the type: these two together nobody writes by hand.
    private static bool IsRowOfVoice(object? value) =>
        ValueText.BaseOf(value) is PSCustomObject
        && RecordProperty.Exists(value, nameof(CometVoice.Voice))
        && RecordProperty.Exists(value, nameof(CometVoice.Models))
        && RecordProperty.Exists(value, nameof(CometVoice.IsDefault));

    private static string? NameOf(object? value, string type, string property) =>
        // Of strings, which most values are, there is nothing to look up.
        ValueText.BaseOf(value) is not (null or string or ValueType or RecordScript)
        && PSObject.AsPSObject(value).TypeNames.Any(name => name.EndsWith(type, StringComparison.Ordinal))
        && ValueText.Of(RecordProperty.Get(value, property)) is { Length: > 0 } text
            ? text
            : null;
}
