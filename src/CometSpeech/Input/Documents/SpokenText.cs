using System.Globalization;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Files;
using CometSpeech.Input.Documents;

namespace CometSpeech;

/// <summary>
/// What would be spoken of a chapter, or of a text without chapters. <c>ConvertTo-Speech</c> takes it from the
/// pipeline: its text as it is, and what it says of the document.
/// </summary>
public sealed class SpokenText
{
    // NAME_MAX of Linux is 255 bytes, the parts of an unfinished file have longer names than the file, and a path of
    // Windows has 260 characters with all its folders.
    private const int MaxTitleBytes = 120;

    private readonly int _digits;

    /// <param name="index">Its place.</param>
    /// <param name="count">The last place that is known: the digits of a file's name.</param>
    /// <param name="text">What is spoken.</param>
    /// <param name="document">What the document says of itself.</param>
    internal SpokenText(int index, int count, string text, DocumentInfo document)
    {
        Index = index;
        Text = text;
        Document = document;
        // 01 sorts before 10 everywhere.
        _digits = Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length);
    }

    /// <summary>Its place among all that the command puts out, from 1.</summary>
    public int Index { get; }

    /// <summary>
    /// The chapter's title; of a text without chapters the document's title or the file's name without its extension;
    /// null when nothing tells.
    /// </summary>
    public string? Chapter { get; set; }

    /// <summary>What is spoken.</summary>
    public string Text { get; set; }

    /// <summary>How long the text is, in UTF-16 units.</summary>
    public int Characters => Text?.Length ?? 0;

    /// <summary>The file it comes from; null for text that came as such.</summary>
    public string? Path { get; internal set; }

    /// <summary>
    /// A name for a file of it, made of <see cref="Index"/> and <see cref="Chapter"/> without what Windows forbids, and
    /// without an extension.
    /// </summary>
    public string FileName
    {
        get
        {
            string number = Index.ToString("D" + _digits, CultureInfo.InvariantCulture);
            return $"{number} {WindowsFileName.From(Chapter ?? "", MaxTitleBytes)}".TrimEnd();
        }
    }

    /// <summary>The document's title; null when it has none.</summary>
    public string? Title => Document.Title;

    /// <summary>Who wrote the document; empty when it does not say.</summary>
    public string[] Author => [.. Document.Authors];

    /// <summary>The document's language as it names it, as in <c>en-GB</c>; null when it does not say.</summary>
    public string? Language => Document.Language;

    /// <summary>The document's cover; null for none.</summary>
    public DocumentCover? Cover => Document.Cover;

    /// <summary>Whether <c>-Pronunciation</c> was applied: then it is not applied again.</summary>
    internal bool IsPronounced { get; init; }

    /// <summary>
    /// Which piece of its document it is, and of how many, as in <c>3/12</c>; null where it is the whole.
    /// </summary>
    internal string? Track { get; init; }

    /// <summary>What the document says of itself; all of its chapters have the same.</summary>
    internal DocumentInfo Document { get; }

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
