using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions.Layout;

/// <summary>
/// Marks the lines of right-to-left text: players order a line as if it were English (mpv and ffmpeg do), or by its
/// first letter (browsers, as WebVTT has it), so that a full stop, a name in Latin letters and a line that begins with
/// one get into wrong places.
/// </summary>
internal static class CueDirection
{
    // Unicode Standard Annex 9, 2.1: explicit directional embeddings, which every player's library knows; isolates are
    // younger. Neither is shown.
    private const string Embedding = "\u202B";
    private const string Pop = "\u202C";

    /// <summary>The lines as a caption file has them; the same where most words go from left to right.</summary>
    public static IReadOnlyList<string> Mark(IReadOnlyList<string> lines)
    {
        int balance = 0;
        int first = 0;
        foreach (string word in lines.SelectMany(line => line.Split(' ')))
        {
            int direction = DirectionOf(word);
            first = first == 0 ? direction : first;
            balance += direction;
        }

        return balance > 0 || (balance == 0 && first > 0)
            ? lines.Select(line => Embedding + line + Pop).ToArray()
            : lines;
    }

    /// <summary>1 for a word whose first letter goes from right to left, -1 for another; 0 without a letter.</summary>
    private static int DirectionOf(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (char.IsLetter(word, i))
            {
                return IsRightToLeft(CodePoints.At(word, i)) ? 1 : -1;
            }
        }

        return 0;
    }

    // The blocks whose default class is R or AL (DerivedBidiClass.txt): Hebrew to Arabic Extended-A; the presentation
    // forms; the ancient scripts and Adlam.
    private static bool IsRightToLeft(int codePoint) => codePoint
        is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
