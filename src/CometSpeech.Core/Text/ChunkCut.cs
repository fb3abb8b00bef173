using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Finds where a chunk ends when the text goes on behind it. In this order: a paragraph end, a sentence end, the end of
/// a line that is not one of wrapped prose, a stop before a small letter, the end of a heading, a clause end, a stop
/// without a space behind it, any line end, white space, the end of a text element. Of the first five the last one that
/// fits; of the others, which are places inside a sentence too long for a chunk, the one nearest to the middle of what
/// is left of it, so that no chunk is made of its last few words.
/// </summary>
internal static class ChunkCut
{
    private const char ZeroWidthSpace = '\u200B';

    // Of a sentence that is cut: a shorter piece at its start or end would be heard as a stumble, and a comma there is
    // worse than a space further in.
    private const int LeastShare = 8;

    /// <summary>The places inside a sentence, the better before the worse.</summary>
    private static readonly EndFinder[] s_placesInSentence =
    [
        ClauseBoundary.TryGetEnd, SentenceBoundary.TryGetUnspacedEnd, LineBoundary.TryGetEnd, TryGetWordEnd,
    ];

    private delegate bool EndFinder(string text, int index, out int end);

    /// <summary>The best place to cut in (least, limit]; the text goes on behind the limit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the chunk begins.</param>
    /// <param name="least">Places up to here leave a chunk without a letter or a digit.</param>
    /// <param name="limit">The last place that fits.</param>
    /// <param name="areHeadingsStopped">Whether headings were given a full stop.</param>
    public static int Find(string text, int start, int least, int limit, bool areHeadingsStopped)
    {
        int cut = ParagraphBoundary.FindLastWithoutHeading(
            text, start, least, limit, areHeadingsStopped, out int afterHeading);
        int leastOfParagraph = Math.Max(least, afterHeading);
        int likely = -1;
        if (cut < 0)
        {
            cut = FindLastSentence(text, start, leastOfParagraph, limit, out likely);
        }

        if (cut < 0)
        {
            int lineEnd = LineBoundary.FindLast(text, start, leastOfParagraph, limit);
            cut = lineEnd < 0 || LineLayout.IsWrappedProse(text, lineEnd) ? likely : lineEnd;
        }

        // A heading goes alone where the sentence behind it stays whole for it.
        if (cut < 0 && afterHeading >= 0 && IsSentenceWithin(text, afterHeading, limit - start))
        {
            cut = afterHeading;
        }

        return cut < 0 ? FindInSentence(text, start, least, limit) : cut;
    }

    /// <summary>Whether the sentence that begins behind the index has no more units than that.</summary>
    private static bool IsSentenceWithin(string text, int index, int most)
    {
        int begin = Characters.SkipWhiteSpace(text, index);
        int farthest = Math.Min(text.Length, begin + most);
        for (int i = begin; i < farthest; i++)
        {
            if (SentenceBoundary.TryGetEnd(text, i, out int end)
                || (Characters.IsLineBreak(text[i]) && IsParagraphEnd(text, i, out end)))
            {
                return end - begin <= most;
            }
        }

        return farthest == text.Length;
    }

    /// <summary>The best place inside a sentence that is longer than a chunk.</summary>
    private static int FindInSentence(string text, int start, int least, int limit)
    {
        int length = LengthOfSentence(text, start, limit);
        int middle = length < 0 ? limit : start + (length / 2);
        int share = (length < 0 ? limit - start : length) / LeastShare;
        int low = Math.Max(least, start + share);
        int high = length < 0 ? limit : Math.Min(limit, start + length - share);
        int cut = FindNearestPlace(text, start, low, middle, high);
        if (cut < 0)
        {
            // What is left are places so near to the ends of the sentence that they are better than a cut word only.
            cut = FindNearestPlace(text, start, high, middle, limit);
        }

        if (cut < 0)
        {
            cut = FindNearestPlace(text, start, least, middle, low);
        }

        return cut < 0 ? TextElements.LastBoundary(text, start, limit) : cut;
    }

    private static int FindNearestPlace(string text, int start, int low, int middle, int high)
    {
        int cut = -1;
        foreach (EndFinder finder in s_placesInSentence)
        {
            cut = cut < 0 ? FindNearestEnd(text, start, low, middle, high, finder) : cut;
        }

        return cut;
    }

    /// <summary>
    /// How long the sentence is from the start of the chunk, if two chunks hold it; else -1: it is cut at the last
    /// place that fits, until what is left of it fits into two.
    /// </summary>
    private static int LengthOfSentence(string text, int start, int limit)
    {
        int farthest = (int)Math.Min(text.Length, limit + (long)(limit - start));
        for (int index = limit - 1; index < farthest; index++)
        {
            bool isEnd = SentenceBoundary.TryGetEnd(text, index, out int end)
                || (Characters.IsLineBreak(text[index]) && IsParagraphEnd(text, index, out end));
            if (isEnd && end > limit)
            {
                return end > farthest ? -1 : end - start;
            }
        }

        return farthest == text.Length ? Characters.TrimEnd(text, start, text.Length) - start : -1;
    }

    private static bool IsParagraphEnd(string text, int lineBreak, out int end)
    {
        end = lineBreak;
        return ParagraphBoundary.IsIn(text, lineBreak, Characters.SkipWhiteSpace(text, lineBreak));
    }

    /// <summary>The last end of a sentence in (least, limit], or -1.</summary>
    /// <param name="likely">The last likely end in the same range where there is no certain one, or -1.</param>
    private static int FindLastSentence(string text, int start, int least, int limit, out int likely)
    {
        likely = -1;
        for (int index = limit - 1; index >= least; index--)
        {
            bool isEnd = SentenceBoundary.TryGetEnd(text, index, out bool isCertain, out int end)
                && (isCertain || likely < 0) && IsPlace(text, start, least, limit, end);
            if (isEnd && isCertain)
            {
                return end;
            }

            likely = isEnd ? end : likely;
        }

        return -1;
    }

    /// <summary>The end in (low, high] that is nearest to the middle, or -1.</summary>
    private static int FindNearestEnd(string text, int start, int low, int middle, int high, EndFinder tryGetEnd)
    {
        int nearest = -1;
        for (int index = high - 1; index >= low; index--)
        {
            if (!tryGetEnd(text, index, out int end) || !IsPlace(text, start, low, high, end))
            {
                continue;
            }

            if (nearest < 0 || Math.Abs(end - middle) < nearest - middle)
            {
                nearest = end;
            }

            if (end <= middle)
            {
                break;
            }
        }

        return nearest;
    }

    private static bool IsPlace(string text, int start, int least, int limit, int end) =>
        end > least && end <= limit && TextElements.IsBoundary(text, start, end);

    /// <summary>Whether the unit is the last of a word that white space follows.</summary>
    private static bool TryGetWordEnd(string text, int index, out int end)
    {
        end = index + 1;
        bool isBeforeSpace = end < text.Length && Characters.IsBreakingSpace(text[end])
            && TextElements.IsBoundary(text, 0, end) && TextElements.IsBoundary(text, 0, end + 1);
        return isBeforeSpace || text[index] == ZeroWidthSpace;
    }
}
