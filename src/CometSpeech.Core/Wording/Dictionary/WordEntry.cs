using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Dictionary;

/// <summary>A word or phrase, ready to be compared.</summary>
internal sealed class WordEntry
{
    /// <param name="entry">What was given.</param>
    /// <param name="source">The number of its source; a later one wins.</param>
    public WordEntry(PronunciationEntry entry, int source)
    {
        Text = WordText.Normalize(entry.Text);
        Spoken = entry.Spoken;
        Source = source;
        IsCaseSensitive = entry.CaseSensitive ?? Text.Where((_, index) => Characters.IsUpper(Text, index)).Any();
    }

    /// <summary>In Unicode form C, with single spaces and straight apostrophes.</summary>
    public string Text { get; }

    /// <summary>What is said for it.</summary>
    public string Spoken { get; }

    /// <summary>The number of its source.</summary>
    public int Source { get; }

    /// <summary>Whether capitals must be the same.</summary>
    public bool IsCaseSensitive { get; }

    /// <summary>Whether it is what stands at an index of a text, which is the same but for capitals.</summary>
    public bool IsAt(string text, int index)
    {
        if (!IsCaseSensitive)
        {
            return true;
        }

        foreach (char unit in Text)
        {
            if (unit == ' ')
            {
                index = Characters.SkipWhiteSpace(text, index);
            }
            else if (WordText.Straighten(text[index++]) != unit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// What is said for it where it stands in a text: with a capital where the text has one, or a sentence would seem
    /// not to begin there.
    /// </summary>
    public string SpokenFor(string text, int index)
    {
        bool isRaised = Characters.IsLower(Text, 0) && Characters.IsUpper(text, index) && Characters.IsLower(Spoken, 0);
        return isRaised && !char.IsSurrogate(Spoken[0])
            ? CultureInfo.InvariantCulture.TextInfo.ToUpper(Spoken[0]) + Spoken.Substring(1)
            : Spoken;
    }
}
