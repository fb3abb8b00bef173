namespace CometSpeech.Tests.Support;

/// <summary>
/// A text that <c>-MaxChunkLength 10</c> cuts into pieces "chunk 01", "chunk 02", …, each of which the server answers
/// with the tone of its number.
/// </summary>
internal static class Chunks
{
    /// <summary>The texts of the requests.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<int> numbers) =>
        [.. numbers.Select(number => $"chunk {number:00}")];

    /// <summary>The whole text: a paragraph for each number.</summary>
    public static string Text(params IEnumerable<int> numbers) => string.Join("\n\n", Of(numbers));

    /// <summary>
    /// Waits until something has happened; gives up, as a failure, after a time that no working run needs.
    /// </summary>
    public static async Task WaitUntilAsync(Func<bool> hasHappened)
    {
        using CancellationTokenSource giveUp = new(TimeSpan.FromMinutes(2));
        while (!hasHappened())
        {
            await Task.Delay(5, giveUp.Token);
        }
    }
}
