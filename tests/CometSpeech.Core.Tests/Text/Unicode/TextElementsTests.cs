using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Tests.Text.Unicode;

public class TextElementsTests
{
    [SkippableFact]
    public void Boundaries_are_those_of_the_Unicode_test()
    {
        foreach (UnicodeTestLine line in UnicodeTestFile.Read("GraphemeBreakTest.txt"))
        {
            IEnumerable<int> found =
                Enumerable.Range(0, line.Text.Length + 1).Where(index => TextElements.IsBoundary(line.Text, 0, index));
            Assert.True(line.Breaks.SequenceEqual(found), $"{line.Source} was cut at {string.Join(" ", found)}.");
        }
    }

    [Theory]
    [InlineData("e\u0301e\u0301e\u0301", 3, "e\u0301|e\u0301|e\u0301")]
    [InlineData("🇩🇪🇫🇷🇪🇸", 10, "🇩🇪🇫🇷|🇪🇸")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 12, "👩‍👩‍👧‍👦|👩‍👩‍👧‍👦")]
    [InlineData("👍🏽👍🏽", 5, "👍🏽|👍🏽")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", 4, "\u1112\u1161\u11AB|\u1100\u1173\u11AF")]
    [InlineData("क्षक्ष", 4, "क्ष|क्ष")]
    [InlineData("𝄞𝄞𝄞", 3, "𝄞|𝄞|𝄞")]
    public void Without_white_space_the_cut_is_between_text_elements(string text, int maxLength, string expected) =>
        Assert.Equal(expected, Splitting.Joined(text, maxLength));

    [Theory]
    [InlineData("👩‍👩‍👧", 3, "👩‍👩‍👧")]
    [InlineData("a\u0301\u0302\u0303b", 2, "a\u0301\u0302\u0303|b")]
    [InlineData("🙂🙂", 1, "🙂|🙂")]
    [InlineData("\uD834\uDD1E", 1, "\uD834\uDD1E")]
    public void A_text_element_longer_than_the_limit_is_a_chunk(string text, int maxLength, string expected) =>
        Assert.Equal(expected, Splitting.Joined(text, maxLength));

    [Fact]
    public void A_text_element_that_nobody_can_read_is_cut_between_code_points()
    {
        string text = "a" + string.Concat(Enumerable.Repeat("\U000E0100", 100));
        string[] chunks = [.. Splitting.Chunks(text, 10)];
        Assert.Equal(text, string.Concat(chunks));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Length, 1, 64));
        Assert.DoesNotContain(chunks, chunk => char.IsLowSurrogate(chunk[0]));
    }
}
