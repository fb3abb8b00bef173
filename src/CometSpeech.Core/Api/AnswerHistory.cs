namespace CometSpeech.Core.Api;

/// <summary>
/// What the answers of a service have shown so far, by which the next ones are judged. One for all requests of a
/// command; used from any thread.
/// </summary>
/// <param name="warn">Takes a sentence for the user.</param>
internal sealed class AnswerHistory(Action<string> warn)
{
    private volatile bool _hasSound;
    private int _miscounts;

    /// <summary>Whether an answer had sound.</summary>
    public bool HasSound => _hasSound;

    /// <summary>Whether the service is one whose headers tell of more frames than it sends.</summary>
    public bool Miscounts => Volatile.Read(ref _miscounts) != 0;

    /// <summary>An answer had sound.</summary>
    public void NoteSound() => _hasSound = true;

    /// <summary>Two answers to one request had fewer frames than their headers tell of.</summary>
    public void NoteMiscount()
    {
        if (Interlocked.Exchange(ref _miscounts, 1) == 0)
        {
            warn(
                "The service sends fewer frames of audio than its headers tell of, and did so again when it was asked "
                    + "a second time: it may miscount. Its answers are taken as they are, and no more is asked twice "
                    + "for that.");
        }
    }
}
