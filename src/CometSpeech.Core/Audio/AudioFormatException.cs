namespace CometSpeech.Core.Audio;

/// <summary>A part is not what its format's specification asks for, or does not fit the parts before it.</summary>
public sealed class AudioFormatException : Exception
{
    /// <summary>Makes the exception for the part of that name; the message already names it.</summary>
    public AudioFormatException(string partName, string message)
        : base(message) => PartName = partName;

    /// <summary>The part begins as its format does, and holds no audio.</summary>
    internal bool IsWithoutAudio { get; private init; }

    /// <summary>The part is audio, of a coding that is none of the six formats.</summary>
    internal bool IsOfOtherCoding { get; private init; }

    /// <summary>The part at fault, as the caller named it.</summary>
    public string PartName { get; }

    /// <summary>Makes the exception for a part that holds no audio.</summary>
    internal static AudioFormatException Empty(string partName, string message) =>
        new(partName, message) { IsWithoutAudio = true };

    /// <summary>Makes the exception for a part of another coding in the same container.</summary>
    internal static AudioFormatException OtherCoding(string partName, string message) =>
        new(partName, message) { IsOfOtherCoding = true };

    /// <summary>Makes the exception for a part whose configuration is not that of the parts before it.</summary>
    internal static AudioFormatException Different(
        string partName, string configuration, string firstName, string firstConfiguration) =>
        new(
            partName,
            $"{partName} does not fit: it is {configuration}, but {firstName} is {firstConfiguration}. "
            + "Parts of one file must agree.");
}
