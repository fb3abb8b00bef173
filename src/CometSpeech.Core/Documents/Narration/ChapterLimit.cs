namespace CometSpeech.Core.Documents.Narration;

/// <summary>Limits the chapters of a document to <see cref="DocumentLimits.Chapters"/>.</summary>
internal static class ChapterLimit
{
    /// <summary>
    /// Keeps the starts of the highest levels, as many of them as the limit allows; where those are no chapters, the
    /// first ones of all.
    /// </summary>
    /// <param name="starts">Where chapters would begin, in the order of the text.</param>
    /// <param name="levelOf">How deep one lies, from 1.</param>
    /// <param name="source">What makes them: «Its headings».</param>
    /// <param name="warnings">Hears of what is left out.</param>
    public static List<T> Apply<T>(
        List<T> starts, Func<T, int> levelOf, string source, ICollection<string> warnings)
    {
        if (starts.Count <= DocumentLimits.Chapters)
        {
            return starts;
        }

        List<T> limited = starts;
        for (int deepest = starts.Max(levelOf); limited.Count > DocumentLimits.Chapters; deepest--)
        {
            limited = starts.FindAll(start => levelOf(start) < deepest);
        }

        // One chapter is none.
        bool isFirst = limited.Count < 2;
        limited = isFirst ? starts.GetRange(0, DocumentLimits.Chapters) : limited;
        warnings.Add(
            $"{source} would make {starts.Count} chapters, more than the limit of {DocumentLimits.Chapters}: "
                + (isFirst
                    ? "the first of them are made, and the last one made has the rest of the text."
                    : $"the {limited.Count} of the highest levels are made."));
        return limited;
    }
}
