using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>Ends of paragraphs: a blank line, or the paragraph separator U+2029. A single line break is none.</summary>
internal static class ParagraphBoundary
{
    private static readonly char[] s_lineBreaks = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    /// <summary>
    /// The end of the last paragraph in (start, limit], where the white space behind it begins, or -1.
    /// </summary>
    public static int FindLast(string text, int start, int limit)
    {
        int index = Characters.SkipWhiteSpace(text, limit);
        while (index > start)
        {
            int lineBreak = text.LastIndexOfAny(s_lineBreaks, index - 1, index - start);
            if (lineBreak < 0)
            {
                return -1;
            }

            int end = Characters.SkipWhiteSpace(text, lineBreak);
            int begin = lineBreak;
            while (begin > start && char.IsWhiteSpace(text[begin - 1]))
            {
                begin--;
            }

            if (begin > start && EndsParagraph(text, begin, end))
            {
                return begin;
            }

            index = begin;
        }

        return -1;
    }

    /// <summary>
    /// The end of the first paragraph in [least, limit], where the white space behind it begins, or -1.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin to look; no white space.</param>
    /// <param name="least">The first place that counts.</param>
    /// <param name="limit">The last place that counts.</param>
    public static int FindFirst(string text, int start, int least, int limit)
    {
        int index = start;
        while (index < limit)
        {
            int lineBreak = text.IndexOfAny(s_lineBreaks, index, limit - index);
            if (lineBreak < 0)
            {
                // The white space behind the limit may hold the end of a paragraph that ends right there.
                lineBreak = limit;
            }

            int begin = lineBreak;
            while (begin > start && char.IsWhiteSpace(text[begin - 1]))
            {
                begin--;
            }

            int end = Characters.SkipWhiteSpace(text, lineBreak);
            if (begin >= least && EndsParagraph(text, begin, end))
            {
                return begin;
            }

            index = Math.Max(end, lineBreak + 1);
        }

        return -1;
    }

    private static bool EndsParagraph(string text, int begin, int end)
    {
        int lineBreaks = 0;
        for (int i = begin; i < end; i++)
        {
            bool isSecondHalf = text[i] == '\n' && i > begin && text[i - 1] == '\r';
            if (text[i] == '\u2029' || (Characters.IsLineBreak(text[i]) && !isSecondHalf && ++lineBreaks > 1))
            {
                return true;
            }
        }

        return false;
    }
}
