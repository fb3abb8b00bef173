using System.Management.Automation;

namespace CometSpeech.Output;

/// <summary>A cmdlet's streams of messages; every cmdlet has these methods.</summary>
internal interface IMessageStreams
{
    /// <summary>Writes an error that does not end the command.</summary>
    void WriteError(ErrorRecord errorRecord);

    /// <summary>Writes a warning.</summary>
    void WriteWarning(string text);

    /// <summary>Writes a line for <c>-Verbose</c>.</summary>
    void WriteVerbose(string text);
}
