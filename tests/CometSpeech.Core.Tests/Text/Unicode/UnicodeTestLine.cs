namespace CometSpeech.Core.Tests.Text.Unicode;

/// <param name="Text">The text to segment.</param>
/// <param name="Breaks">The indexes of all boundaries, both ends among them.</param>
/// <param name="Source">The line, for messages.</param>
internal sealed record UnicodeTestLine(string Text, IReadOnlyList<int> Breaks, string Source);
