namespace CometSpeech.Core.Playback;

/// <summary>Nothing on this machine plays sound, or what played it has stopped.</summary>
public sealed class PlaybackException : Exception
{
    /// <summary>Makes the exception with a message for a person.</summary>
    public PlaybackException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Nothing could be found that plays sound: nothing was played, and nothing is worth paying for.</summary>
    public bool IsUnavailable { get; init; }
}
