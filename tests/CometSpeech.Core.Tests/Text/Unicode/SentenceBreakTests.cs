using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;
using Xunit.Abstractions;

namespace CometSpeech.Core.Tests.Text.Unicode;

/// <summary>
/// The Unicode Consortium's test of sentence ends as an outside yardstick: how many lines agree, and that the others
/// differ on purpose.
/// </summary>
public class SentenceBreakTests(ITestOutputHelper output)
{
    private enum Deviation
    {
        /// <summary>A line ends without a blank line: hard-wrapped text does that in every sentence.</summary>
        LineEnd,

        /// <summary>
        /// No white space follows: «example.Com», «a!b», «?q=1». Chinese and Japanese writing, and full stops of other
        /// scripts, need none.
        /// </summary>
        NoWhiteSpace,

        /// <summary>A full stop after an abbreviation, an initial or an ordinal.</summary>
        Abbreviation,
    }

    [SkippableFact]
    public void Sentence_ends_differ_from_the_Unicode_test_only_on_purpose()
    {
        const double LeastShare = 397.0 / 512; // Of version 15.1.0; of 15.0.0 it is 393 of 502.
        IReadOnlyList<UnicodeTestLine> lines = UnicodeTestFile.Read("SentenceBreakTest.txt");
        var failed = lines.Where(line => !line.Breaks.SequenceEqual(SentenceStarts(line.Text))).ToList();
        int passed = lines.Count - failed.Count;
        output.WriteLine($"{passed} of {lines.Count} lines agree ({100.0 * passed / lines.Count:F1} %).");

        Assert.All(
            failed,
            line => Assert.True(
                SentenceStarts(line.Text).All(line.Breaks.Contains), $"{line.Source} has a sentence end too many."));
        foreach (IGrouping<Deviation, UnicodeTestLine> deviation in failed.GroupBy(FirstDeviation))
        {
            output.WriteLine($"{deviation.Key}: {deviation.Count()}, such as {deviation.First().Source}");
        }

        Assert.True((double)passed / lines.Count >= LeastShare, $"Only {passed} of {lines.Count} lines agree.");
        Assert.All(
            failed.Where(line => FirstDeviation(line) == Deviation.Abbreviation),
            line => Assert.StartsWith("etc.", line.Text.Replace("\u2060", ""), StringComparison.Ordinal));
    }

    /// <summary>
    /// The class of the first sentence end of the test that was not found. One that belongs to no other class counts as
    /// an abbreviation.
    /// </summary>
    private static Deviation FirstDeviation(UnicodeTestLine line)
    {
        int index = line.Breaks.Except(SentenceStarts(line.Text)).First();
        if (Characters.IsLineBreak(line.Text[index - 1]))
        {
            return Deviation.LineEnd;
        }

        bool isParted = char.IsWhiteSpace(line.Text[index - 1]) || Characters.IsIdeographic(line.Text[index]);
        return isParted ? Deviation.Abbreviation : Deviation.NoWhiteSpace;
    }

    /// <summary>
    /// Where sentences begin as Annex 29 counts: behind the white space, at most one line end of it, that follows a
    /// sentence end.
    /// </summary>
    private static SortedSet<int> SentenceStarts(string text)
    {
        var starts = new SortedSet<int> { 0, text.Length };
        for (int index = 0; index < text.Length; index++)
        {
            if (SentenceBoundary.TryGetEnd(text, index, out int end))
            {
                starts.Add(SkipSpaces(text, end));
            }
        }

        return starts;
    }

    private static int SkipSpaces(string text, int index)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            if (Characters.IsLineBreak(text[index]))
            {
                bool isPair = text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n';
                return index + (isPair ? 2 : 1);
            }

            index = Characters.SkipMarks(text, index + 1);
        }

        return index;
    }
}
