using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Finds running heads in a text whose pages no form feed tells: the same line again and again, a page's number in it,
/// a page further each time, and in the middle of sentences. <c>Chapter 2</c> stands in none.
/// </summary>
internal static class RunningHeads
{
    // The same as at the edges of pages: fewer may be titles of parts.
    private const int LeastRepeats = 4;

    // So many of them stand inside a sentence, of how many; of printed pages it is half and more.
    private const int LeastInside = 2;
    private const int OneInsideOf = 4;

    // Lines on a page, blank ones too: a small one to one of two columns, one below the other.
    private const int FewestLines = 15;
    private const int MostLines = 120;

    // Pages without a head in between: those on which chapters begin, and of pictures.
    private const int MostSkipped = 4;

    // Longer lines are text.
    private const int MostHeadLength = 100;

    // Shorter ones are no wrapped prose, but columns.
    private const int LeastWrappedLength = 40;

    // More different lines with numbers are a table.
    private const int MostHeads = 10_000;

    /// <summary>Where the lines begin that are running heads.</summary>
    public static HashSet<int> Find(string text)
    {
        var found = new HashSet<int>();
        var runs = new Dictionary<string, Run>(StringComparer.Ordinal);
        List<Run> open = [];
        TextLine before = default;
        int index = 0;
        for (int start = 0; start < text.Length; index++)
        {
            TextLine line = TextLine.Read(text, start);
            start = line.Next;
            if (line.IsBlank)
            {
                continue;
            }

            bool isHead = false;
            foreach ((int number, string head, bool isApart) in ReadHeads(text, line))
            {
                if (!runs.TryGetValue(head, out Run? run) && runs.Count < MostHeads)
                {
                    runs.Add(head, run = new Run());
                }

                isHead |= run?.Add(line.Start, index, number, found) == true;
                if (run is not null && before.Length > (isApart ? 0 : LeastWrappedLength) && !before.EndsSentence(text))
                {
                    open.Add(run);
                }
            }

            if (!isHead)
            {
                // The first of a run is not known as one: what stands around it does not count.
                int inside = Characters.IsLower(text, line.First) ? 1 : 0;
                open.ForEach(run => run.Inside += inside);
                open.Clear();
                before = line;
            }
        }

        foreach (Run run in runs.Values)
        {
            run.End(found);
        }

        return found;
    }

    // «Lesson 3» is a title: a word, and its number right behind it. Lists and poems have neither stops nor capitals.
    private static IEnumerable<(int Number, string Head, bool IsApart)> ReadHeads(string text, TextLine line)
    {
        string whole = line.Length > MostHeadLength ? "" : text.Substring(line.First, line.Length);
        foreach ((int number, string head) in PageNumber.Split(whole))
        {
            bool isApart = !whole.StartsWith(head, StringComparison.Ordinal)
                || char.IsWhiteSpace(whole[head.Length + 1]);
            if (head.Any(char.IsLetter) && (isApart || head.Any(char.IsWhiteSpace) || !head.Any(char.IsLower)))
            {
                yield return (number, head, isApart);
            }
        }
    }

    /// <summary>Lines that are the same but for the number, each on a page behind the one before.</summary>
    private sealed class Run
    {
        private readonly List<int> _starts = [];
        private int _line;
        private int _number;

        /// <summary>How many of them stand inside a sentence.</summary>
        public int Inside { get; set; }

        /// <summary>Takes the next one.</summary>
        /// <returns>Whether it goes on with the one before.</returns>
        public bool Add(int start, int line, int number, HashSet<int> found)
        {
            int pages = number - _number;
            bool goesOn = _starts.Count > 0 && pages is > 0 and <= MostSkipped
                && line - _line >= FewestLines * pages && line - _line <= MostLines * pages;
            if (!goesOn)
            {
                End(found);
            }

            _starts.Add(start);
            (_line, _number) = (line, number);
            return goesOn;
        }

        /// <summary>Ends it, and begins another.</summary>
        public void End(HashSet<int> found)
        {
            if (_starts.Count >= LeastRepeats && Inside >= Math.Max(LeastInside, _starts.Count / OneInsideOf))
            {
                found.UnionWith(_starts);
            }

            _starts.Clear();
            Inside = 0;
        }
    }
}
