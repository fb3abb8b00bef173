namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Counts the bars behind a mark of emphasis, or behind a bracket that stays open, in each paragraph: in a table the
/// parser takes squared time and memory for them, until the next mark of emphasis.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class TableMarks(string text)
{
    private bool _isOpen;
    private int _bars;

    // Where the cell, the line or the link behind the last bracket ends.
    private int _end = -1;

    /// <summary>The most bars that follow one mark.</summary>
    public int MostBars { get; private set; }

    /// <summary>A line begins; a blank one ends the paragraph.</summary>
    public void BeginLine(bool isBlank) => _isOpen &= !isBlank;

    /// <summary>Looks at a character.</summary>
    public void Add(int index)
    {
        switch (text[index])
        {
            case '|' when _isOpen:
                MostBars = Math.Max(MostBars, ++_bars);
                break;
            case '*' or '~' or '^' or '=' when IsBesideText(index):
                _isOpen = true;
                _bars = 0;
                break;
            case '_' when !_isOpen && !(IsLetter(index - 1) && IsLetter(index + 1)):
            case '[' when !_isOpen && !IsClosedInCell(index):
                _isOpen = true;
                _bars = 0;
                break;
        }
    }

    // CommonMark, 6.2: with white space on both sides it is no mark.
    private bool IsBesideText(int index) =>
        (index > 0 && !char.IsWhiteSpace(text[index - 1]))
        || (index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1]));

    private bool IsLetter(int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);

    private bool IsClosedInCell(int index)
    {
        // Brackets before it have the same end: to look for it anew for each takes squared time.
        if (index > _end)
        {
            int found = text.IndexOfAny([']', '|', '\n', '\r'], index);
            _end = found < 0 ? text.Length : found;
        }

        return _end < text.Length && text[_end] == ']';
    }
}
