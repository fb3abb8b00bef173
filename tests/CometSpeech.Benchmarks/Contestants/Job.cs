namespace CometSpeech.Benchmarks.Contestants;

/// <summary>What a contestant is asked to do: a line of JSON on its standard input.</summary>
/// <param name="Kind">
/// <c>each</c>: a file for each text; <c>one</c>: one file of all texts; <c>stream</c>: the first text's sound, as it
/// comes; <c>read</c>: what a document says.
/// </param>
/// <param name="Input">
/// A path; of speech without its extension: <c>.json</c> has the texts one by one, <c>.txt</c> the whole.
/// </param>
/// <param name="Output">A file, or a folder where each text has its own.</param>
/// <param name="ThrottleLimit">How many requests at once; 0 for the contestant's own number.</param>
internal sealed record Job(string Kind, string Input, string Output = "", int ThrottleLimit = 0);
