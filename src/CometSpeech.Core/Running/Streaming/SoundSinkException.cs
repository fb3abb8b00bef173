namespace CometSpeech.Core.Running.Streaming;

/// <summary>A sink takes no more of a target's sound: its player has ended, or its pipe is broken.</summary>
public sealed class SoundSinkException : Exception
{
    internal SoundSinkException(Exception innerException)
        : base(innerException.Message, innerException)
    {
    }
}
