#if NET
using System.Buffers;
#endif
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Ends of paragraphs: a blank line, a form feed, or the paragraph separator U+2029. A single line break is none.
/// </summary>
internal static class ParagraphBoundary
{
    private const string LineBreaks = "\n\v\f\r\u0085\u2028\u2029";

#if NET
    // More than five characters are searched for at speed by these only.
    private static readonly SearchValues<char> s_lineBreaks = SearchValues.Create(LineBreaks);
#else
    private static readonly char[] s_lineBreaks = LineBreaks.ToCharArray();
#endif

    /// <summary>
    /// The end of the last paragraph in (start, limit], where the white space behind it begins, or -1.
    /// </summary>
    public static int FindLast(string text, int start, int limit)
    {
        int index = Characters.SkipWhiteSpace(text, limit);
        while (index > start)
        {
            int lineBreak = LastLineBreak(text, start, index);
            if (lineBreak < 0)
            {
                return -1;
            }

            int end = Characters.SkipWhiteSpace(text, lineBreak);
            int begin = Characters.TrimEnd(text, start, lineBreak);
            if (begin > start && IsIn(text, begin, end))
            {
                return begin;
            }

            index = begin;
        }

        return -1;
    }

    /// <summary>
    /// The last of them behind which no heading stands that belongs to what follows, or -1.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the chunk begins.</param>
    /// <param name="least">Ends up to here do not count.</param>
    /// <param name="limit">The last place that counts.</param>
    /// <param name="areHeadingsStopped">Whether headings were given a full stop.</param>
    /// <param name="afterHeading">The last paragraph end where there are only headings before it, or -1.</param>
    public static int FindLastWithoutHeading(
        string text, int start, int least, int limit, bool areHeadingsStopped, out int afterHeading)
    {
        int last = FindLast(text, least, limit);
        int end = last;
        for (int headings = 0; end >= 0 && headings <= Heading.MostInRow; headings++)
        {
            int previous = FindLast(text, start, end - 1);
            bool isWhole = previous >= 0 || IsAtStart(text, start);
            int paragraph = Characters.SkipWhiteSpace(text, Math.Max(previous, start));
            if (!isWhole || !Heading.IsHeading(text, paragraph, end, areHeadingsStopped))
            {
                afterHeading = -1;
                return end;
            }

            end = previous > least ? previous : -1;
        }

        // More headings in a row than a book has: a list.
        afterHeading = end < 0 ? last : -1;
        return end < 0 ? -1 : last;
    }

    /// <summary>
    /// The end of the first paragraph in [least, limit] that is no heading, where the white space behind it begins, or
    /// -1. One of a row of short paragraphs without stops counts, too: a list.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin to look; no white space.</param>
    /// <param name="least">The first place that counts.</param>
    /// <param name="limit">The last place that counts.</param>
    /// <param name="areHeadingsStopped">Whether headings were given a full stop.</param>
    public static int FindFirst(string text, int start, int least, int limit, bool areHeadingsStopped)
    {
        int index = start;
        int paragraph = start;
        int first = -1;
        int headings = 0;
        while (index < limit)
        {
            int lineBreak = FirstLineBreak(text, index, limit);
            if (lineBreak < 0)
            {
                // The white space behind the limit may hold the end of a paragraph that ends right there.
                lineBreak = limit;
            }

            int begin = Characters.TrimEnd(text, start, lineBreak);
            int end = Characters.SkipWhiteSpace(text, lineBreak);
            if (IsIn(text, begin, end))
            {
                if (begin >= least)
                {
                    first = first < 0 ? begin : first;
                    if (!Heading.IsHeading(text, paragraph, begin, areHeadingsStopped))
                    {
                        return begin;
                    }

                    if (++headings > Heading.MostInRow)
                    {
                        return first;
                    }
                }

                paragraph = end;
            }

            index = Math.Max(end, lineBreak + 1);
        }

        return -1;
    }

    /// <summary>The end of the first paragraph in [least, limit], whatever it is, or -1.</summary>
    public static int FindNext(string text, int start, int least, int limit)
    {
        for (int index = start; index < limit;)
        {
            int lineBreak = FirstLineBreak(text, index, limit);
            lineBreak = lineBreak < 0 ? limit : lineBreak;
            int begin = Characters.TrimEnd(text, start, lineBreak);
            int end = Characters.SkipWhiteSpace(text, lineBreak);
            if (begin >= least && IsIn(text, begin, end))
            {
                return begin;
            }

            index = Math.Max(end, lineBreak + 1);
        }

        return -1;
    }

    /// <summary>Whether the white space of the range ends a paragraph.</summary>
    public static bool IsIn(string text, int begin, int end)
    {
        int lineBreaks = 0;
        for (int i = begin; i < end; i++)
        {
            bool isSecondHalf = text[i] == '\n' && i > begin && text[i - 1] == '\r';
            if (text[i] is '\f' or '\u2029'
                || (Characters.IsLineBreak(text[i]) && !isSecondHalf && ++lineBreaks > 1))
            {
                return true;
            }
        }

        return false;
    }

    private static int FirstLineBreak(string text, int start, int end)
    {
#if NET
        int offset = text.AsSpan(start, end - start).IndexOfAny(s_lineBreaks);
        return offset < 0 ? -1 : start + offset;
#else
        return text.IndexOfAny(s_lineBreaks, start, end - start);
#endif
    }

    private static int LastLineBreak(string text, int start, int end)
    {
#if NET
        int offset = text.AsSpan(start, end - start).LastIndexOfAny(s_lineBreaks);
        return offset < 0 ? -1 : start + offset;
#else
        return text.LastIndexOfAny(s_lineBreaks, end - 1, end - start);
#endif
    }

    /// <summary>Whether a paragraph, and not the rest of one, begins at the index.</summary>
    private static bool IsAtStart(string text, int index)
    {
        int before = Characters.TrimEnd(text, 0, index);
        return before == 0 || IsIn(text, before, index);
    }
}
