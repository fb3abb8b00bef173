using CometSpeech.Core.Wording.Dictionary;

namespace CometSpeech.Core.Wording;

/// <summary>
/// Keeps the text as it was written beside the one that is spoken, for captions, and maps places of each to those of
/// the other.
/// </summary>
public sealed class WrittenText
{
    // One for each step that changed the text, in order.
    private readonly IReadOnlyList<TextCopies> _steps;

    internal WrittenText(string text, IReadOnlyList<TextCopies> steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// The index in the written text of what stands at an index of the spoken one; behind a word that something else is
    /// said for, when the index lies inside of that.
    /// </summary>
    /// <param name="spokenIndex">From 0 to the length of the spoken text.</param>
    /// <param name="isInside">Whether the index lies inside of what is said for a word.</param>
    public int ToWritten(int spokenIndex, out bool isInside)
    {
        int index = spokenIndex;
        isInside = false;
        for (int i = _steps.Count - 1; i >= 0; i--)
        {
            index = _steps[i].ToSource(index, out bool isInsideWord);
            isInside |= isInsideWord;
        }

        return index;
    }

    /// <summary>
    /// The index in the spoken text of what stands at an index of the written one; behind what is said for a word, when
    /// the index lies inside of that.
    /// </summary>
    /// <param name="writtenIndex">From 0 to the length of the written text.</param>
    /// <param name="isInside">Whether the index lies inside of a word that something else is said for.</param>
    public int ToSpoken(int writtenIndex, out bool isInside)
    {
        int index = writtenIndex;
        isInside = false;
        foreach (TextCopies step in _steps)
        {
            index = step.ToResult(index, out bool isInsideWord);
            isInside |= isInsideWord;
        }

        return index;
    }
}
