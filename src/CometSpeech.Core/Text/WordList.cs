namespace CometSpeech.Core.Text;

/// <summary>A set of words, looked up in place and without regard to case.</summary>
internal sealed class WordList
{
    private readonly string[] _words;

    /// <param name="lists">Words parted by white space.</param>
    public WordList(params string[] lists)
    {
        _words = [.. lists
            .SelectMany(list => list.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(word => word, StringComparer.OrdinalIgnoreCase)];
        LongestWord = _words.Max(word => word.Length);
    }

    /// <summary>The UTF-16 units of the longest word.</summary>
    public int LongestWord { get; }

    public bool Contains(string text, int start, int length)
    {
        int low = 0;
        int high = _words.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            string word = _words[middle];
            int order = string.Compare(
                text, start, word, 0, Math.Min(length, word.Length), StringComparison.OrdinalIgnoreCase);
            if (order == 0)
            {
                order = length - word.Length;
            }

            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }
}
