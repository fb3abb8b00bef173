using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>Splits a text into chunks that fit one request, where a reader would breathe.</summary>
public static class TextSplitter
{
    // Some six seconds of speech: headings and one-liners sound better with what follows than alone.
    private const int ShortParagraph = 100;

    /// <summary>
    /// Cuts the text at the last paragraph end that fits, else at the last sentence end, else behind a line that is not
    /// one of wrapped prose, else behind a comma or its kin, else at a line end, else at white space, else between two
    /// text elements (Unicode Standard Annex 29, extended grapheme clusters). A sentence longer than a chunk is cut
    /// near its middle where that is possible. Headings and speakers' names go with what follows them, signs without a
    /// letter or a digit with what they stand beside. Nothing is lost and nothing added: the chunks in order are the
    /// text but for white space at its ends and at the cuts. The result depends on no culture, and on the framework
    /// only for characters newer than Unicode 8, of which the .NET Framework does not know whether they are letters.
    /// </summary>
    /// <param name="text">Any text; lone surrogates are kept as they are.</param>
    /// <param name="maxLength">
    /// The most UTF-16 units in a chunk, 1 or more. A text element longer than that is a chunk of its own; one of
    /// more than 64 units is cut, though not inside a surrogate pair.
    /// </param>
    /// <param name="paragraphs">Which paragraphs end a chunk.</param>
    /// <param name="areHeadingsStopped">
    /// Headings were given a full stop, as those of documents are: a single short sentence counts as one.
    /// </param>
    /// <param name="growth">Lets the chunks begin small; null for as long as they may be.</param>
    /// <returns>
    /// The chunks as ranges of the text, ascending, found while they are read; the text is not copied. None is blank,
    /// none begins or ends with white space (but for a space that carries a combining mark); a blank text has none.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    internal static IEnumerable<TextRange> Split(
        string text,
        int maxLength,
        ParagraphCuts paragraphs = ParagraphCuts.AsFits,
        bool areHeadingsStopped = false,
        ChunkGrowth? growth = null)
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

        return Chunks(text, maxLength, paragraphs, areHeadingsStopped, growth);
    }

    /// <summary>Whether there is a letter or a number in the text: something that makes sound.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static bool HasWords(string text) =>
        text is null ? throw new ArgumentNullException(nameof(text)) : new SpokenCharacters(text).Last >= 0;

    private static IEnumerable<TextRange> Chunks(
        string text, int maxLength, ParagraphCuts paragraphs, bool areHeadingsStopped, ChunkGrowth? growth)
    {
        int textEnd = Characters.TrimEnd(text, 0, text.Length);
        var spoken = new SpokenCharacters(text);
        int start = SkipToChunk(text, 0);
        while (start < textEnd)
        {
            int least = 0;
            int most = growth?.FindMost(text, start, maxLength, out least) ?? maxLength;
            int limit = (int)Math.Min(textEnd, start + (long)most);
            int first = growth?.FindFirst(text, start, textEnd, maxLength, areHeadingsStopped) ?? -1;
            limit = first > start && first <= spoken.Last ? first : limit;
            int cut = limit == first && paragraphs != ParagraphCuts.Each
                ? first
                : FindCut(text, start, least, limit, textEnd, spoken, paragraphs, areHeadingsStopped);
            int end = Characters.TrimEnd(text, start, cut);
            if (end > start)
            {
                growth?.Add(end - start);
                yield return new TextRange(start, end - start);
            }

            start = SkipToChunk(text, cut);
        }
    }

    private static int FindCut(
        string text,
        int start,
        int leastLength,
        int limit,
        int textEnd,
        SpokenCharacters spoken,
        ParagraphCuts paragraphs,
        bool areHeadingsStopped)
    {
        int firstSpoken = spoken.Next(start);
        int least = firstSpoken < limit ? firstSpoken : start;
        int cut = paragraphs switch
        {
            ParagraphCuts.Each => ParagraphBoundary.FindNext(text, start, least + 1, limit),
            ParagraphCuts.WhereLongEnough => ParagraphBoundary.FindFirst(
                text, start, Math.Max(start + ShortParagraph, least + 1), limit, areHeadingsStopped),
            _ => -1,
        };
        if (cut < 0 || cut > spoken.Last)
        {
            cut = limit == textEnd
                ? textEnd
                : FindCutBesideWords(
                    text,
                    start,
                    Math.Max(least, Math.Min(start + leastLength, limit) - 1),
                    limit,
                    spoken.Last,
                    areHeadingsStopped);
        }

        // A run of signs that is too long for the next chunk begins in this one, and may end in one that has words.
        int next = SkipToChunk(text, cut);
        bool hasNextWords = cut == textEnd || spoken.Next(next) < Math.Min(textEnd, next + (long)(limit - start));
        return hasNextWords ? cut : TextElements.LastBoundary(text, start, limit);
    }

    /// <summary>
    /// The best cut that leaves a word on both sides; where only a cut inside a word would, the best one without regard
    /// to that.
    /// </summary>
    private static int FindCutBesideWords(
        string text, int start, int least, int limit, int lastSpoken, bool areHeadingsStopped)
    {
        bool leavesSigns = limit > lastSpoken && lastSpoken > least;
        int cut = leavesSigns ? ChunkCut.Find(text, start, least, lastSpoken, areHeadingsStopped) : -1;
        if (cut < 0 || IsInWord(text, cut))
        {
            cut = ChunkCut.Find(text, start, least, limit, areHeadingsStopped);
        }

        return least > start && IsInWord(text, cut)
            ? ChunkCut.Find(text, start, start, limit, areHeadingsStopped)
            : cut;
    }

    private static bool IsInWord(string text, int index) =>
        char.IsLetterOrDigit(text, index - 1) && char.IsLetterOrDigit(text, index)
            && !Characters.IsIdeographic(CodePoints.At(text, index));

    /// <summary>
    /// Passes over white space, but for a space that carries a combining mark: the two are one text element.
    /// </summary>
    private static int SkipToChunk(string text, int index)
    {
        int begin = Characters.SkipWhiteSpace(text, index);
        return begin > index && !TextElements.IsBoundary(text, index, begin) ? begin - 1 : begin;
    }
}
