using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Tells wrapped prose from lists, logs, chats and verse, by the lines around a line end. In wrapped prose a line ends
/// because the first word of the next would not have fitted into the width of the lines, and the next line goes on with
/// a small letter, or one of a script without capitals, wherever no name or sentence begins. A line of a list ends
/// early, or the next begins with a bullet, a bracket, a number, or the very word that this one began with; a line of
/// verse begins with a capital.
/// </summary>
internal static class LineLayout
{
    // Nobody wraps prose wider than a screen; the lines of a text that has one for each paragraph are longer.
    private const int MostColumns = 200;

    // Lines on each side of the place: enough to tell, few enough to find the list that follows the prose.
    private const int LinesAround = 6;

    /// <summary>Whether the lines around a line end are wrapped prose.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lineEnd">The index of a line break, or of the white space before it.</param>
    public static bool IsWrappedProse(string text, int lineEnd)
    {
        var lines = new List<TextRange>(2 * LinesAround);
        for (int end = lineEnd;
            lines.Count < LinesAround && TryReadBefore(text, end, out TextRange line, out int start);
            end = LineBreakBefore(text, start))
        {
            lines.Insert(0, line);
        }

        for (int start = NextLine(text, lineEnd);
            lines.Count < 2 * LinesAround && TryReadAfter(text, start, out TextRange line);
            start = NextLine(text, line.End))
        {
            lines.Add(line);
        }

        if (lines.Count < 2 || lines.Any(line => line.Length > MostColumns))
        {
            return false;
        }

        int width = lines.Max(line => line.Length);
        int full = 0;
        int goingOn = 0;
        for (int i = 1; i < lines.Count; i++)
        {
            int firstWord = FirstWord(text, lines[i]);
            if (lines[i - 1].Length + 1 + firstWord > width && firstWord < lines[i].Length)
            {
                full++;
            }

            if (GoesOn(text, lines[i - 1], lines[i], firstWord))
            {
                goingOn++;
            }
        }

        // Two lines of three are full (a new paragraph without a blank line, a long word in a quotation); one of three
        // goes on with a small letter (in German every third word has a capital, and more begin sentences).
        int breaks = lines.Count - 1;
        return 3 * full >= 2 * breaks && 3 * goingOn >= breaks;
    }

    /// <summary>The line that ends at <paramref name="end"/>, without white space and marks of quoting.</summary>
    /// <param name="start">Where the line begins with them.</param>
    private static bool TryReadBefore(string text, int end, out TextRange line, out int start)
    {
        start = end;
        while (start > 0 && end - start <= MostColumns && !Characters.IsLineBreak(text[start - 1]))
        {
            start--;
        }

        return TryTrim(text, start, end, out line);
    }

    private static bool TryReadAfter(string text, int start, out TextRange line)
    {
        int end = start;
        while (end < text.Length && end - start <= MostColumns && !Characters.IsLineBreak(text[end]))
        {
            end++;
        }

        return TryTrim(text, start, end, out line);
    }

    /// <summary>Without the white space around it; a blank line is the end of the paragraph.</summary>
    private static bool TryTrim(string text, int start, int end, out TextRange line)
    {
        int begin = start;
        while (begin < end && (char.IsWhiteSpace(text[begin]) || text[begin] == '>'))
        {
            begin++; // The indentation, and the marks of a quoted mail.
        }

        end = Characters.TrimEnd(text, begin, end);
        line = new TextRange(begin, end - begin);
        return end > begin;
    }

    /// <summary>The index of the line break before the line that begins at the index; -1 for the first line.</summary>
    private static int LineBreakBefore(string text, int start)
    {
        bool isPair = start > 1 && text[start - 1] == '\n' && text[start - 2] == '\r';
        return start - (isPair ? 2 : 1);
    }

    /// <summary>The index behind the line break at the index or behind white space there.</summary>
    private static int NextLine(string text, int index)
    {
        int read = 0;
        while (index < text.Length && read++ <= MostColumns && !Characters.IsLineBreak(text[index]))
        {
            index++;
        }

        bool isPair = index + 1 < text.Length && text[index] == '\r' && text[index + 1] == '\n';
        return Math.Min(text.Length, index + (isPair ? 2 : 1));
    }

    /// <summary>The length of the first word; of writing without spaces, of its first character.</summary>
    private static int FirstWord(string text, TextRange line)
    {
        int index = line.Start;
        while (index < line.End && !char.IsWhiteSpace(text[index]))
        {
            if (Characters.IsIdeographic(text[index]))
            {
                return 1;
            }

            index++;
        }

        return index - line.Start;
    }

    private static bool GoesOn(string text, TextRange before, TextRange line, int firstWord)
    {
        bool isSmall = char.IsLetter(text, line.Start) && !Characters.IsUpper(text, line.Start);
        return isSmall && string.CompareOrdinal(text, before.Start, text, line.Start, firstWord) != 0;
    }
}
