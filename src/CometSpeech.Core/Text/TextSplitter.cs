using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>Splits a text into chunks that fit one request, where a reader would breathe.</summary>
public static class TextSplitter
{
    // Some six seconds of speech: headings and one-liners sound better with what follows than alone.
    private const int ShortParagraph = 100;

    private const char ZeroWidthSpace = '\u200B';

    private delegate bool EndFinder(string text, int index, out int end);

    /// <summary>
    /// Cuts the text at the last paragraph end that fits, else at the last sentence end, else behind a comma or its
    /// kin, else at white space, else between two text elements (Unicode Standard Annex 29, extended grapheme
    /// clusters). Nothing is lost and nothing added: the chunks in order are the text but for white space at its ends
    /// and at the cuts. The result depends on no culture, and on the framework only for characters newer than Unicode
    /// 8, of which the .NET Framework does not know whether they are letters.
    /// </summary>
    /// <param name="text">Any text; lone surrogates are kept as they are.</param>
    /// <param name="maxLength">
    /// The most UTF-16 units in a chunk, 1 or more. A text element longer than that is cut, though not inside a
    /// surrogate pair unless it is 1.
    /// </param>
    /// <param name="endsWithParagraph">
    /// A chunk ends with the first paragraph that makes it long enough, not with the last that fits: what is changed in
    /// one paragraph moves no cut between others, so that the chunks of those stay what they were.
    /// </param>
    /// <returns>
    /// The chunks as ranges of the text, ascending, found while they are read; the text is not copied. None is blank,
    /// none begins or ends with white space (but for a space that carries a combining mark); a blank text has none.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    public static IEnumerable<TextRange> Split(string text, int maxLength, bool endsWithParagraph = false)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        if (maxLength < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxLength), maxLength, "A chunk holds at least one character.");
        }

        return Chunks(text, maxLength, endsWithParagraph);
    }

    private static IEnumerable<TextRange> Chunks(string text, int maxLength, bool endsWithParagraph)
    {
        int textEnd = TrimEnd(text, 0, text.Length);
        int start = SkipToChunk(text, 0);
        while (start < textEnd)
        {
            int limit = Math.Min(textEnd, start + maxLength);
            int cut = endsWithParagraph ? ParagraphBoundary.FindFirst(text, start, start + ShortParagraph, limit) : -1;
            if (cut < 0)
            {
                cut = limit == textEnd ? textEnd : FindCut(text, start, limit);
            }

            int end = TrimEnd(text, start, cut);
            if (end > start)
            {
                yield return new TextRange(start, end - start);
            }

            start = SkipToChunk(text, cut);
        }
    }

    /// <summary>The best place to cut in (start, limit]; the text goes on behind the limit.</summary>
    private static int FindCut(string text, int start, int limit)
    {
        int cut = ParagraphBoundary.FindLast(text, start, limit);
        if (cut < 0)
        {
            cut = FindLastEnd(text, start, limit, SentenceBoundary.TryGetEnd);
        }

        if (cut < 0)
        {
            cut = FindLastEnd(text, start, limit, ClauseBoundary.TryGetEnd);
        }

        if (cut < 0)
        {
            cut = FindLastWordEnd(text, start, limit);
        }

        return cut < 0 ? TextElements.LastBoundary(text, start, limit) : cut;
    }

    /// <summary>The end of the last sentence or clause whose end fits, or -1.</summary>
    private static int FindLastEnd(string text, int start, int limit, EndFinder tryGetEnd)
    {
        for (int index = limit - 1; index >= start; index--)
        {
            if (tryGetEnd(text, index, out int end) && end <= limit && TextElements.IsBoundary(text, start, end))
            {
                return end;
            }
        }

        return -1;
    }

    private static int FindLastWordEnd(string text, int start, int limit)
    {
        for (int index = limit; index > start; index--)
        {
            bool isBeforeSpace = Characters.IsBreakingSpace(text[index])
                && TextElements.IsBoundary(text, start, index) && TextElements.IsBoundary(text, start, index + 1);
            if (isBeforeSpace || text[index - 1] == ZeroWidthSpace)
            {
                return index;
            }
        }

        return -1;
    }

    private static int TrimEnd(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    /// <summary>
    /// Passes over white space, but for a space that carries a combining mark: the two are one text element.
    /// </summary>
    private static int SkipToChunk(string text, int index)
    {
        int begin = Characters.SkipWhiteSpace(text, index);
        return begin > index && !TextElements.IsBoundary(text, index, begin) ? begin - 1 : begin;
    }
}
