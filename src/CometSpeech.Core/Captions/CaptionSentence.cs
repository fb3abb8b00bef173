using System.Text;
using CometSpeech.Core.Captions.Alignment;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions;

/// <summary>A sentence of a part: what is shown, and how long its speech is beside that of others.</summary>
/// <param name="Text">
/// As it was written, before pronunciation where that is known; on one line, with single spaces.
/// </param>
/// <param name="Weight">How much of the part's speech it takes; see <see cref="SpeechWeight"/>.</param>
/// <param name="StartsLine">Whether a paragraph or a line of a list begins with it.</param>
internal sealed record CaptionSentence(string Text, double Weight, bool StartsLine)
{
    /// <summary>
    /// The sentences of a part, by the rules that cut chunks; a heading, a paragraph and a line of a list end one, too.
    /// None is blank.
    /// </summary>
    public static List<CaptionSentence> Find(Segment segment, TextRange range)
    {
        List<CaptionSentence> sentences = [];
        string text = segment.Text;
        int start = range.Start;
        int writtenStart = ToWritten(segment, start, out _);
        for (int index = start; index < range.End; index++)
        {
            int end = EndAt(text, range.Start, index);
            if (end < 0 || end <= start || end >= range.End)
            {
                continue;
            }

            // What has no word of its own («…», «***») belongs to the sentence before or, at the beginning, behind it.
            int next = Characters.SkipWhiteSpace(text, end);
            if (next < range.End && HasWords(text, start, end) && HasWords(text, next, range.End))
            {
                // A pronunciation may say several sentences for one word, or one for a sign.
                int writtenEnd = ToWritten(segment, next, out bool isInsideWord);
                if (!isInsideWord && Add(sentences, segment, start, end, writtenStart, writtenEnd))
                {
                    start = next;
                    writtenStart = writtenEnd;
                }
            }

            index = Math.Max(index, Math.Min(end, next) - 1);
        }

        int last = ToWritten(segment, range.End, out _);
        if (!Add(sentences, segment, start, range.End, writtenStart, last) && sentences.Count > 0)
        {
            CaptionSentence before = sentences[sentences.Count - 1];
            double weight = before.Weight + SpeechWeight.Of(text, start, range.End);
            sentences[sentences.Count - 1] = before with { Weight = weight };
        }

        return sentences;
    }

    private static int ToWritten(Segment segment, int index, out bool isInsideWord)
    {
        isInsideWord = false;
        return segment.Written is { } written ? written.ToWritten(index, out isInsideWord) : index;
    }

    private static bool Add(
        List<CaptionSentence> sentences, Segment segment, int start, int end, int writtenStart, int writtenEnd)
    {
        string shown = Flatten(segment.Written?.Text ?? segment.Text, writtenStart, writtenEnd);
        if (shown.Length == 0)
        {
            return false;
        }

        sentences.Add(new CaptionSentence(
            shown, SpeechWeight.Of(segment.Text, start, end), sentences.Count > 0 && IsLineStart(segment.Text, start)));
        return true;
    }

    private static bool IsLineStart(string text, int start)
    {
        for (int i = start - 1; i >= 0 && Characters.IsBreakingSpace(text[i]); i--)
        {
            if (Characters.IsLineBreak(text[i]))
            {
                bool isParagraph = ParagraphBoundary.IsIn(text, i, start);
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
