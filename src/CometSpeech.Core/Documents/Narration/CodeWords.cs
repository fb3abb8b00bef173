namespace CometSpeech.Core.Documents.Narration;

/// <summary>Finds the words of code that look as if a note's mark stood behind them: <c>items[1]</c>.</summary>
internal static class CodeWords
{
    // More is no document; they are held until its end.
    private const int Most = 10_000;

    /// <summary>Adds those of a piece of code.</summary>
    public static void Add(string code, HashSet<string> words)
    {
        if (!code.Any(IsMark))
        {
            return;
        }

        foreach (string word in code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count < Most && word.Any(IsMark))
            {
                words.Add(word);
            }
        }
    }

    private static bool IsMark(char unit) =>
        unit is '[' or '†' or '‡' or '¹' or '²' or '³' or (>= '\u2070' and <= '\u2079');
}
