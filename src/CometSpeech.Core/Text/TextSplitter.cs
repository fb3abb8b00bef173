namespace CometSpeech.Core.Text;

/// <summary>Cuts a text into chunks that fit one request, where a reader would breathe.</summary>
public static class TextSplitter
{
    /// <summary>Cuts the text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">The most UTF-16 units in a chunk, 1 or more.</param>
    public static IEnumerable<string> Split(string text, int maxLength) => throw new NotImplementedException();
}
