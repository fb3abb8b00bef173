namespace CometSpeech.Input.Documents;

/// <summary>A chapter that a document itself has.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Start">Where it begins in the document's text: the index of its first UTF-16 unit.</param>
internal readonly record struct TextChapter(string Title, int Start);
