using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text.Sentences;

/// <summary>
/// Ends of sentences. The start is the default of Unicode Standard Annex 29, section 5: a terminator, what closes after
/// it, white space. Unlike there the end of a line alone is none, since hard-wrapped text has one in every sentence,
/// and a full stop after an abbreviation, an initial or an ordinal is none unless the next word or the end of the line
/// says otherwise. In doubt a sentence goes on: a cut missed costs nothing where the next full stop is near, a cut too
/// many is heard.
/// </summary>
internal static class SentenceBoundary
{
    private enum Certainty
    {
        None,
        Likely,
        Certain,
    }

    /// <summary>Whether the character whose last UTF-16 unit is at <paramref name="index"/> ends a sentence.</summary>
    /// <param name="end">
    /// The index after it and what closes after it; white space comes next, or the next sentence.
    /// </param>
    public static bool TryGetEnd(string text, int index, out int end) =>
        Judge(text, index, out end) == Certainty.Certain;

    /// <summary>Whether a sentence certainly or likely ends here.</summary>
    /// <param name="isCertain">
    /// Not where a small letter follows, as in text without capitals: a full stop after no known abbreviation.
    /// </param>
    public static bool TryGetEnd(string text, int index, out bool isCertain, out int end)
    {
        Certainty certainty = Judge(text, index, out end);
        isCertain = certainty == Certainty.Certain;
        return certainty != Certainty.None;
    }

    /// <summary>
    /// Whether a sentence ends here and the next begins without a space, as in «end.Next»; a name such as
    /// «Console.Write», «U.S.A» or «example.Com/Page» is none.
    /// </summary>
    public static bool TryGetUnspacedEnd(string text, int index, out int end)
    {
        // As long as the words of most languages; addresses are longer.
        const int Reach = 24;
        end = index + 1;
        if (text[index] is not ('.' or '!' or '?'))
        {
            return false;
        }

        end = ClosingMarks.Skip(text, end);
        if (end >= text.Length || !Characters.IsUpper(text, end))
        {
            return false;
        }

        int start = index;
        while (start > 0 && index - start < Reach && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        int last = end;
        while (last < text.Length && last - end < Reach && char.IsLetter(text[last]))
        {
            last++;
        }

        // Two letters at least on both sides, and no sign of an address, a path or a call beside them.
        bool isWord = index - start > 1 && Characters.IsLower(text, index - 1)
            && (start == 0 || text[start - 1] is not ('.' or '/' or '@' or '\\' or '_' or ':'));
        bool isNextWord = last - end > 1 && (last == text.Length
            || text[last] is not ('.' or '/' or '@' or '\\' or '_' or '(') || SentenceStarters.StartsAt(text, end));
        return isWord && isNextWord
            && (text[index] != '.' || Characters.IsLower(text, start) || SentenceStarters.StartsAt(text, end));
    }

    private static Certainty Judge(string text, int index, out int end)
    {
        end = -1;
        char unit = text[index];
        bool isTerminator = unit < 0x80
            ? unit is '.' or '!' or '?'
            : SentenceTerminals.Contains(CodePoints.Before(text, index + 1));
        if (!isTerminator)
        {
            return Certainty.None;
        }

        int terminator = CodePoints.Before(text, index + 1);
        int afterMarks = Characters.SkipMarks(text, index + 1);
        if (IsTerminatorAt(text, afterMarks))
        {
            return Certainty.None; // Not the last one of «?!» or «...».
        }

        end = ClosingMarks.Skip(text, afterMarks);
        int afterSpace = Characters.SkipWhiteSpace(text, end);
        int next = afterSpace > end ? Characters.SkipMarks(text, afterSpace) : afterSpace;
        if (next == text.Length)
        {
            return Certainty.Certain;
        }

        bool needsSpace = unit < 0x80 || SentenceTerminals.IsFullStop(terminator);
        bool isAfterTag = end > afterMarks && text[end - 1] == '>';
        bool isParted = next > end || !needsSpace || isAfterTag || Characters.IsIdeographic(CodePoints.At(text, next));
        bool isLineEnd = Characters.HasLineBreak(text, end, afterSpace);
        if (!isParted || (!isLineEnd && (ClauseBoundary.IsMark(text[next]) || IsTerminatorAt(text, next))))
        {
            return Certainty.None; // Rule SB8a of Annex 29 for the last two.
        }

        if (SentenceTerminals.IsFullStop(terminator))
        {
            return JudgeFullStop(text, index, next, isLineEnd);
        }

        bool isQuotedInSentence = end > afterMarks // «Stop!» he said. 「行け。」と言った。
            && (Characters.IsLower(text, next) || (next == end && text[next] is 'と' or 'っ'));
        return !isQuotedInSentence ? Certainty.Certain : isLineEnd ? Certainty.Likely : Certainty.None;
    }

    private static bool IsTerminatorAt(string text, int index) =>
        index < text.Length && SentenceTerminals.Contains(CodePoints.At(text, index));

    private static Certainty JudgeFullStop(string text, int index, int next, bool isLineEnd)
    {
        const int DotsOfEllipsis = 3;
        int run = 1;
        bool onlyFullStops = true;
        while (run <= DotsOfEllipsis && index - run >= 0 && SentenceTerminals.Contains(text[index - run]))
        {
            onlyFullStops &= SentenceTerminals.IsFullStop(text[index - run]);
            run++;
        }

        int word = FindWord(text, next);
        bool isBeforeLower = Characters.IsLower(text, word);
        if (onlyFullStops && run is > 1 and <= DotsOfEllipsis)
        {
            return isLineEnd && !isBeforeLower ? Certainty.Certain : Certainty.None;
        }

        // What begins with a bullet is another line, whatever its first letter; brackets and quotations may go on.
        bool isNewLine = isLineEnd && (Characters.IsBullet(text[next]) || char.IsSurrogate(text[next]));
        Certainty ordinary = isLineEnd || !isBeforeLower ? Certainty.Certain : Certainty.Likely;
        if (run > 1)
        {
            return ordinary;
        }

        Certainty certainty = FullStop.Classify(text, index, word) switch
        {
            FullStop.Kind.Word => ordinary,
            FullStop.Kind.Year => ordinary == Certainty.Certain ? ordinary : Certainty.None,
            FullStop.Kind.Continuing => Certainty.None,
            _ when isNewLine => Certainty.Certain,
            FullStop.Kind.PossiblyEnding when isLineEnd => isBeforeLower ? Certainty.Likely : Certainty.Certain,
            _ => !isBeforeLower && SentenceStarters.StartsAt(text, word) ? Certainty.Certain : Certainty.None,
        };
        return certainty != Certainty.None && Heading.IsSpeakerName(text, index) ? Certainty.None : certainty;
    }

    /// <summary>
    /// The next letter or digit behind brackets, quotation marks, dashes and tags; where none is near, the index
    /// itself.
    /// </summary>
    private static int FindWord(string text, int index)
    {
        // More marks than «(„…» and their like do not stand before a word, and a text of nothing but marks must not
        // take the square of its length.
        const int Reach = 8;
        int i = index;
        for (int marks = 0; i < text.Length && marks < Reach; marks++)
        {
            if (char.IsLetterOrDigit(text, i))
            {
                return i;
            }

            int afterTag = ClosingMarks.SkipTag(text, i);
            i = afterTag > i ? afterTag : i + 1;
        }

        return index;
    }
}
