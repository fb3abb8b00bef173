using System.Management.Automation;

namespace CometSpeech.Output;

/// <summary>The audio of a text without a file, as it goes down the pipeline.</summary>
internal static class SpeechBytes
{
    /// <summary>
    /// The name of the type that the view knows it by: where bytes would be shown as lines of numbers, in a console or
    /// behind <c>&gt;</c>, the view says so. To programs and scripts it is an array of bytes.
    /// </summary>
    public const string TypeName = "CometSpeech.SpeechBytes";

    /// <summary>A second name, of the arrays of a stream but its first: the view warns once.</summary>
    public const string ContinuedTypeName = "CometSpeech.SpeechBytes.Continued";

    /// <summary>Gives the array its names.</summary>
    /// <param name="content">The audio, or a part of it.</param>
    /// <param name="isContinued">Whether the command has written another array before.</param>
    public static PSObject Create(byte[] content, bool isContinued)
    {
        var bytes = new PSObject(content);
        if (isContinued)
        {
            bytes.TypeNames.Insert(0, ContinuedTypeName);
        }

        bytes.TypeNames.Insert(0, TypeName);
        return bytes;
    }
}
