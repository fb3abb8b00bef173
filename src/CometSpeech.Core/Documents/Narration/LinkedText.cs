namespace CometSpeech.Core.Documents.Narration;

/// <summary>A link that is all of a paragraph, or one of nothing but links.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Address">Where it leads, as it is written.</param>
internal readonly record struct LinkedText(string Text, string Address);
