using System.Globalization;

namespace CometSpeech.Input.Records;

/// <summary>Validates that a pace is one that the endpoint takes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateSpeedAttribute : ValidateRecordValueAttribute
{
    protected override string? GetFault(object value) => value is >= MannerReader.MinSpeed and <= MannerReader.MaxSpeed
        ? null
        : string.Format(
            CultureInfo.CurrentCulture,
            "{0} is not from {1} to {2}.",
            value,
            MannerReader.MinSpeed,
            MannerReader.MaxSpeed);
}
