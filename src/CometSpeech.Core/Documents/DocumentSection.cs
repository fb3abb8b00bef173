namespace CometSpeech.Core.Documents;

/// <summary>A chapter of a document, or what stands before the first one.</summary>
/// <param name="Title">
/// The chapter's title; null for what stands before the first chapter, and for a document without chapters.
/// </param>
/// <param name="Text">What is spoken, the heading first: paragraphs with a blank line between them.</param>
public sealed record DocumentSection(string? Title, string Text);
