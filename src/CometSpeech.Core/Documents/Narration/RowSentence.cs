using System.Globalization;
using System.Text;
using CometSpeech.Core.Wording.Cleanup;

namespace CometSpeech.Core.Documents.Narration;

/// <summary>Says a row of a table as a sentence: <c>Berlin; Country: Germany; Inhabitants: 3.7 million</c>.</summary>
internal static class RowSentence
{
    /// <summary>
    /// The longest header that is said with each row, in characters. What is longer is no name but a text, and would
    /// make a table many times as long as it is.
    /// </summary>
    public const int LongestHeader = 80;

    // Punctuation for Unicode, and words for a voice.
    private const string SpokenSigns = "%&@#\\/\u2030";

    /// <summary>Puts the cells of a row together.</summary>
    /// <param name="headers">The header of each column; empty, or fewer, where there is none.</param>
    /// <param name="cells">
    /// The text of each column; what is empty, or a dash, a tick and the like, is silent with its header.
    /// </param>
    /// <param name="speaksEmoji">Whether emoji are spoken.</param>
    /// <returns>The sentence without its end; empty when the row says nothing.</returns>
    public static string Build(IReadOnlyList<string> headers, IReadOnlyList<string> cells, bool speaksEmoji = false)
    {
        var sentence = new StringBuilder();
        string last = "";
        for (int i = 0; i < cells.Count; i++)
        {
            if (IsSilent(cells[i], isFirst: i == 0, speaksEmoji))
            {
                continue;
            }

            if (last.Length > 0)
            {
                // A letter before it: a sign alone is no end of a sentence.
                sentence.Append(SentenceEnd.IsAtEndOf("x" + last) ? " " : "; ");
            }

            if (i > 0 && i < headers.Count && headers[i].Length is > 0 and <= LongestHeader)
            {
                sentence.Append(headers[i]).Append(SentenceEnd.IsAtEndOf(headers[i]) ? " " : ": ");
            }

            sentence.Append(cells[i]);
            last = cells[i];
        }

        return sentence.ToString();
    }

    // «–», «?», «✓»: nobody says them, and a header with nothing behind it is a stumble. The signs of formulas,
    // currencies and code are read out; what a row begins with may be what it is about, as in a table of operators.
    private static bool IsSilent(string cell, bool isFirst, bool speaksEmoji)
    {
        for (int i = 0; i < cell.Length;)
        {
            int emoji = speaksEmoji ? 0 : Emoji.LengthAt(cell, i);
            bool isSilent = emoji > 0
                || char.IsWhiteSpace(cell[i])
                || (!isFirst && SpokenSigns.IndexOf(cell[i]) < 0 && IsPunctuation(cell[i]));
            if (!isSilent)
            {
                return false;
            }

            i += Math.Max(1, emoji);
        }

        return true;
    }

    private static bool IsPunctuation(char unit) => CharUnicodeInfo.GetUnicodeCategory(unit)
        is UnicodeCategory.DashPunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.ConnectorPunctuation;
}
