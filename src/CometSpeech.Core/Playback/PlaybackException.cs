namespace CometSpeech.Core.Playback;

/// <summary>Nothing on this machine plays sound, or what played it has stopped.</summary>
public sealed class PlaybackException : Exception
{
    /// <summary>Makes the exception with a message for a person.</summary>
    public PlaybackException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
