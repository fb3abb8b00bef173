using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Lets chunks begin small and grow, so that the first sound is soon there and what follows is ready before it ends:
/// the first chunk is the first sentence; each one after it is at most as long as all before it and the first once
/// more, which doubles them. One object serves the texts of a target in order.
/// </summary>
internal sealed class ChunkGrowth
{
    /// <summary>
    /// The fewest characters of a first chunk, if there are more: between two and three seconds of speech, in which a
    /// service answers the next ones. What is shorter takes the next sentence along.
    /// </summary>
    public const int Least = 40;

    // Ten seconds of speech: a first sentence that is longer is cut where a reader would breathe.
    private const int MostOfFirst = 150;

    private int _first;
    private long _before;

    /// <summary>Notes a chunk that was cut.</summary>
    public void Add(int length)
    {
        _first = _before == 0 ? length : _first;
        _before += length;
    }

    /// <summary>Where a chunk ends that is nothing but a first sentence; -1 for any other chunk.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the chunk begins.</param>
    /// <param name="textEnd">Where the text ends.</param>
    /// <param name="maxLength">The most units of a chunk.</param>
    /// <param name="areHeadingsStopped">Whether headings were given a full stop.</param>
    public int FindFirst(string text, int start, int textEnd, int maxLength, bool areHeadingsStopped)
    {
        // Two requests for so little would be heard as two.
        if (_before > 0 || textEnd - start <= 2 * Least)
        {
            return -1;
        }

        int limit = (int)Math.Min(textEnd, start + (long)Math.Min(maxLength, MostOfFirst));
        int sentence = FindSentenceEnd(text, start, start + Least - 1, limit);
        int paragraph = ParagraphBoundary.FindFirst(text, start, start + Least, limit, areHeadingsStopped);
        return paragraph >= 0 && (sentence < 0 || paragraph < sentence) ? paragraph : sentence;
    }

    /// <summary>
    /// The most units of the next chunk. A sentence that ends within twice as much has room: that it is cut is heard
    /// sooner than that it comes late.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the chunk begins.</param>
    /// <param name="maxLength">The most units of a chunk.</param>
    /// <param name="least">
    /// The fewest units that it should have: after a few words nothing of the next one would be there.
    /// </param>
    public int FindMost(string text, int start, int maxLength, out int least)
    {
        int most = Math.Min(maxLength, MostOfFirst);
        least = Math.Min(Least, most / 2);
        if (_before == 0)
        {
            return most;
        }

        most = (int)Math.Min(maxLength, Math.Max(2 * Least, _before + _first));
        int farthest = (int)Math.Min(text.Length, start + Math.Min(maxLength, 2L * most));
        int sentence = most == maxLength ? -1 : FindSentenceEnd(text, start, start + (most / 2), farthest);
        least = sentence < 0 ? 0 : most / 2;
        return Math.Max(most, sentence - start);
    }

    private static int FindSentenceEnd(string text, int start, int least, int limit)
    {
        for (int index = least; index < limit; index++)
        {
            if (SentenceBoundary.TryGetEnd(text, index, out int end) && end > least && end <= limit
                && TextElements.IsBoundary(text, start, end))
            {
                return end;
            }
        }

        return -1;
    }
}
