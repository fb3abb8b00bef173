using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Playback.Programs;

/// <summary>What a player writes to its standard error, as much of it as tells why it ended.</summary>
/// <param name="program">The player's name.</param>
internal sealed class PlayerErrors(string program)
{
    // ALSA says in a dozen lines that there is no device, and the program itself in the last one.
    private const int MaxLines = 20;
    private const int MaxLength = 200;

    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string? _signed;

    /// <summary>Ends when nothing more comes.</summary>
    public Task End => _end.Task;

    /// <summary>
    /// The line that says why it ended; null when there is none: the first one that the player puts its name before,
    /// since a list of all its options may follow, else one with the text, else the last one.
    /// </summary>
    /// <param name="failure">What the player is known to write when it fails; null when nothing is.</param>
    public string? GetReason(string? failure)
    {
        lock (_lines)
        {
            return _signed
                ?? (failure is null ? null : _lines.FirstOrDefault(line => line.Contains(failure)))
                ?? _lines.LastOrDefault();
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
                if (_signed is null && IsSigned(text))
                {
                    // Nobody needs to know where it lies.
                    _signed = program + text.Substring(text.IndexOf(':'));
                }
            }

            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    // It was started by its path, and may call itself so.
    private bool IsSigned(string text) =>
        text.StartsWith(program + ":", StringComparison.Ordinal)
            || (text.StartsWith("/", StringComparison.Ordinal)
                && text.Split(':')[0].EndsWith("/" + program, StringComparison.Ordinal));

    /// <summary>Whether one of the last lines has the text.</summary>
    public bool Mentions(string? text)
    {
        lock (_lines)
        {
            return text is not null && _lines.Any(line => line.Contains(text));
        }
    }
}
