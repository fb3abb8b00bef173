using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CometSpeech.Core.Wording.Dictionary;

/// <summary>A regular expression and what is said for what it finds; with time limits.</summary>
internal sealed class RegexEntry
{
    // One match: what takes longer goes back and forth without an end.
    private static readonly TimeSpan s_matchLimit = TimeSpan.FromSeconds(1);

    // All matches of a text: what a document of any content may take.
    private static readonly TimeSpan s_textLimit = TimeSpan.FromSeconds(10);

    private readonly PronunciationEntry _entry;
    private readonly Regex _regex;

    /// <exception cref="PronunciationException">It is no regular expression.</exception>
    public RegexEntry(PronunciationEntry entry)
    {
        _entry = entry;
        Options = entry.RegexOptions | (entry.CaseSensitive == false ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            _regex = new Regex(entry.Text, Options | RegexOptions.CultureInvariant, s_matchLimit);
        }
        catch (ArgumentException e)
        {
            throw new PronunciationException($"'{entry.Text}' is no regular expression: {e.Message}", entry, e);
        }
    }

    /// <summary>As they were given.</summary>
    public RegexOptions Options { get; }

    /// <summary>The text with what is said for each match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="steps">Receives what was copied of the text, when it was changed; or null.</param>
    /// <exception cref="PronunciationException">It takes too long.</exception>
    public string Apply(string text, List<TextCopies>? steps = null)
    {
        var watch = Stopwatch.StartNew();
        List<(int Start, int End, int Spoken)> matches = [];
        try
        {
            string result = _regex.Replace(
                text,
                match =>
                {
                    if (watch.Elapsed >= s_textLimit)
                    {
                        throw new RegexMatchTimeoutException(text, _entry.Text, s_textLimit);
                    }

                    string spoken = match.Result(_entry.Spoken);
                    if (steps is not null)
                    {
                        matches.Add((match.Index, match.Index + match.Length, spoken.Length));
                    }

                    return spoken;
                });
            if (matches.Count > 0)
            {
                steps!.Add(TextCopies.OfReplaced(text, result, matches));
            }

            return result;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new PronunciationException(
                $"the regular expression '{_entry.Text}' takes more than {e.MatchTimeout.TotalSeconds:0} s for a text "
                    + $"of {text.Length} characters.",
                _entry,
                e);
        }
    }
}
