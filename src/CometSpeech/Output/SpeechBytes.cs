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

    /// <summary>Gives the array that name.</summary>
    public static PSObject Create(byte[] content)
    {
        var bytes = new PSObject(content);
        bytes.TypeNames.Insert(0, TypeName);
        return bytes;
    }
}
