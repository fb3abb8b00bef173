namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Finds page numbers and running heads: lines at the top and bottom of pages, which form feeds tell, that repeat from
/// page to page or count with them.
/// </summary>
internal static class PageEdges
{
    // Fewer may be titles of parts.
    private const int LeastRepeats = 4;

    // A running head and a page number at each edge.
    private const int LinesAtEdge = 2;

    // Longer lines are text.
    private const int MostHeadLength = 100;

    /// <summary>Where the lines begin that are no part of the text; empty when it has no form feed.</summary>
    public static HashSet<int> Find(string text)
    {
        var found = new HashSet<int>();
        if (text.IndexOf('\f') < 0)
        {
            return found;
        }

        // Read twice: a text of nothing but pages is not to be held as lines.
        var repeats = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Page page in ReadPages(text))
        {
            foreach (string key in page.Top.Union(page.Bottom).SelectMany(line => Keys(text, line, page.Number)))
            {
                repeats[key] = repeats.TryGetValue(key, out int count) ? count + 1 : 1;
            }
        }

        foreach (Page page in ReadPages(text))
        {
            AddEdge(text, page.Top, page.Number, repeats, found);
            AddEdge(text, Enumerable.Reverse(page.Bottom), page.Number, repeats, found);
        }

        return found;
    }

    // From outside inwards: behind a line of text no page number comes.
    private static void AddEdge(
        string text, IEnumerable<TextLine> edge, int page, Dictionary<string, int> repeats, HashSet<int> found)
    {
        bool isOutermost = true;
        foreach (TextLine line in edge)
        {
            if (Keys(text, line, page).Any(key => repeats[key] >= LeastRepeats)
                || (isOutermost && PageNumber.IsOn(text, line, isAtPageEdge: true)))
            {
                found.Add(line.Start);
            }
            else
            {
                isOutermost = false;
            }
        }
    }

    /// <summary>The pages that have text, each in the same object.</summary>
    private static IEnumerable<Page> ReadPages(string text)
    {
        var page = new Page();
        for (int start = 0; start < text.Length;)
        {
            TextLine line = TextLine.Read(text, start);
            if (!line.IsBlank)
            {
                page.Add(line);
            }

            if (line.EndsPage || line.Next == text.Length)
            {
                if (page.Top.Count > 0)
                {
                    yield return page;
                }

                page.Next();
            }

            start = line.Next;
        }
    }

    // The line itself, and what it is without a number that counts with the pages: «12  MOBY DICK». A heading
    // «Chapter 3» does not count with them.
    private static IEnumerable<string> Keys(string text, TextLine line, int page)
    {
        if (line.Length > MostHeadLength)
        {
            yield break;
        }

        string head = text.Substring(line.First, line.Length);
        if (!head.Any(char.IsLetter))
        {
            yield break;
        }

        yield return head;
        foreach ((int number, string rest) in PageNumber.Split(head))
        {
            yield return $"{number - page}\n{rest}";
        }
    }

    /// <summary>The outermost lines of a page; those of a short one are at both edges.</summary>
    private sealed class Page
    {
        public int Number { get; private set; } = 1;

        public List<TextLine> Top { get; } = [];

        public List<TextLine> Bottom { get; } = [];

        public void Next()
        {
            Number++;
            Top.Clear();
            Bottom.Clear();
        }

        public void Add(TextLine line)
        {
            if (Top.Count < LinesAtEdge)
            {
                Top.Add(line);
            }

            if (Bottom.Count == LinesAtEdge)
            {
                Bottom.RemoveAt(0);
            }

            Bottom.Add(line);
        }
    }
}
