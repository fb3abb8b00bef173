using System.Globalization;
using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Headings and names of speakers, which belong to what follows them: a chunk does not end with one where it can end
/// elsewhere.
/// </summary>
internal static class Heading
{
    /// <summary>The most of them in a row, as part, chapter and title: more are the items of a list.</summary>
    public const int MostInRow = 3;

    // Longer paragraphs without a stop are lines of verse or messages; printed headings seldom fill a second line.
    private const int MostLength = 100;

    // «SECOND GENTLEMAN OF THE COURT» and what a person or a place is called in a play.
    private const int MostNameLength = 40;

    private const int MostNameWords = 5;

    // Titles of chapters and sections are shorter, most paragraphs of one sentence are longer.
    private const int MostStoppedLength = 60;

    /// <summary>
    /// Whether the paragraph is a heading: short, on one line or two, without a closing stop, and no item of a list; or
    /// a speaker's name, or «Chapter 2.».
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first unit of the paragraph, which is no white space.</param>
    /// <param name="end">The index behind its last unit that is no white space.</param>
    /// <param name="isStopped">
    /// Whether headings were given a full stop, as those of documents are, so that a voice pauses: then a single short
    /// sentence is taken for one, too. If it is none, it does no harm in the next chunk.
    /// </param>
    public static bool IsHeading(string text, int start, int end, bool isStopped)
    {
        if (end - start > MostLength || IsListItem(text, start))
        {
            return false;
        }

        int lineBreaks = 0;
        bool isSpoken = false;
        for (int i = start; i < end; i++)
        {
            bool isSecondHalf = text[i] == '\n' && text[i - 1] == '\r';
            lineBreaks += Characters.IsLineBreak(text[i]) && !isSecondHalf ? 1 : 0;
            isSpoken |= Characters.IsSpoken(text, i);
        }

        if (!isSpoken || lineBreaks > 1)
        {
            return false;
        }

        int last = LastBeforeClosing(text, start, end);
        bool isStop = text[last] == '…' || SentenceTerminals.Contains(CodePoints.Before(text, last + 1));
        return !isStop || (text[last] == '.' && (IsSpeakerName(text, last) || IsNumbered(text, start, last)))
            || (isStopped && lineBreaks == 0 && IsStoppedTitle(text, start, end));
    }

    // «3.7. Base system.», «はじめに。»: one sentence and nothing behind its full stop; not what somebody says.
    private static bool IsStoppedTitle(string text, int start, int end)
    {
        if (end - start > MostStoppedLength || text[end - 1] is not ('.' or '。' or '।')
            || !(char.IsUpper(text, start) || char.IsDigit(text[start]) || IsUncased(text, start)))
        {
            return false;
        }

        for (int i = start; i < end - 1; i++)
        {
            bool isNumber = text[i] == '.' && i > start && char.IsDigit(text[i - 1]);
            if (!isNumber && SentenceTerminals.Contains(text[i])
                && (char.IsWhiteSpace(text[i + 1]) || Characters.IsIdeographic(text[i + 1])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUncased(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.OtherLetter;

    /// <summary>
    /// Whether the line belongs to the next one: a heading of Markdown, a speaker's name, or «Ingredients:».
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first unit of the line.</param>
    /// <param name="end">The index behind its last unit that is no white space.</param>
    public static bool IsHeadingLine(string text, int start, int end)
    {
        start = Characters.SkipWhiteSpace(text, start);
        if (start >= end || end - start > MostLength)
        {
            return false;
        }

        int last = LastBeforeClosing(text, start, end);
        return text[start] == '#' || text[last] is ':' or '：' || IsName(text, start, last + 1);
    }

    /// <summary>
    /// Whether the full stop follows a speaker's name or the number of a scene: a few words in capitals at the start of
    /// a line, as «HAMLET. To be» or «SCENE II. A room».
    /// </summary>
    public static bool IsSpeakerName(string text, int stop)
    {
        if (stop == 0 || (!Characters.IsUpper(text, stop - 1) && !char.IsDigit(text[stop - 1])))
        {
            return false;
        }

        int start = stop;
        while (start > 0 && stop - start <= MostNameLength && !Characters.IsLineBreak(text[start - 1])
            && !Characters.IsLower(text, start - 1))
        {
            start--;
        }

        bool isAtLineStart = start == 0 || Characters.IsLineBreak(text[start - 1]);
        return isAtLineStart && IsAfterEnd(text, start) && IsName(text, start, stop);
    }

    /// <summary>Whether the line before ended something, and its sentence does not run on into this one.</summary>
    private static bool IsAfterEnd(string text, int lineStart)
    {
        int before = Characters.TrimEnd(text, 0, lineStart);
        return before == 0 || !(char.IsLetterOrDigit(text[before - 1]) || text[before - 1] == ',')
            || ParagraphBoundary.IsIn(text, before, lineStart);
    }

    /// <summary>One to five words of capitals, with what plays and papers mark them by.</summary>
    private static bool IsName(string text, int start, int end)
    {
        int words = 1;
        int capitals = 0;
        for (int i = start; i < end; i++)
        {
            if (Characters.IsUpper(text, i))
            {
                capitals++;
            }
            else if (text[i] == ' ')
            {
                words++;
            }
            else if (!char.IsDigit(text[i])
                && text[i] is not ('.' or '\'' or '’' or '-' or '*' or '_' or '\t' or '>' or '&' or '#'))
            {
                return false;
            }
        }

        return end - start <= MostNameLength && words <= MostNameWords && capitals > 1;
    }

    /// <summary>«Chapter 2.», «Kapitel IV.»: a word and a number.</summary>
    private static bool IsNumbered(string text, int start, int stop)
    {
        int i = start;
        while (i < stop && char.IsLetter(text[i]))
        {
            i++;
        }

        int number = i + 1;
        return i > start && number < stop && text[i] == ' ' && FullStop.IsOrdinal(text, number, stop - number);
    }

    private static bool IsListItem(string text, int start) =>
        start + 1 < text.Length && char.IsWhiteSpace(text[start + 1])
            && Characters.IsBullet(text[start]) && text[start] != '#';

    /// <summary>The last unit before closing brackets, quotation marks and emphasis.</summary>
    private static int LastBeforeClosing(string text, int start, int end)
    {
        int last = end - 1;
        while (last > start
            && (text[last] is '"' or '\'' or '*' or '_' or '~' or '`'
                || CharUnicodeInfo.GetUnicodeCategory(text[last])
                    is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation
                    or UnicodeCategory.InitialQuotePunctuation))
        {
            last--;
        }

        return last;
    }
}
