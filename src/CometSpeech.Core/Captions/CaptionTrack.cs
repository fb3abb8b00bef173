namespace CometSpeech.Core.Captions;

/// <summary>
/// Writes the captions of a file while its parts are joined: a cue a sentence, at the time when it is heard. Memory does
/// not grow with the text. Use: <see cref="Add"/> for every part in order, then <see cref="Complete"/> once.
/// </summary>
/// <param name="writers">Where the cues go, in each format.</param>
internal sealed class CaptionTrack(IReadOnlyList<CueWriter> writers) : IDisposable
{
    /// <summary>Where the cues go.</summary>
    public IReadOnlyList<CueWriter> Writers { get; } = writers;

    /// <summary>Adds the part that was joined last.</summary>
    public void Add(CaptionPart part) => throw new NotImplementedException();

    /// <summary>Ends the captions; the last cue ends with the audio.</summary>
    /// <param name="length">How long the audio is.</param>
    public void Complete(TimeSpan length) => throw new NotImplementedException();

    /// <summary>Ends the writers; the streams are left open.</summary>
    public void Dispose()
    {
        foreach (CueWriter writer in Writers)
        {
            writer.Dispose();
        }
    }
}
