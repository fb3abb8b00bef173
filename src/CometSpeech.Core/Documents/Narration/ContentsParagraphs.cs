namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Finds a table of contents that nothing marks as one: paragraphs one below the other of nothing but links to
/// chapters. It is there for clicking.
/// </summary>
internal static class ContentsParagraphs
{
    // Fewer are more likely a sentence's own list.
    private const int Fewest = 3;

    // A heading of it over all its chapters, in the languages of most books.
    private static readonly HashSet<string> s_titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "Contents", "Table of Contents", "Inhalt", "Inhaltsverzeichnis", "Table des matières", "Sommaire", "Índice",
        "Contenido", "Indice", "Sommario", "Sumário", "Inhoud", "Inhoudsopgave", "Innehåll", "Indhold", "Sisällys",
        "Spis treści", "Obsah", "Tartalom", "Содержание", "Оглавление", "目次", "目录", "目錄", "차례",
    };

    /// <summary>
    /// Whether a heading over a table of contents is the table's own, and no title of what follows: it is called so,
    /// or no heading of a lower rank is next.
    /// </summary>
    /// <param name="title">What it says.</param>
    /// <param name="level">Its level.</param>
    /// <param name="next">The level of the next one; 0 for none.</param>
    public static bool IsOwnHeading(string title, int level, int next) =>
        next <= level || s_titles.Contains(title.Trim(' ', ':', '.'));

    /// <summary>A text without its tables of contents; the paragraphs are there, and say nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isToChapter">Whether a link leads to a chapter.</param>
    /// <param name="omissions">Counts the tables.</param>
    /// <param name="isPart">Whether a heading is that of a part; null where nothing tells.</param>
    public static NarratedText LeaveOut(
        NarratedText text,
        Func<LinkedText, bool> isToChapter,
        DocumentOmissions omissions,
        Func<string, bool>? isPart = null)
    {
        NarrationBlock[]? blocks = null;
        int start = 0;
        while (start < text.Blocks.Count)
        {
            int links = 0;
            int chapters = 0;
            int end = start;
            for (; end < text.Blocks.Count && text.Blocks[end].Links is { } linked; end++)
            {
                links += linked.Count;
                chapters += linked.Count(isToChapter);
            }

            // A preface may be no chapter; in a game of choices most paragraphs are none.
            if (links >= Fewest && 2 * chapters > links)
            {
                blocks ??= [.. text.Blocks];
                int next = end < blocks.Length ? blocks[end].Level : 0;
                bool hasTitle = start > 0 && blocks[start - 1] is { Level: > 0 and var level, Title: { } title }
                    && (end == blocks.Length || next > 0)
                    && IsOwnHeading(title, level, isPart?.Invoke(title) == true ? int.MaxValue : next);
                for (int i = hasTitle ? start - 1 : start; i < end; i++)
                {
                    blocks[i] = blocks[i] with { Text = "" };
                }

                omissions.Add(DocumentOmission.Navigation);
            }

            start = Math.Max(end, start + 1);
        }

        return blocks is null ? text : new NarratedText(blocks, text.Anchors);
    }
}
