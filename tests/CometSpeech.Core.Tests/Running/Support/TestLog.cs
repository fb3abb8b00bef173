using CometSpeech.Core.Running;

namespace CometSpeech.Core.Tests.Running.Support;

/// <summary>Keeps what a run says.</summary>
internal sealed class TestLog : IRunLog
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public void Verbose(string message) => Add(message);

    public void Warning(string message) => Add("WARNING: " + message);

    private void Add(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}
