namespace CometSpeech.Core.Audio;

/// <summary>A part is not what its format's specification asks for, or does not fit the parts before it.</summary>
public sealed class AudioFormatException : Exception
{
    /// <summary>Makes the exception for the part of that name; the message already names it.</summary>
    public AudioFormatException(string partName, string message)
        : base(message) => PartName = partName;

    /// <summary>The part at fault, as the caller named it.</summary>
    public string PartName { get; }
}
