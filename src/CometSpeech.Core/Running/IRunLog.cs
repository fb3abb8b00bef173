namespace CometSpeech.Core.Running;

/// <summary>Hears what a run does. Called from any thread, so a cmdlet must carry the words to its own.</summary>
public interface IRunLog
{
    /// <summary>A detail for who asks for it.</summary>
    void Verbose(string message);

    /// <summary>Something a user should know though the work goes on.</summary>
    void Warning(string message);
}
