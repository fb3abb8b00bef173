using CometSpeech.Commands;
using CometSpeech.Errors;

namespace CometSpeech.Input.Records;

/// <summary>The parameters of <c>ConvertTo-Speech</c> whose values may change from record to record.</summary>
internal sealed class RecordParameters
{
    /// <summary>Takes them as they were given by hand; a contradiction ends the command.</summary>
    public RecordParameters(ConvertToSpeechCommand command)
    {
        OutFile = Of(command, nameof(command.OutFile), command.OutFile);
        Voice = Of(command, nameof(command.Voice), command.Voice);
        CustomVoice = Of(command, nameof(command.CustomVoice), command.CustomVoice);
        Model = Of(command, nameof(command.Model), command.Model);
        Speed = Of(command, nameof(command.Speed), command.Speed);
        Instructions = Of(command, nameof(command.Instructions), command.Instructions);
        Chapter = Of(command, nameof(command.Chapter), command.Chapter);

        // Two script blocks may take turns.
        if (CustomVoice.IsGiven && Voice.IsGiven && !(CustomVoice.IsScript && Voice.IsScript))
        {
            command.ThrowTerminatingError(ParameterErrors.ParametersConflict(
                CustomVoice.Name, Voice.Name, "Use -CustomVoice alone for a voice that is none of the ten."));
        }

        if (OutFile.IsGiven && command.OutDirectory is not null)
        {
            command.ThrowTerminatingError(ParameterErrors.ParametersConflict(
                nameof(command.OutDirectory), OutFile.Name, "Use -OutDirectory alone for one file for each source."));
        }

        RecordParameter[] all = [OutFile, Voice, CustomVoice, Model, Speed, Instructions, Chapter];
        if (!command.MyInvocation.ExpectingInput && all.FirstOrDefault(parameter => parameter.IsScript) is { } script)
        {
            command.ThrowTerminatingError(ParameterErrors.ScriptBlockWithoutInput(script.Name));
        }
    }

    /// <summary>The audio file.</summary>
    public RecordParameter OutFile { get; }

    /// <summary>One of the service's own voices.</summary>
    public RecordParameter Voice { get; }

    /// <summary>Any other voice.</summary>
    public RecordParameter CustomVoice { get; }

    /// <summary>The speech model.</summary>
    public RecordParameter Model { get; }

    /// <summary>The pace.</summary>
    public RecordParameter Speed { get; }

    /// <summary>How to speak.</summary>
    public RecordParameter Instructions { get; }

    /// <summary>The chapter.</summary>
    public RecordParameter Chapter { get; }

    private static RecordParameter Of(ConvertToSpeechCommand command, string name, object? value) =>
        new(name, command.IsGiven(name) ? value : null);
}
