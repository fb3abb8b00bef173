using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Playback.Programs;

/// <summary>What a player writes to its standard error, as much of it as tells why it ended.</summary>
internal sealed class PlayerErrors
{
    // ALSA says in a dozen lines that there is no device, and the program itself in the last one.
    private const int MaxLines = 20;
    private const int MaxLength = 200;

    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when nothing more comes.</summary>
    public Task End => _end.Task;

    /// <summary>The last line that says something; null when there is none.</summary>
    public string? Last
    {
        get
        {
            lock (_lines)
            {
                return _lines.LastOrDefault();
            }
        }
    }

    /// <summary>Takes a line; null at the end. From any thread.</summary>
    public void Add(string? line)
    {
        if (line is null)
        {
            _end.TrySetResult(true);
            return;
        }

        lock (_lines)
        {
            if (SafeText.Clean(line, null, MaxLength) is { Length: > 0 } text)
            {
                _lines.Enqueue(text);
            }

            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>Whether one of the last lines has the text.</summary>
    public bool Mentions(string? text)
    {
        lock (_lines)
        {
            return text is not null && _lines.Any(line => line.Contains(text));
        }
    }
}
