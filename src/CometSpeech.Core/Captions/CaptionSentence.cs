using System.Text;
using CometSpeech.Core.Captions.Alignment;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Captions;

/// <summary>A sentence of a part: what is shown, and how long its speech is beside that of others.</summary>
/// <param name="Text">
/// As it was written, before pronunciation where that is known; on one line, with single spaces.
/// </param>
/// <param name="Weight">How much of the part's speech it takes; see <see cref="SpeechWeight"/>.</param>
/// <param name="StartsLine">Whether a paragraph or a line of a list begins with it.</param>
/// <param name="StartsParagraph">Whether a paragraph does.</param>
internal sealed record CaptionSentence(string Text, double Weight, bool StartsLine, bool StartsParagraph)
{
    /// <summary>
    /// The sentences of a part, by the rules that cut chunks; a heading, a paragraph and a line of a list end one, too.
    /// None is blank.
    /// </summary>
    /// <remarks>
    /// What was written tells where they end: what is said for a word may begin with a small letter, have full stops of
    /// its own, or be no abbreviation any more.
    /// </remarks>
    public static List<CaptionSentence> Find(Segment segment, TextRange range)
    {
        List<CaptionSentence> sentences = [];
        WrittenText? written = segment.Written;
        string text = written?.Text ?? segment.Text;
        int first = written?.ToWritten(range.Start, out _) ?? range.Start;
        int last = written?.ToWritten(range.End, out _) ?? range.End;
        int start = first;
        int spokenStart = range.Start;
        for (int index = first; index < last; index++)
        {
            int end = EndAt(text, first, index);
            if (end <= start || end >= last)
            {
                continue;
            }

            int next = Characters.SkipWhiteSpace(text, end);
            bool isInsideWord = false;
            int spokenNext = written?.ToSpoken(next, out isInsideWord) ?? next;

            // What has no word of its own («…», «***») belongs to the sentence before or, at the beginning, behind it.
            if (!isInsideWord && spokenNext < range.End && HasWords(segment.Text, spokenStart, spokenNext)
                && HasWords(segment.Text, spokenNext, range.End)
                && Add(sentences, text, start, next, WeightOf(segment.Text, spokenStart, spokenNext)))
            {
                start = next;
                spokenStart = spokenNext;
            }

            index = Math.Max(index, Math.Min(end, next) - 1);
        }

        double weight = WeightOf(segment.Text, spokenStart, range.End);
        if (!Add(sentences, text, start, last, weight) && sentences.Count > 0)
        {
            CaptionSentence before = sentences[sentences.Count - 1];
            sentences[sentences.Count - 1] = before with { Weight = before.Weight + weight };
        }

        return sentences;
    }

    private static double WeightOf(string text, int start, int end) =>
        SpeechWeight.Of(text, start, Characters.TrimEnd(text, start, end));

    private static bool Add(List<CaptionSentence> sentences, string text, int start, int end, double weight)
    {
        string shown = Flatten(text, start, end);
        if (shown.Length == 0)
        {
            return false;
        }

        bool isParagraph = false;
        bool isLine = sentences.Count > 0 && IsLineStart(text, start, out isParagraph);
        sentences.Add(new CaptionSentence(shown, weight, isLine, isParagraph));
        return true;
    }

    private static bool IsLineStart(string text, int start, out bool isParagraph)
    {
        isParagraph = false;
        for (int i = start - 1; i >= 0 && Characters.IsBreakingSpace(text[i]); i--)
        {
            if (Characters.IsLineBreak(text[i]))
            {
                isParagraph = ParagraphBoundary.IsIn(text, Characters.TrimEnd(text, 0, i), start);
                return isParagraph || !LineLayout.IsWrappedProse(text, i);
            }
        }

        return false;
    }

    /// <summary>The end of a sentence, a paragraph or a line of a list, which the unit tells; or -1.</summary>
    private static int EndAt(string text, int from, int index)
    {
        if (SentenceBoundary.TryGetEnd(text, index, out int end))
        {
            return TextElements.IsBoundary(text, from, end) ? end : -1;
        }

        if (!Characters.IsLineBreak(text[index]))
        {
            return -1;
        }

        bool isParagraph = ParagraphBoundary.IsIn(text, index, Characters.SkipWhiteSpace(text, index));
        return isParagraph || !LineLayout.IsWrappedProse(text, index) ? index : -1;
    }

    private static bool HasWords(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (Characters.IsSpoken(text, i))
            {
                return true;
            }
        }

        return false;
    }

    // Controls are no text of captions: players end a file at some of them.
    private static string Flatten(string text, int start, int end)
    {
        var flat = new StringBuilder(end - start);
        bool isGap = false;
        for (int i = start; i < end; i++)
        {
            if (Characters.IsBreakingSpace(text[i]) || char.IsControl(text[i]))
            {
                isGap = flat.Length > 0;
                continue;
            }

            if (isGap)
            {
                flat.Append(' ');
                isGap = false;
            }

            flat.Append(text[i]);
        }

        return flat.ToString();
    }
}
