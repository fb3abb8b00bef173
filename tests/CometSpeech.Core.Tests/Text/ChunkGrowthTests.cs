using CometSpeech.Core.Text;

namespace CometSpeech.Core.Tests.Text;

/// <summary>Chunks that begin with the first sentence and grow.</summary>
public class ChunkGrowthTests
{
    // Fifteen characters a second.
    private const double MillisecondsPerCharacter = 1000 / 15.0;

    private const string Prose =
        "The tide comes in twice a day along this coast. Nobody who lives here needs a table for it, since the sound "
        + "of the harbour tells. In winter it is another matter. The boats lie higher then, and Dr. Hale, who keeps "
        + "the light, walks down at four o'clock to look at the ropes. He has done so for thirty years. His dog goes "
        + "with him as far as the gate, where it sits down and waits.";

    [Fact]
    public void First_chunk_is_the_first_sentence_and_the_next_ones_grow()
    {
        IReadOnlyList<string> chunks = Chunks(Prose);

        Assert.Equal("The tide comes in twice a day along this coast.", chunks[0]);
        Assert.All(chunks, chunk => Assert.EndsWith(".", chunk));
        Assert.Equal(Prose, string.Join(" ", chunks));
        // The last one is what is left.
        for (int i = 1; i + 1 < chunks.Count; i++)
        {
            Assert.InRange(chunks[i].Length, chunks[i - 1].Length, 2 * chunks.Take(i).Sum(chunk => chunk.Length + 1));
        }
    }

    [Theory]
    [InlineData("Hi. I am the one who called you yesterday. There is more to tell about all of this today.",
        "Hi. I am the one who called you yesterday.")]
    [InlineData("Mr. and Mrs. Smith of St. Ives left at dawn. They took the early train, and nobody saw them again.",
        "Mr. and Mrs. Smith of St. Ives left at dawn.")]
    [InlineData("Chapter One\n\nIt was a dark night on the moor. The wind had risen in the evening and did not abate.",
        "Chapter One\n\nIt was a dark night on the moor.")]
    [InlineData("What do you mean, it is not there at all? I have put it there myself, with my own two hands, today.",
        "What do you mean, it is not there at all?")]
    [InlineData("The backup is done. Three files changed.", "The backup is done. Three files changed.")]
    public void A_first_sentence_is_one_that_a_reader_would_take_for_one(string text, string first) =>
        Assert.Equal(first, Chunks(text)[0]);

    [Fact]
    public void A_first_sentence_without_end_is_cut_at_a_clause()
    {
        string text = string.Join(", ", Enumerable.Repeat("and then the river rose another foot", 12)) + ". The end.";

        string first = Chunks(text)[0];

        Assert.InRange(first.Length, ChunkGrowth.Least, 150);
        Assert.EndsWith(",", first);
    }

    [Fact]
    public void A_short_first_sentence_before_one_without_end_does_not_go_alone()
    {
        string text = "Hi. " + string.Join(", ", Enumerable.Repeat("and then the river rose another foot", 12)) + ".";

        Assert.InRange(Chunks(text)[0].Length, ChunkGrowth.Least, 150);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(200)]
    public void The_longest_chunk_stays_the_longest(int maxLength)
    {
        IReadOnlyList<string> chunks = Chunks(Prose, maxLength);

        Assert.All(chunks, chunk => Assert.InRange(chunk.Length, 1, maxLength));
        Assert.Equal(Prose.Replace(" ", ""), string.Concat(chunks).Replace(" ", ""));
    }

    [Fact]
    public void Growth_goes_on_from_text_to_text()
    {
        var growth = new ChunkGrowth();
        string[] first = [.. Split("Who is there?", 4096, growth)];
        string[] second = [.. Split(Prose, 4096, growth)];

        Assert.Equal(["Who is there?"], first);
        Assert.Equal("The tide comes in twice a day along this coast.", second[0]);
        Assert.True(second.Length > 2);
    }

    [Fact]
    public void Long_chunks_come_soon()
    {
        string text = string.Join(" ", Enumerable.Repeat(Prose, 60));

        IReadOnlyList<string> chunks = Chunks(text, 4096);

        // 47, 94, 188, ... characters come to 4,096 with the eighth.
        Assert.InRange(chunks.Take(8).Max(chunk => chunk.Length), 3500, 4096);
        Assert.InRange(chunks.Count, 8, 14);
    }

    /// <summary>
    /// A service that takes 300 ms and 2 ms a character and then sends at ten times real time, and others with more
    /// latency or less speed, down to four times real time where requests run side by side.
    /// </summary>
    [Theory]
    [InlineData(4, 300, 2, 10)]
    [InlineData(1, 300, 2, 10)]
    [InlineData(4, 1500, 0, 10)]
    [InlineData(1, 1000, 0, 10)]
    [InlineData(1, 300, 0, 6)]
    [InlineData(4, 300, 0, 4)]
    [InlineData(8, 300, 2, 10)]
    public void Sound_never_runs_dry(int throttleLimit, int latency, int perCharacter, double speed)
    {
        var random = new Random(12);
        for (int round = 0; round < 200; round++)
        {
            string text = RandomProse(random, 20_000);
            double[] lengths = [.. Chunks(text, 4096).Select(chunk => (double)chunk.Length)];

            (double dry, int at) = Hear(lengths, throttleLimit, latency, perCharacter, speed);

            Assert.True(
                dry == 0, $"Round {round}: {dry} ms of silence before chunk {at} of {string.Join(", ", lengths)}.");
        }
    }

    /// <summary>
    /// Sends as the loop does, in order and so many at once, and plays each chunk when it and all before it are there.
    /// </summary>
    /// <returns>How long the longest wait for a chunk is, but for the first, in milliseconds.</returns>
    private static (double Dry, int At) Hear(
        double[] lengths, int throttleLimit, int latency, int perCharacter, double speed)
    {
        double[] free = new double[throttleLimit];
        double there = 0, heard = 0;
        (double, int) worst = (0, 0);
        for (int i = 0; i < lengths.Length; i++)
        {
            int slot = Array.IndexOf(free, free.Min());
            double spoken = lengths[i] * MillisecondsPerCharacter;
            free[slot] += latency + (perCharacter * lengths[i]) + (spoken / speed);
            there = Math.Max(there, free[slot]);
            double dry = i == 0 ? 0 : Math.Max(0, there - heard);
            worst = dry > worst.Item1 ? (dry, i) : worst;
            heard = Math.Max(heard, there) + spoken;
        }

        return worst;
    }

    private static string RandomProse(Random random, int length)
    {
        var text = new System.Text.StringBuilder();
        while (text.Length < length)
        {
            // Sentences of 1 to 40 words: as in prose, most of them short.
            int words = 1 + (int)(39 * random.NextDouble() * random.NextDouble());
            for (int i = 0; i < words; i++)
            {
                string word = new((char)('a' + random.Next(26)), 1 + random.Next(9));
                text.Append(i == 0 ? char.ToUpperInvariant(word[0]) + word.Substring(1) : word)
                    .Append(i + 1 == words ? "." : random.Next(8) == 0 ? ", " : " ");
            }

            text.Append(random.Next(6) == 0 ? "\n\n" : " ");
        }

        return text.ToString();
    }

    private static IReadOnlyList<string> Chunks(string text, int maxLength = 4096) =>
        [.. Split(text, maxLength, new ChunkGrowth())];

    private static IEnumerable<string> Split(string text, int maxLength, ChunkGrowth growth) => TextSplitter
        .Split(text, maxLength, ParagraphCuts.AsFits, areHeadingsStopped: false, growth)
        .Select(range => range.Of(text));
}
