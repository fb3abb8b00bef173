using System.Text.RegularExpressions;

namespace CometSpeech.Core.Wording;

/// <summary>What is said for a word or a phrase.</summary>
/// <param name="Text">
/// The word or phrase as it is written, or a regular expression. A space meets any white space that is no end of a
/// paragraph, a straight apostrophe meets a typographic one.
/// </param>
/// <param name="Spoken">
/// What is spoken in its place; empty for nothing. With <c>$1</c> and its like for a regular expression.
/// </param>
public sealed record PronunciationEntry(string Text, string Spoken)
{
    /// <summary>
    /// Whether capitals count; null for the usual: they do if <see cref="Text"/> has one. In a regular expression they
    /// do.
    /// </summary>
    public bool? CaseSensitive { get; init; }

    /// <summary>Whether <see cref="Text"/> is a regular expression.</summary>
    public bool IsRegex { get; init; }

    /// <summary>Of a regular expression.</summary>
    public RegexOptions RegexOptions { get; init; }

    /// <summary>The file it comes from, for messages; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>Its line there, from 1; 0 when it is not known.</summary>
    public int Line { get; init; }
}
