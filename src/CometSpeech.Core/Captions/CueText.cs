using System.Globalization;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions;

/// <summary>How wide a text is on the screen, and where a line of it may end.</summary>
/// <remarks>
/// The limits are those of Netflix's Timed Text Style Guide, of which the general requirements have two lines, broken
/// after marks and before conjunctions, and the English template 42 characters in a line. Full-width characters say
/// more each: 16 fill a line. Text of right-to-left scripts stays as it is: players order it.
/// </remarks>
internal sealed class CueText
{
    /// <summary>The width of a line.</summary>
    public const int LineWidth = 42 * Narrow;

    /// <summary>The width of a narrow character; of a full-width one such that 16 fill a line.</summary>
    public const int Narrow = 8;
    private const int Wide = LineWidth / 16;

    // Words before which a clause begins, in the languages that most texts have; none that is another word in English
    // (as «of», which is «or» in Dutch), since nobody tells the language.
    private static readonly HashSet<string> s_conjunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "but", "nor", "that", "which", "who", "because", "when", "while", "if", "as", "than", "where",
        "und", "oder", "aber", "dass", "weil", "wenn", "als", "denn", "sondern",
        "et", "ou", "mais", "que", "qui", "quand", "si", "y", "o", "pero", "porque", "cuando", "e", "ma", "che",
        "mas", "en", "maar", "dat", "och", "eller", "og", "и", "или", "но", "что", "i", "lub", "ale", "że",
    };

    private readonly int[] _widthBefore;
    private readonly List<CueBreak> _breaks = [];

    /// <param name="text">One line, without white space at its ends.</param>
    public CueText(string text)
    {
        Text = text;
        _widthBefore = new int[text.Length + 1];
        for (int i = 0; i < text.Length; i++)
        {
            _widthBefore[i + 1] = _widthBefore[i] + (IsElementStart(i) ? WidthAt(i) : 0);
        }

        FindBreaks();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The places where a line may end, ascending; the last one is the text's end.</summary>
    public IReadOnlyList<CueBreak> Breaks => _breaks;

    /// <summary>The width of a text.</summary>
    public static int WidthOf(string text) => new CueText(text)._widthBefore[text.Length];

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
                if (IsElementStart(k))
                {
                    _breaks.Add(new CueBreak(k, CueBreakKind.InsideWord));
                }
            }

            _breaks.Add(new CueBreak(i, i < Text.Length ? KindAt(i) : CueBreakKind.Clause));
            wordStart = i;
        }
    }

    private bool IsBreak(int index)
    {
        if (!IsElementStart(index) || char.IsWhiteSpace(Text[index]))
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

    // Rules of Japanese and Chinese lines (kinsoku): no stop, closing bracket or small kana begins one.
    private bool StaysWithBefore(int index) => char.GetUnicodeCategory(Text[index])
            is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.ModifierLetter
        || "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ".IndexOf(Text[index]) >= 0;

    private bool StaysWithNext(int index) => char.GetUnicodeCategory(Text[index - 1])
        is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    private CueBreakKind KindAt(int index)
    {
        int end = Characters.TrimEnd(Text, 0, index);
        for (int i = end - 1; i >= 0 && i >= end - 3; i--)
        {
            // Behind the mark may be what closes after it. A stop here ended no sentence, but parts more than a space.
            if ((ClauseBoundary.TryGetEnd(Text, i, out int clause) && clause == end)
                || (SentenceTerminals.Contains(Text[i]) && Text[i] != '.' && i == end - 1))
            {
                return CueBreakKind.Clause;
            }
        }

        if (end == index && Text[index - 1] != '\u200B')
        {
            return IsPhraseStart(index) ? CueBreakKind.Space : CueBreakKind.BetweenCharacters;
        }

        // A dash between spaces opens an aside: it stays with what is before it.
        int wordEnd = index;
        while (wordEnd < Text.Length && wordEnd - index < 10 && !char.IsWhiteSpace(Text[wordEnd]))
        {
            wordEnd++;
        }

        return s_conjunctions.Contains(Text.Substring(index, wordEnd - index))
            ? CueBreakKind.BeforeConjunction
            : CueBreakKind.Space;
    }

    // Japanese phrases begin with kanji, katakana or an opening bracket, and end with particles in hiragana.
    private bool IsPhraseStart(int index) =>
        IsHiragana(Text[index - 1]) && (StaysWithNext(index + 1) || !IsHiragana(Text[index]));

    private static bool IsHiragana(char unit) => unit is >= '\u3041' and <= '\u309F';

    // Elements of more than 64 units were not written to be read.
    private bool IsElementStart(int index) => TextElements.IsBoundary(Text, Math.Max(0, index - 64), index);

    private int WidthAt(int index)
    {
        int codePoint = CodePoints.At(Text, index);
        return char.GetUnicodeCategory(Text[index]) is UnicodeCategory.Format ? 0 : IsWide(codePoint) ? Wide : Narrow;
    }

    // Unicode Standard Annex 11, the ranges of wide and full-width characters; with emoji.
    private static bool IsWide(int codePoint) => codePoint
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
