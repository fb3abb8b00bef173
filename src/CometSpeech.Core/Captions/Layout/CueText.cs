using System.Globalization;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions.Layout;

/// <summary>How wide a text is on the screen, and where a line of it may end.</summary>
/// <remarks>
/// The limits are those of Netflix's Timed Text Style Guide, of which the general requirements have two lines, broken
/// after marks and before conjunctions, and the English template 42 characters in a line. Full-width characters say
/// more each: 16 fill a line.
/// </remarks>
internal sealed class CueText
{
    /// <summary>The width of a line.</summary>
    public const int LineWidth = 42 * Narrow;

    /// <summary>The width of a narrow character; of a full-width one such that 16 fill a line.</summary>
    public const int Narrow = 8;
    private const int Wide = LineWidth / 16;

    // No word of the lists is longer.
    private const int LongestWord = 10;

    // The longest unit that is written behind its number: «Uhr», «kWh», «Mio.».
    private const int LongestUnit = 4;

    private readonly int[] _widthBefore;
    private readonly List<CueBreak> _breaks = [];

    /// <param name="text">One line, without white space at its ends.</param>
    public CueText(string text)
    {
        Text = text;
        _widthBefore = new int[text.Length + 1];
        for (int i = 0; i < text.Length; i++)
        {
            _widthBefore[i + 1] = _widthBefore[i] + (IsElementStart(text, i) ? WidthAt(text, i) : 0);
        }

        FindBreaks();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The places where a line may end, ascending; the last one is the text's end.</summary>
    public IReadOnlyList<CueBreak> Breaks => _breaks;

    /// <summary>The width of a text.</summary>
    public static int WidthOf(string text)
    {
        int width = 0;
        for (int i = 0; i < text.Length; i++)
        {
            width += IsElementStart(text, i) ? WidthAt(text, i) : 0;
        }

        return width;
    }

    /// <summary>The width from one index to another, without white space at the ends.</summary>
    public int Width(int start, int end)
    {
        end = Characters.TrimEnd(Text, start, end);
        return _widthBefore[end] - _widthBefore[start];
    }

    /// <summary>The text from one index to another, without white space at its end.</summary>
    public string Piece(int start, int end) => Text.Substring(start, Characters.TrimEnd(Text, start, end) - start);

    private void FindBreaks()
    {
        int wordStart = 0;
        for (int i = 1; i <= Text.Length; i++)
        {
            if (i < Text.Length && !IsBreak(i))
            {
                continue;
            }

            // A word that no line holds is cut where it must be, between two characters.
            for (int k = wordStart + 1; k < i && Width(wordStart, i) > LineWidth; k++)
            {
                if (IsElementStart(Text, k))
                {
                    _breaks.Add(new CueBreak(
                        k, IsInsideAddress(k) ? CueBreakKind.InsideAddress : CueBreakKind.InsideWord));
                }
            }

            _breaks.Add(new CueBreak(i, i < Text.Length ? KindAt(i) : CueBreakKind.Clause));
            wordStart = i;
        }
    }

    private bool IsBreak(int index)
    {
        if (!IsElementStart(Text, index) || char.IsWhiteSpace(Text[index]))
        {
            return false;
        }

        char before = Text[index - 1];
        if (Characters.IsBreakingSpace(before) || before == '\u200B')
        {
            return true;
        }

        if (char.IsWhiteSpace(before))
        {
            return false; // A space that does not break, in any writing.
        }

        int left = CodePoints.Before(Text, index);
        int right = CodePoints.At(Text, index);
        return (Characters.IsIdeographic(left) || Characters.IsIdeographic(right))
            && !StaysWithBefore(index) && !StaysWithNext(index);
    }

    // Rules of Japanese and Chinese lines (kinsoku): no stop, closing bracket or small kana begins one; nor does what
    // counts, as in «10月».
    private bool StaysWithBefore(int index) => char.GetUnicodeCategory(Text[index])
            is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.ModifierLetter
        || "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ".IndexOf(Text[index]) >= 0
        || (char.IsDigit(Text[index - 1]) && Characters.IsIdeographic(CodePoints.At(Text, index))
            && !IsHiragana(Text[index]));

    private bool StaysWithNext(int index) => char.GetUnicodeCategory(Text[index - 1])
        is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    private CueBreakKind KindAt(int index)
    {
        int end = Characters.TrimEnd(Text, 0, index);
        for (int i = end - 1; i >= 0 && i >= end - 3; i--)
        {
            // Behind the mark may be what closes after it. A stop here ended no sentence, but parts more than a space.
            if ((ClauseBoundary.TryGetEnd(Text, i, out int clause) && clause == end)
                || (i == end - 1 && SentenceTerminals.Contains(Text[i]) && !IsAbbreviation(i, index)))
            {
                return CueBreakKind.Clause;
            }
        }

        if (end == index && Text[index - 1] != '\u200B')
        {
            return IsPhraseStart(index) ? CueBreakKind.Space : CueBreakKind.BetweenCharacters;
        }

        // A dash between spaces opens an aside: it stays with what is before it.
        int start = end;
        while (start > 0 && end - start < LongestWord && char.IsLetterOrDigit(Text[start - 1]))
        {
            start--;
        }

        int wordEnd = index;
        while (wordEnd < Text.Length && wordEnd - index < LongestWord && !char.IsWhiteSpace(Text[wordEnd]))
        {
            wordEnd++;
        }

        bool isHyphenated = start > 0 && Text[start - 1] == '-';
        return !isHyphenated && CueWords.IsLeading(Text, start, end) ? CueBreakKind.InsidePhrase
            : CueWords.IsConjunction(Text, index, wordEnd) ? CueBreakKind.BeforeConjunction
            : IsAbbreviation(end - 1, index) || IsInsideNumber(end, index, wordEnd) ? CueBreakKind.InsidePhrase
            : CueBreakKind.Space;
    }

    private bool IsAbbreviation(int stop, int next) =>
        stop > 0 && Text[stop] == '.' && FullStop.Classify(Text, stop, next) is not FullStop.Kind.Word;

    // «+49 30 1234567», «3,5 kg», «1.250 €».
    private bool IsInsideNumber(int end, int next, int nextEnd) => end > 0 && char.IsDigit(Text[end - 1])
        && (char.IsDigit(Text[next])
            || (nextEnd - next <= LongestUnit && !CueWords.IsLeading(Text, next, nextEnd)));

    private bool IsInsideAddress(int index) =>
        Text[index - 1] is '/' or '\\' or '?' or '&' or '=' or '-' or '_' or '.' or '#' or ':' or ','
            && char.IsLetterOrDigit(Text[index]);

    // Japanese phrases begin with kanji, katakana or an opening bracket, and end with particles in hiragana.
    private bool IsPhraseStart(int index) =>
        IsHiragana(Text[index - 1]) && (StaysWithNext(index + 1) || !IsHiragana(Text[index]));

    private static bool IsHiragana(char unit) => unit is >= '\u3041' and <= '\u309F';

    // Elements of more than 64 units were not written to be read.
    private static bool IsElementStart(string text, int index) =>
        TextElements.IsBoundary(text, Math.Max(0, index - 64), index);

    private static int WidthAt(string text, int index)
    {
        int codePoint = CodePoints.At(text, index);
        return char.GetUnicodeCategory(text[index]) is UnicodeCategory.Format ? 0 : IsWide(codePoint) ? Wide : Narrow;
    }

    // Unicode Standard Annex 11, the ranges of wide and full-width characters; with emoji.
    private static bool IsWide(int codePoint) => codePoint
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
