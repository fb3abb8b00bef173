using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Finds the letters and numbers of a text, what makes sound when it is read. It remembers its last answer, so that a
/// text of nothing but signs is walked once and not for every chunk.
/// </summary>
internal sealed class SpokenCharacters(string text)
{
    private int _from;
    private int _next = -1;

    /// <summary>The index of the last one, or -1.</summary>
    public int Last { get; } = FindLast(text);

    /// <summary>The index of the first one at or after <paramref name="index"/>, or the length of the text.</summary>
    public int Next(int index)
    {
        if (index < _from || index > _next)
        {
            _from = index;
            _next = index;
            while (_next < text.Length && !Characters.IsSpoken(text, _next))
            {
                _next++;
            }
        }

        return _next;
    }

    private static int FindLast(string text)
    {
        int index = text.Length - 1;
        while (index >= 0 && !Characters.IsSpoken(text, index))
        {
            index--;
        }

        return index;
    }
}
