using System.Globalization;
using System.Management.Automation;
using CometSpeech.Catalog;
using CometSpeech.Core.Api;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>
/// Reads how a record is spoken: voice, model, speed and instructions, each given by hand, by a script block or by the
/// record's property.
/// </summary>
/// <param name="cmdlet">Who writes warnings.</param>
/// <param name="parameters">Where each of them comes from.</param>
/// <param name="defaultModel">The model where none is named.</param>
internal sealed class MannerReader(Cmdlet cmdlet, RecordParameters parameters, string defaultModel)
{
    /// <summary>The slowest and the fastest pace that the endpoint takes.</summary>
    public const double MinSpeed = 0.25, MaxSpeed = 4.0;

    // A voice that is given by hand counts for all records, whichever of the two columns they have.
    private readonly bool _isVoiceGiven = parameters.Voice.IsGiven || parameters.CustomVoice.IsGiven;

    private bool _warned;

    /// <summary>Whether the record has a say in it.</summary>
    public bool IsSaidBy(object? record) =>
        (Counts(parameters.Voice) && parameters.Voice.IsSaidBy(record))
        || (Counts(parameters.CustomVoice) && parameters.CustomVoice.IsSaidBy(record))
        || parameters.Model.IsSaidBy(record)
        || parameters.Speed.IsSaidBy(record)
        || parameters.Instructions.IsSaidBy(record);

    /// <summary>How the record is spoken.</summary>
    /// <exception cref="RecordValueException">It says something that cannot be.</exception>
    public Manner Read(object? record)
    {
        string? named = parameters.Model.GetText(record)?.Trim();
        string modelName = string.IsNullOrEmpty(named) ? defaultModel : named!;
        string? manner = ReadInstructions(record);
        WarnOfInstructions(modelName, manner);
        return new Manner(ReadVoice(record), modelName, ReadSpeed(record), manner);
    }

    /// <summary>What is wrong with instructions, as the end of a sentence; null when nothing is.</summary>
    public static string? GetInstructionsFault(string instructions) =>
        instructions.Length <= SpeechRequest.MaxInstructionsLength ? null : string.Format(
            CultureInfo.CurrentCulture,
            "have {0:N0} characters; the endpoint takes at most {1:N0}.",
            instructions.Length,
            SpeechRequest.MaxInstructionsLength);

    private bool Counts(RecordParameter voice) => voice.IsGiven || !_isVoiceGiven;

    private string ReadVoice(object? record)
    {
        bool isListed = false;
        string? known = Counts(parameters.Voice) ? parameters.Voice.GetVoice(record, out isListed)?.Trim() : null;
        string? custom = Counts(parameters.CustomVoice) ? parameters.CustomVoice.GetText(record)?.Trim() : null;
        if (known is not null && custom is not null)
        {
            throw new RecordValueException(
                $"its Voice '{known}' and its CustomVoice '{custom}' exclude each other; one of them must be blank.");
        }

        if (known is null)
        {
            return custom ?? VoiceNames.Default;
        }

        // A server's own voice is sent as the server wrote it.
        return (isListed ? known : VoiceNames.Find(known))
            ?? throw new RecordValueException(
                $"its Voice '{known}' is none of the service's own; another voice goes into CustomVoice.");
    }

    private double? ReadSpeed(object? record) => parameters.Speed.GetNumber(record) switch
    {
        null => null,
        >= MinSpeed and <= MaxSpeed and { } pace => pace,
        { } pace => throw new RecordValueException(string.Format(
            CultureInfo.CurrentCulture, "its Speed {0} is not from {1} to {2}.", pace, MinSpeed, MaxSpeed)),
    };

    private string? ReadInstructions(object? record)
    {
        string? instructions = parameters.Instructions.GetText(record);
        return string.IsNullOrWhiteSpace(instructions) ? null
            : GetInstructionsFault(instructions!) is { } fault
                ? throw new RecordValueException($"its Instructions {fault}")
            : instructions;
    }

    private void WarnOfInstructions(string modelName, string? manner)
    {
        if (manner is not null && !_warned && ModelNames.IgnoresInstructions(modelName))
        {
            _warned = true;
            cmdlet.WriteWarning($"The model '{modelName}' takes no -Instructions; '{ModelNames.Gpt4oMiniTts}' does.");
        }
    }
}
