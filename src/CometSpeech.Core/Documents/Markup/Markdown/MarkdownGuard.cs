namespace CometSpeech.Core.Documents.Markup.Markdown;

/// <summary>
/// Looks for what would make the Markdown parser take minutes or fill the memory, in one pass over the text before it
/// is parsed.
/// </summary>
internal static class MarkdownGuard
{
    /// <summary>Refuses what cannot be parsed in bounded time.</summary>
    /// <returns>Whether tables can be read as tables.</returns>
    /// <exception cref="DocumentException">It is longer or deeper than the limits.</exception>
    public static bool Check(string text)
    {
        if (text.Length > DocumentLimits.MarkdownCharacters)
        {
            throw TooLarge(
                $"it has {text.Length} characters, {DocumentLimits.MarkdownCharacters} at most can be read");
        }

        var marks = new TableMarks(text);
        long rows = 0;
        long mostBars = 0;
        long elements = 0;
        int definitions = 0;
        int position = 0;
        while (position < text.Length)
        {
            if (IndentAt(text, ref position) > DocumentLimits.MarkdownIndent)
            {
                throw TooLarge(
                    $"it has a line that is indented by more than {DocumentLimits.MarkdownIndent} columns");
            }

            int start = position;
            long bars = 0;
            marks.BeginLine(isBlank: position >= text.Length || text[position] is '\n' or '\r');
            for (; position < text.Length && text[position] is not ('\n' or '\r'); position++)
            {
                marks.Add(position);
                bars += text[position] == '|' ? 1 : 0;
                elements += text[position] is '[' or ']' or '<' or '>' or '*' or '_' or '`' or '|' or '&' ? 1 : 0;
            }

            // A line may be a paragraph.
            elements += position > start ? 2 : 0;
            definitions = position > start && text[start] == '[' ? definitions + 1 : 0;
            if (elements > DocumentLimits.MarkdownElements || definitions > DocumentLimits.MarkdownDefinitions)
            {
                throw TooLarge("it has more lines, links, cells and other marks than can be read");
            }

            position++;
            rows += bars > 0 ? 1 : 0;
            mostBars = Math.Max(mostBars, bars);
        }

        return rows * mostBars <= DocumentLimits.MarkdownTableCells
            && marks.MostBars <= DocumentLimits.MarkdownTableMarks;
    }

    /// <summary>The error of a text that nests too deep.</summary>
    /// <param name="inner">What the parser said; null when it was not asked.</param>
    public static DocumentException TooDeep(Exception? inner) => TooLarge(
        $"its lists, quotes or emphasis nest too deep, {DocumentLimits.MarkdownDepth} levels at most can be read",
        inner);

    /// <summary>The error of a text that takes too long.</summary>
    public static DocumentException TooSlow() => TooLarge(
        $"it takes more than {DocumentLimits.MarkdownTime.TotalSeconds:0} seconds to be read, which no text of a person"
            + " does");

    // The columns before the first character of a line; 0 for a blank line, which holds nothing.
    private static int IndentAt(string text, ref int position)
    {
        int columns = 0;
        for (; position < text.Length; position++)
        {
            if (text[position] == '\t')
            {
                // CommonMark, 2.2: a tab stop is at each fourth column.
                columns += 4 - (columns % 4);
            }
            else if (text[position] == ' ')
            {
                columns++;
            }
            else
            {
                return text[position] is '\n' or '\r' ? 0 : columns;
            }
        }

        return 0;
    }

    private static DocumentException TooLarge(string message, Exception? inner = null) =>
        new(DocumentFailure.TooLarge, null, message, inner);
}
