using System.Collections.Concurrent;
using System.Management.Automation;
using CometSpeech.Core.Running;

namespace CometSpeech.Running;

/// <summary>Carries the engine's words to the pipeline thread, the only one that may write them.</summary>
internal sealed class RunMessages : IRunLog
{
    private readonly ConcurrentQueue<(bool IsWarning, string Message)> _messages = new();

    public void Verbose(string message) => _messages.Enqueue((false, message));

    public void Warning(string message) => _messages.Enqueue((true, message));

    /// <summary>Writes what has been said so far. On the pipeline thread.</summary>
    public void WriteTo(Cmdlet cmdlet)
    {
        while (_messages.TryDequeue(out (bool IsWarning, string Message) next))
        {
            if (next.IsWarning)
            {
                cmdlet.WriteWarning(next.Message);
            }
            else
            {
                cmdlet.WriteVerbose(next.Message);
            }
        }
    }
}
