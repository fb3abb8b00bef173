namespace CometSpeech.Core.Text.Unicode;

/// <summary>
/// Extended grapheme clusters, what a reader takes for one character: rules GB1 to GB999 of Unicode Standard Annex 29,
/// with GB9c of version 15.1, on the data of <see cref="GraphemeBreakData"/>. <c>StringInfo</c> is no choice: the .NET
/// Framework's knows no such clusters.
/// </summary>
internal static class TextElements
{
    // Combining Diacritical Marks: no code point before them has a class that joins, but for CR before LF.
    private const int FirstExtend = 0x300;
    private const int ZeroWidthJoiner = 0x200D;

    // A base and 30 marks upon it, the most of Unicode Standard Annex 15's Stream-Safe Text Format, and a joiner, two
    // units each. Families of emoji and the flags of regions are shorter; what is longer was not written to be read.
    private const int MostUnits = 64;

    private enum BreakClass
    {
        Other,
        CarriageReturn,
        LineFeed,
        Control,
        Extend,
        ZeroWidthJoiner,
        RegionalIndicator,
        Prepend,
        SpacingMark,
        LeadingJamo,
        VowelJamo,
        TrailingJamo,
        OpenSyllable,
        ClosedSyllable,
    }

    /// <summary>Whether one text element ends and another begins at an index.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="from">Where the text counts as beginning: nothing before it is looked at.</param>
    /// <param name="index">
    /// From <paramref name="from"/> to the length of the text, both of which are boundaries.
    /// </param>
    public static bool IsBoundary(string text, int from, int index)
    {
        if (index <= from || index >= text.Length)
        {
            return true;
        }

        if (text[index - 1] < FirstExtend && text[index] < FirstExtend)
        {
            return text[index - 1] != '\r' || text[index] != '\n';
        }

        return !CodePoints.IsInsidePair(text, index) && IsBoundaryBetween(text, from, index);
    }

    /// <summary>
    /// The last boundary after <paramref name="from"/> and not after <paramref name="limit"/>. Where one text element
    /// fills all of it, the end of that element; where that has more than 64 units, a place near the limit that is not
    /// inside a surrogate pair.
    /// </summary>
    public static int LastBoundary(string text, int from, int limit)
    {
        for (int index = limit; index > from; index--)
        {
            if (IsBoundary(text, from, index))
            {
                return index;
            }
        }

        int farthest = Math.Min(text.Length, from + MostUnits);
        for (int index = limit + 1; index <= farthest; index++)
        {
            if (IsBoundary(text, from, index))
            {
                return index;
            }
        }

        return !CodePoints.IsInsidePair(text, limit) ? limit : limit - from > 1 ? limit - 1 : limit + 1;
    }

    /// <summary>Whether a code point belongs to the one before it (rules GB9 and GB9a).</summary>
    public static bool IsExtending(int codePoint) =>
        codePoint >= FirstExtend
            && Classify(codePoint) is BreakClass.Extend or BreakClass.ZeroWidthJoiner or BreakClass.SpacingMark;

    private static bool IsBoundaryBetween(string text, int from, int index)
    {
        int codePoint = CodePoints.At(text, index);
        BreakClass before = Classify(CodePoints.Before(text, index));
        BreakClass after = Classify(codePoint);

        if (before is BreakClass.Control or BreakClass.CarriageReturn or BreakClass.LineFeed // GB4; GB3 is told before
            || after is BreakClass.Control or BreakClass.CarriageReturn or BreakClass.LineFeed) // GB5
        {
            return true;
        }

        bool joins = (before, after) switch
        {
            // GB6
            (BreakClass.LeadingJamo, BreakClass.LeadingJamo or BreakClass.VowelJamo) => true,
            (BreakClass.LeadingJamo, BreakClass.OpenSyllable or BreakClass.ClosedSyllable) => true,
            // GB7
            (BreakClass.OpenSyllable or BreakClass.VowelJamo, BreakClass.VowelJamo or BreakClass.TrailingJamo) => true,
            (BreakClass.ClosedSyllable or BreakClass.TrailingJamo, BreakClass.TrailingJamo) => true, // GB8
            (_, BreakClass.Extend or BreakClass.ZeroWidthJoiner or BreakClass.SpacingMark) => true, // GB9, GB9a
            (BreakClass.Prepend, _) => true, // GB9b
            // GB12, GB13
            (BreakClass.RegionalIndicator, BreakClass.RegionalIndicator) => HasOpenRegionalIndicator(text, from, index),
            // GB11
            (BreakClass.ZeroWidthJoiner, _) when GraphemeBreakData.ExtendedPictographic.Contains(codePoint) =>
                IsAfterPictograph(text, from, index),
            // GB9c
            (BreakClass.Extend or BreakClass.ZeroWidthJoiner, _)
                when GraphemeBreakData.ConjunctConsonant.Contains(codePoint) => IsAfterConjunct(text, from, index),
            _ => false,
        };

        return !joins;
    }

    private static BreakClass Classify(int codePoint)
    {
        const int LastSyllable = 0xD7A3;
        return codePoint switch
        {
            '\r' => BreakClass.CarriageReturn,
            '\n' => BreakClass.LineFeed,
            ZeroWidthJoiner => BreakClass.ZeroWidthJoiner,
            (>= 0x1100 and <= 0x115F) or (>= 0xA960 and <= 0xA97C) => BreakClass.LeadingJamo,
            (>= 0x1160 and <= 0x11A7) or (>= 0xD7B0 and <= 0xD7C6) => BreakClass.VowelJamo,
            (>= 0x11A8 and <= 0x11FF) or (>= 0xD7CB and <= 0xD7FB) => BreakClass.TrailingJamo,
            >= 0xAC00 and <= LastSyllable =>
                (codePoint - 0xAC00) % 28 == 0 ? BreakClass.OpenSyllable : BreakClass.ClosedSyllable,
            >= 0x1F1E6 and <= 0x1F1FF => BreakClass.RegionalIndicator,
            _ when GraphemeBreakData.Extend.Contains(codePoint) => BreakClass.Extend,
            _ when GraphemeBreakData.SpacingMark.Contains(codePoint) => BreakClass.SpacingMark,
            _ when GraphemeBreakData.Control.Contains(codePoint) => BreakClass.Control,
            _ when GraphemeBreakData.Prepend.Contains(codePoint) => BreakClass.Prepend,
            _ => BreakClass.Other,
        };
    }

    /// <summary>
    /// Whether an odd number of regional indicators ends at the index: the last of them waits for its second half of a
    /// flag.
    /// </summary>
    private static bool HasOpenRegionalIndicator(string text, int from, int index)
    {
        int start = index;
        while (start - 2 >= from && Classify(CodePoints.Before(text, start)) == BreakClass.RegionalIndicator)
        {
            start -= 2;
        }

        return (index - start) / 2 % 2 == 1;
    }

    /// <summary>Whether a pictograph, marks upon it and the joiner end at the index.</summary>
    private static bool IsAfterPictograph(string text, int from, int index)
    {
        int position = index - 1;
        while (position > from)
        {
            int codePoint = CodePoints.Before(text, position);
            if (Classify(codePoint) != BreakClass.Extend)
            {
                return GraphemeBreakData.ExtendedPictographic.Contains(codePoint);
            }

            position -= CodePoints.Length(codePoint);
        }

        return false;
    }

    /// <summary>Whether an Indic consonant with a sign that links it to the next one ends at the index.</summary>
    private static bool IsAfterConjunct(string text, int from, int index)
    {
        bool linked = false;
        int position = index;
        while (position > from)
        {
            int codePoint = CodePoints.Before(text, position);
            if (Classify(codePoint) is not (BreakClass.Extend or BreakClass.ZeroWidthJoiner))
            {
                return linked && GraphemeBreakData.ConjunctConsonant.Contains(codePoint);
            }

            linked |= GraphemeBreakData.ConjunctLinker.Contains(codePoint);
            position -= CodePoints.Length(codePoint);
        }

        return false;
    }
}
