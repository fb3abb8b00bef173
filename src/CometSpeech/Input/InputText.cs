using System.Management.Automation;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Records;

namespace CometSpeech.Input;

/// <summary>The text of a piece of input.</summary>
/// <param name="Text">What it says; null when it cannot be read.</param>
/// <param name="Path">The file it is read from; null for text that came as such.</param>
/// <param name="Source">The object whose properties tell how it is spoken.</param>
/// <param name="Error">
/// Why it cannot be read, to be written when it is known what the record is called; null when it can, or when that has
/// been written.
/// </param>
/// <param name="Cause">What tells that another record lacks a text for the same cause; null when nothing does.</param>
internal sealed record InputText(
    string? Text, string? Path, object? Source, Func<RecordName, ErrorRecord>? Error = null, string? Cause = null)
{
    /// <summary>
    /// The chapters that a document itself has, in order; empty for plain text. <see cref="Text"/> is the whole
    /// document: what comes before the first chapter, then all of them, a blank line between two. A document is one
    /// piece, whatever chapters it has, since it is one file.
    /// </summary>
    public IReadOnlyList<TextChapter> Chapters { get; init; } = [];

    /// <summary>What a document says of itself; null for plain text.</summary>
    public DocumentInfo? Document { get; init; }

    /// <summary>
    /// Whether the error says all there is to say of every record with its <see cref="Cause"/>, wherever it goes and
    /// however many there are.
    /// </summary>
    public bool IsErrorOfAll { get; init; }

    /// <summary>Whether <c>-Pronunciation</c> was applied to it before.</summary>
    public bool IsPronounced { get; init; }

    /// <summary>
    /// Reads the document whose line the text is: it says nothing alone, and is read when all lines are there. Null for
    /// a text of its own.
    /// </summary>
    public Func<string, DocumentText>? ReadLines { get; init; }
}
