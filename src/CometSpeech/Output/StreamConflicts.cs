using System.Management.Automation;
using CometSpeech.Commands;
using CometSpeech.Errors;

namespace CometSpeech.Output;

/// <summary>Parameters that need a file, which a stream has not.</summary>
internal static class StreamConflicts
{
    /// <summary>Ends the command where <c>-Stream</c> stands beside one of them.</summary>
    public static void Refuse(ConvertToSpeechCommand command)
    {
        string? other = command.IsGiven(nameof(command.OutFile)) ? nameof(command.OutFile)
            : command.OutDirectory is not null ? nameof(command.OutDirectory)
            : command.Subtitle.Length > 0 ? nameof(command.Subtitle)
            : command.PassThru ? nameof(command.PassThru)
            : command.Play ? nameof(command.Play)
            : null;
        if (command.Stream && other is not null)
        {
            command.ThrowTerminatingError(CreateError(other));
        }
    }

    /// <summary>The error for one of them.</summary>
    public static ErrorRecord CreateError(string other) => ParameterErrors.ParametersConflict(
        "Stream",
        other,
        "Use -Stream alone for bytes in the pipeline, or leave it out "
            + (other == nameof(ConvertToSpeechCommand.Play) ? "to hear them here." : "for a file."));
}
