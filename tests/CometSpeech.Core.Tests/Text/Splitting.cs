using CometSpeech.Core.Text;

namespace CometSpeech.Core.Tests.Text;

/// <summary>Reads the chunks of a text as strings.</summary>
internal static class Splitting
{
    public static IEnumerable<string> Chunks(string text, int maxLength) =>
        TextSplitter.Split(text, maxLength).Select(chunk => chunk.Of(text));

    /// <summary>The chunks in one line, parted by «|».</summary>
    public static string Joined(string text, int maxLength) => string.Join("|", Chunks(text, maxLength));
}
