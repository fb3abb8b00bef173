using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Tests.Text;

/// <summary>Reads the chunks of a text as strings.</summary>
internal static class Splitting
{
    public static IEnumerable<string> Chunks(string text, int maxLength) =>
        TextSplitter.Split(text, maxLength).Select(chunk => chunk.Of(text));

    /// <summary>The chunks in one line, parted by «|».</summary>
    public static string Joined(string text, int maxLength) => string.Join("|", Chunks(text, maxLength));

    /// <summary>The text cut after each sentence that certainly ends.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            if (SentenceBoundary.TryGetEnd(text, index, out int end))
            {
                yield return text.Substring(start, end - start);
                start = Characters.SkipWhiteSpace(text, end);
            }
        }

        if (start < text.Length)
        {
            yield return text.Substring(start);
        }
    }
}
