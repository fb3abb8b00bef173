using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Running.Work;

/// <summary>A part that was there has vanished: another process removed it, or trimmed the cache.</summary>
internal sealed class PartGoneException(int request, Part part, Exception innerException)
    : IOException(innerException.Message, innerException)
{
    /// <summary>The index of its request in the plan.</summary>
    public int Request => request;

    /// <summary>The part.</summary>
    public Part Part => part;
}
