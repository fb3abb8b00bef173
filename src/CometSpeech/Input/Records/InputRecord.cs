using CometSpeech.Input.Documents;

namespace CometSpeech.Input.Records;

/// <summary>A piece of input with all that it says. Where it cannot be used, its error has been written.</summary>
internal sealed class InputRecord
{
    /// <summary>What is spoken; null when it cannot be read.</summary>
    public string? Text { get; init; }

    /// <summary>The text file it was read from; null for text that came as such.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The full path of the file its text comes from, read by this module or by <c>Get-Content</c>; null when none is
    /// known.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>What <c>ConvertTo-SpokenText</c> put out, where it is that; else null.</summary>
    public SpokenText? Spoken { get; init; }

    /// <inheritdoc cref="InputText.Chapters"/>
    public IReadOnlyList<TextChapter> Chapters { get; init; } = [];

    /// <inheritdoc cref="InputText.Document"/>
    public DocumentInfo? Document { get; init; }

    /// <inheritdoc cref="InputText.IsPronounced"/>
    public bool IsPronounced { get; init; }

    /// <inheritdoc cref="InputText.ReadLines"/>
    public Func<string, DocumentText>? ReadLines { get; init; }

    /// <summary>
    /// The chapter that <c>-Chapter</c> or the record's property of that name puts it into; null where that is blank.
    /// </summary>
    public string? Chapter { get; init; }

    /// <summary>
    /// Whether <c>-Chapter</c> or such a property has a say, also by a blank: then no other chapters count.
    /// </summary>
    public bool IsChapterSaid { get; init; }

    /// <summary>How it is spoken; null when the record does not say it rightly.</summary>
    public Manner? Manner { get; init; }

    /// <summary>The audio file as the user names it; null for bytes, or for a file in <c>-OutDirectory</c>.</summary>
    public string? OutFile { get; init; }

    /// <summary>
    /// Whether <see cref="OutFile"/> is known; false when its script block failed, its property is blank or their like.
    /// </summary>
    public bool IsOutFileKnown { get; init; } = true;

    /// <summary>
    /// Whether its error is that of the record before it, of the same file, and was not written again.
    /// </summary>
    public bool IsErrorRepeated { get; init; }

    /// <summary>Whether it can be spoken.</summary>
    public bool IsUsable => Text is not null && Manner is not null;
}
