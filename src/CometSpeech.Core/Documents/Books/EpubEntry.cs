namespace CometSpeech.Core.Documents.Books;

/// <summary>An entry of a book's table of contents.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Link">Where it leads.</param>
/// <param name="Level">How deep it lies, from 1.</param>
/// <param name="IsHidden">Whether the book does not show it.</param>
internal sealed record EpubEntry(string Title, EpubLink Link, int Level, bool IsHidden);
