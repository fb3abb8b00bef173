using System.Management.Automation;
using CometSpeech.Output;

namespace CometSpeech.UnitTests.Output;

/// <summary>Remembers what was written.</summary>
internal sealed class RecordingStreams : IMessageStreams
{
    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> VerboseLines { get; } = [];

    /// <summary>The ids of the errors since they were asked for last.</summary>
    public string[] TakeErrorIds()
    {
        string[] ids = [.. Errors.Select(error => error.FullyQualifiedErrorId)];
        Errors.Clear();
        return ids;
    }

    public void WriteError(ErrorRecord errorRecord) => Errors.Add(errorRecord);

    public void WriteWarning(string text) => Warnings.Add(text);

    public void WriteVerbose(string text) => VerboseLines.Add(text);
}
