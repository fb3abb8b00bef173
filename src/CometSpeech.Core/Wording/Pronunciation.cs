using CometSpeech.Core.Wording.Cleanup;
using CometSpeech.Core.Wording.Dictionary;

namespace CometSpeech.Core.Wording;

/// <summary>
/// A pronunciation dictionary, ready for use: puts what is spoken in place of words and phrases, in one pass; then
/// regular expressions, in order. It never changes, and any thread may use it.
/// </summary>
/// <remarks>
/// At one place the longest entry counts; among equals that of the later source, then the one whose capitals count.
/// What was put in is not looked at again by other words. Words are whole words: at an edge that is a letter, a mark, a
/// digit or an underscore, the text must not go on with another such, but in scripts that put no spaces between words.
/// </remarks>
public sealed class Pronunciation
{
    private readonly WordTree _words;
    private readonly RegexEntry[] _expressions;

    private Pronunciation(WordTree words, RegexEntry[] expressions)
    {
        _words = words;
        _expressions = expressions;
    }

    /// <summary>Whether it has no entry.</summary>
    public bool IsEmpty => _words.IsEmpty && _expressions.Length == 0;

    /// <summary>Puts the entries of sources together.</summary>
    /// <param name="sources">Files and tables in order; a later one wins over an earlier one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sources"/> is null.</exception>
    /// <exception cref="PronunciationException">
    /// An entry has no text, or a bad regular expression, or stands in one source twice.
    /// </exception>
    public static Pronunciation Create(IEnumerable<IEnumerable<PronunciationEntry>> sources)
    {
        if (sources is null)
        {
            throw new ArgumentNullException(nameof(sources));
        }

        var words = new WordTree();
        var expressions = new List<RegexEntry>();
        int source = 0;
        foreach (IEnumerable<PronunciationEntry> entries in sources)
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (PronunciationEntry entry in entries)
            {
                if (string.IsNullOrWhiteSpace(entry.Text))
                {
                    throw new PronunciationException("an entry has no text.", entry);
                }

                string key;
                if (entry.IsRegex)
                {
                    var expression = new RegexEntry(entry);
                    expressions.Add(expression);
                    key = $"/{expression.Options}/{entry.Text}";
                }
                else
                {
                    var word = new WordEntry(entry, source);
                    words.Add(word);
                    key = word.IsCaseSensitive ? $"={word.Text}" : $"~{WordText.Fold(word.Text)}";
                }

                if (!known.Add(key))
                {
                    throw new PronunciationException($"the entry '{entry.Text}' stands there twice.", entry);
                }
            }

            source++;
        }

        words.Sort();
        return new Pronunciation(words, [.. expressions]);
    }

    /// <summary>
    /// The text as it is spoken; the same instance when no entry meets it. Where a word does, the result is in Unicode
    /// form C.
    /// </summary>
    /// <param name="text">Any text, also with lone surrogates.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="PronunciationException">A regular expression takes too long for it.</exception>
    public string Apply(string text) => Apply(text, steps: null);

    /// <summary>The text as it is spoken, and what was written for it.</summary>
    /// <param name="text">Any text, also with lone surrogates.</param>
    /// <param name="written">What was written; null when no entry meets it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="PronunciationException">A regular expression takes too long for it.</exception>
    public string Apply(string text, out WrittenText? written)
    {
        List<TextCopies> steps = [];
        string spoken = Apply(text, steps);
        written = steps.Count > 0 ? new WrittenText(text, steps) : null;
        return spoken;
    }

    private string Apply(string text, List<TextCopies>? steps)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        if (!_words.IsEmpty)
        {
            text = ApplyWords(text, steps);
        }

        foreach (RegexEntry expression in _expressions)
        {
            text = expression.Apply(text, steps);
        }

        return text;
    }

    private string ApplyWords(string original, List<TextCopies>? steps)
    {
        string text = WordText.Compose(original);
        TextCopies? copies = steps is null ? null : new TextCopies();
        SpokenTextBuilder? result = null;
        int copied = 0;
        for (int index = 0; index < text.Length;)
        {
            if (!_words.TryMatch(text, index, out int end, out WordEntry? word))
            {
                index++;
                continue;
            }

            result ??= new SpokenTextBuilder(text.Length + (text.Length / 8));
            Copy(result, text, copied, index, copies);
            Write(result, word!, text, index, end);
            index = copied = end;
        }

        if (result is null)
        {
            return original;
        }

        Copy(result, text, copied, text.Length, copies);
        string spoken = result.Finish(original);
        if (copies is not null)
        {
            if (!ReferenceEquals(text, original))
            {
                steps!.Add(TextCopies.OfComposed(original, text));
            }

            copies.Finish(text.Length, spoken.Length);
            steps!.Add(copies);
        }

        return spoken;
    }

    private static void Copy(SpokenTextBuilder result, string text, int start, int end, TextCopies? copies)
    {
        result.Append(text, start, end - start);
        if (copies is null)
        {
            return;
        }

        // The gap of a word that is left out is closed at the beginning of what follows; the rest is copied.
        ReadOnlySpan<char> written = result.Written;
        int length = 0;
        while (length < end - start && length < written.Length
            && written[written.Length - 1 - length] == text[end - 1 - length])
        {
            length++;
        }

        copies.Add(end - length, written.Length - length, length);
    }

    private static void Write(SpokenTextBuilder result, WordEntry word, string text, int start, int end)
    {
        if (word.Spoken.Length == 0)
        {
            result.Remove(partsWords: true);
            return;
        }

        string spoken = word.SpokenFor(text, start);
        // A sign is no word, and may stand among letters, but what is said for it is: «R&D», «5%».
        if (start > 0 && !WordText.IsInsideWord(text, start) && WordText.Runs(text, start - 1, spoken, 0))
        {
            result.Space();
        }

        result.Append(spoken, 0, spoken.Length);
        if (end < text.Length && !WordText.IsInsideWord(text, end)
            && WordText.Runs(spoken, spoken.Length - 1, text, end))
        {
            result.Space();
        }
    }
}
