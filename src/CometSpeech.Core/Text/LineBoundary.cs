using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>Ends of lines that end neither a paragraph nor, for certain, a sentence.</summary>
internal static class LineBoundary
{
    /// <summary>Whether the unit is the first line break behind a line; its end is before the white space.</summary>
    public static bool TryGetEnd(string text, int index, out int end)
    {
        end = -1;
        if (!Characters.IsLineBreak(text[index]))
        {
            return false;
        }

        end = Characters.TrimEnd(text, 0, index);
        return true;
    }

    /// <summary>
    /// The last line end in (least, limit] that follows no heading and no speaker's name, or -1. Of a row of such lines
    /// the last one counts: a list.
    /// </summary>
    public static int FindLast(string text, int start, int least, int limit)
    {
        int last = -1;
        int headings = 0;
        for (int index = Characters.SkipWhiteSpace(text, limit) - 1; index > least; index--)
        {
            if (!Characters.IsLineBreak(text[index]))
            {
                continue;
            }

            int end = Characters.TrimEnd(text, start, index);
            if (end > least && end <= limit)
            {
                int lineStart = LineStart(text, start, end);
                if (!Heading.IsHeadingLine(text, lineStart, end) || ++headings > Heading.MostInRow)
                {
                    return headings > Heading.MostInRow ? last : end;
                }

                last = last < 0 ? end : last;
            }

            index = Math.Min(index, end);
        }

        return -1;
    }

    private static int LineStart(string text, int from, int end)
    {
        while (end > from && !Characters.IsLineBreak(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
