using CometSpeech.Input.Files;

namespace CometSpeech.UnitTests.Input.Files;

/// <summary>The order in which the files of a pattern are read.</summary>
public sealed class NaturalPathComparerTests
{
    [Theory]
    [InlineData("ch1", "ch2", "ch10")]
    [InlineData("Ch1", "ch1a", "CH2", "ch10")]
    [InlineData("1", "2", "10", "a")]
    [InlineData("a1b2", "a1b10", "a2b1")]
    [InlineData("v1.9", "v1.10", "v2.0")]
    [InlineData("ch", "ch1", "chapter")]
    [InlineData("b2/ch1", "b10/ch1", "b10/ch2")]
    [InlineData("book/ch2", "book 2/ch1")]
    [InlineData("20260102123456789012345678901", "20260102123456789012345678902")]
    [InlineData("01", "1", "02", "2")]
    public void Digits_count_by_their_number(params string[] sorted)
    {
        NaturalPathComparer comparer = new();

        Assert.Equal(sorted, sorted.Reverse().OrderBy(name => name, comparer));
        for (int i = 0; i < sorted.Length; i++)
        {
            for (int j = 0; j < sorted.Length; j++)
            {
                Assert.Equal(Math.Sign(i - j), Math.Sign(comparer.Compare(sorted[i], sorted[j])));
            }
        }
    }
}
