namespace CometSpeech.Core.Text;

/// <summary>Which paragraphs end a chunk.</summary>
public enum ParagraphCuts
{
    /// <summary>The last one that fits, as few as the length of a request allows.</summary>
    AsFits,

    /// <summary>
    /// The first one that makes a chunk long enough: what is changed in one paragraph moves no cut between others, so
    /// that the chunks of those stay what they were.
    /// </summary>
    WhereLongEnough,

    /// <summary>Each one that holds a word: headings and one-liners as well.</summary>
    Each,
}
