namespace CometSpeech.Core.Running.Streaming;

/// <summary>What was to take a target's sound did not: a player has ended, a pipe is broken.</summary>
public sealed class SoundSinkException : Exception
{
    internal SoundSinkException(Exception innerException)
        : base(innerException.Message, innerException)
    {
    }
}
