namespace CometSpeech.Core.Documents.Narration;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says, without a sentence end of ours; may be empty.</param>
/// <param name="Column">The first column that it covers, from 0.</param>
/// <param name="Span">How many columns it covers.</param>
internal readonly record struct TableCell(string Text, int Column, int Span = 1);
