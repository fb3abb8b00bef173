namespace CometSpeech.Core.Text;

/// <summary>A range of a text, in UTF-16 units: where it starts and how long it is. It holds no text.</summary>
/// <param name="Start">The index of its first unit, 0 or more.</param>
/// <param name="Length">How many units it has, 0 or more.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The index behind its last unit.</summary>
    public int End => Start + Length;

    /// <summary>The characters of the range, as a copy; the text itself when the range is all of it.</summary>
    /// <param name="text">The text that the range was made for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range goes beyond the text.</exception>
    public string Of(string text) =>
        text is null ? throw new ArgumentNullException(nameof(text)) : text.Substring(Start, Length);
}
