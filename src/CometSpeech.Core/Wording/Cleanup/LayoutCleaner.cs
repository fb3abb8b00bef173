using System.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Takes the layout of printed pages off a text: joins hard-wrapped lines and divided words, leaves out page numbers
/// and running heads. For books as plain text and for what <c>pdftotext</c> writes.
/// </summary>
internal sealed class LayoutCleaner
{
    // Shorter lines end for a reason: headings, verse, addresses. A Chinese character fills two columns.
    private const int LeastWrappedLength = 40;
    private const int LeastWrappedIdeographs = 20;

    // Nobody wraps prose wider than a screen; longer lines are paragraphs.
    private const int MostColumns = 200;

    // Four lines in a row that begin with capitals are verse.
    private const int LeastVerseLines = 4;

    private readonly string _text;
    private readonly DividedWords _words;
    private readonly HashSet<int> _pageEdges;
    private readonly bool _hasPages;
    private readonly StringBuilder _result;

    // The lines up to the next blank one, as far as they were looked at.
    private int _blockEnd = -1;
    private int _blockWidth;
    private int _blockLines;
    private bool _isVerse;

    private LayoutCleaner(string text)
    {
        _text = text;
        _words = new DividedWords(text);
        _hasPages = text.IndexOf('\f') >= 0;
        _pageEdges = _hasPages ? PageEdges.Find(text) : RunningHeads.Find(text);
        _result = new StringBuilder(text.Length);
    }

    /// <summary>The text without the layout of pages; the same instance when it has none.</summary>
    public static string Clean(string text)
    {
        string clean = new LayoutCleaner(text).Clean();
        return clean == text ? text : clean;
    }

    private string Clean()
    {
        if (!TryReadText(0, out TextLine line, out _))
        {
            // Blank, but for page numbers.
            return "";
        }

        CopyGap(0, line.Start);
        int copied = line.Start;
        while (true)
        {
            if (!TryReadText(line.Next, out TextLine next, out Gap gap))
            {
                _result.Append(_text, copied, line.End - copied);
                CopyGap(line.End, _text.Length);
                return _result.ToString();
            }

            Join join = JoinOf(line, next, gap);
            bool dropsHyphen = join == Join.Divided;
            _result.Append(_text, copied, line.End - copied - (dropsHyphen ? 1 : 0));
            if (join == Join.None)
            {
                CopyGap(line.End, next.Start);
            }
            else if (join == Join.Space)
            {
                _result.Append(' ');
            }

            copied = join == Join.None ? next.Start : next.First;
            line = next;
        }
    }

    // The next line that is text; what lies before it.
    private bool TryReadText(int start, out TextLine line, out Gap gap)
    {
        gap = Gap.None;
        bool isAfterBreak = start == 0;
        while (start < _text.Length)
        {
            line = TextLine.Read(_text, start);
            bool isDropped = IsDropped(line, isAfterBreak);
            if (!line.IsBlank && !isDropped)
            {
                return true;
            }

            gap |= isDropped || line.EndsPage ? Gap.Page : Gap.Blank;
            isAfterBreak = true;
            start = line.Next;
        }

        line = default;
        return false;
    }

    private bool IsDropped(TextLine line, bool isAfterBreak)
    {
        if (line.IsBlank || _hasPages || _pageEdges.Contains(line.Start))
        {
            return !line.IsBlank && _pageEdges.Contains(line.Start);
        }

        return isAfterBreak && PageNumber.IsOn(_text, line, isAtPageEdge: false)
            && (line.Next >= _text.Length || TextLine.Read(_text, line.Next).IsBlank);
    }

    // Everything between two lines of text but for the lines that are left out.
    private void CopyGap(int start, int end)
    {
        while (start < end)
        {
            TextLine line = TextLine.Read(_text, start);
            int next = Math.Min(line.Next, end);
            if (line.IsBlank)
            {
                _result.Append(_text, start, next - start);
            }

            start = next;
        }
    }

    private Join JoinOf(TextLine line, TextLine next, Gap gap)
    {
        ReadBlock(line);
        bool isAcrossPage = (gap & Gap.Page) != 0 || line.EndsPage;
        if (gap == Gap.Blank && !isAcrossPage)
        {
            return Join.None;
        }

        if (_words.IsDivided(line.End, next.First))
        {
            return _words.KeepsHyphen(line.End, next.First) ? Join.Direct : Join.Divided;
        }

        bool isWrapped = isAcrossPage
            ? GoesOn(line, next)
            : IsWrapped(line, next);
        if (!isWrapped)
        {
            return Join.None;
        }

        bool isDirect = (_words.EndsWithHyphen(line.End) && char.IsLetterOrDigit(_text, next.First)
                && !_words.IsConjunction(next.First))
            || (IsIdeographicBefore(line.End) && Characters.IsIdeographic(CodePoints.At(_text, next.First)));
        return isDirect ? Join.Direct : Join.Space;
    }

    private bool IsWrapped(TextLine line, TextLine next)
    {
        int least = IsIdeographicBefore(line.End) ? LeastWrappedIdeographs : LeastWrappedLength;
        if (line.Length <= least || next.Indent > line.Indent || IsItem(next) || EndsWithLeader(line))
        {
            return false;
        }

        if (_blockWidth > MostColumns || _isVerse)
        {
            return false;
        }

        // A paragraph that ends although the next word would have fitted: there is no blank line between paragraphs.
        int firstWord = next.First;
        while (firstWord < next.End && !char.IsWhiteSpace(_text[firstWord]))
        {
            firstWord++;
        }

        bool hadRoom = line.Indent + line.Length + 1 + (firstWord - next.First) <= _blockWidth;
        return !(hadRoom && line.EndsSentence(_text));
    }

    // Whether a sentence goes on behind the end of a page. A name goes on with it, too, where both lines are parts of
    // paragraphs: what has no full stop and is no sentence is a heading, verse, an item or a page of slides.
    private bool GoesOn(TextLine line, TextLine next)
    {
        bool isInParagraph = _blockLines > 1 && _blockWidth > LeastWrappedLength
            && line.Indent + line.Length > _blockWidth / 2;
        if (line.EndsSentence(_text) || !(isInParagraph || line.Length > LeastWrappedLength))
        {
            return false;
        }

        char last = _text[line.End - 1];
        return Characters.IsLower(_text, next.First)
            || (isInParagraph && !_isVerse && next.Length > LeastWrappedLength && !IsItem(next) && !HasColumns(next)
                && (last == ',' || char.IsLower(last)));
    }

    // Looks ahead once for all lines up to the next blank one.
    private void ReadBlock(TextLine line)
    {
        if (line.Start < _blockEnd)
        {
            return;
        }

        _blockWidth = 0;
        _blockLines = 0;
        int capitals = 0;
        while (true)
        {
            _blockWidth = Math.Max(_blockWidth, line.Indent + line.Length);
            _blockLines++;
            capitals += Characters.IsUpper(_text, line.First) ? 1 : 0;
            _blockEnd = line.Next;
            if (line.EndsPage || line.Next >= _text.Length)
            {
                break;
            }

            line = TextLine.Read(_text, line.Next);
            if (line.IsBlank)
            {
                break;
            }
        }

        _isVerse = _blockLines >= LeastVerseLines && capitals == _blockLines;
    }

    // A bullet, the number of a list's item, or a rule.
    private bool IsItem(TextLine line)
    {
        int index = line.First;
        char first = _text[index];
        if (Characters.IsBullet(first)
            || (first is '=' or '_' or '~' or '^' && index + 1 < line.End && _text[index + 1] == first))
        {
            return true;
        }

        // No year: «1945. Then».
        const int MostDigits = 3;
        int end = index;
        while (end < line.End && end - index <= MostDigits && _text[end] is >= '0' and <= '9')
        {
            end++;
        }

        bool isLetter = end == index && char.IsLetter(_text[index]);
        end += isLetter ? 1 : 0;
        return end > index && end + 1 < line.End && end - index <= MostDigits && char.IsWhiteSpace(_text[end + 1])
            && (_text[end] == ')' || (_text[end] == '.' && !isLetter));
    }

    // The row of a table, or a running head of two parts.
    private bool HasColumns(TextLine line) =>
        _text.IndexOf("   ", line.First, line.Length, StringComparison.Ordinal) >= 0;

    // «Introduction . . . . 7», a line of a table of contents, in pdftotext's output also without the number.
    private bool EndsWithLeader(TextLine line)
    {
        const string Leader = ". . .";
        int end = line.End;
        while (end > line.First && _text[end - 1] is (>= '0' and <= '9') or ' ')
        {
            end--;
        }

        return end - line.First > Leader.Length
            && string.CompareOrdinal(_text, end - Leader.Length, Leader, 0, Leader.Length) == 0;
    }

    private bool IsIdeographicBefore(int index) => Characters.IsIdeographic(CodePoints.Before(_text, index));

    [Flags]
    private enum Gap
    {
        None = 0,
        Blank = 1,
        Page = 2,
    }

    private enum Join
    {
        None,
        Space,
        Direct,
        Divided,
    }
}
