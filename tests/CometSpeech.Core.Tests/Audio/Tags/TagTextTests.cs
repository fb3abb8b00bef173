using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Tests.Audio.Tags;

/// <summary>Text and language codes as tags can hold them.</summary>
public class TagTextTests
{
    [Theory]
    [InlineData(null, ""), InlineData("  a \t\r\n b\u0000\u0085c ", "a b c"), InlineData("\uFEFFx\uFFFE", "x")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE00"), InlineData("a\u00A0b\u200Fc", "a\u00A0b\u200Fc")]
    [InlineData("one\u2028two\u2029three", "one two three")]
    public void Line_has_no_breaks_and_no_control_characters(string? text, string line) =>
        Assert.Equal(line, TagText.ToLine(text));

    [Fact]
    public void Half_pairs_are_replaced()
    {
        // Not as InlineData: test runners cannot pass half a pair on.
        Assert.Equal("\uFFFD a \uFFFD", TagText.ToLine("\uDE00 a \uD83D"));
    }

    [Theory]
    [InlineData("a\r\nb\rc\nd\u2028e", "a\nb\nc\nd\ne"), InlineData("\n a\u0000b \n", "a b")]
    public void Lines_keep_their_breaks(string text, string lines) => Assert.Equal(lines, TagText.ToLines(text));

    [Fact]
    public void Long_line_ends_with_an_ellipsis_and_whole_characters()
    {
        Assert.Equal(new string('x', 1000), TagText.ToLine(new string('x', 1000)));
        Assert.Equal(new string('x', 999) + "…", TagText.ToLine(new string('x', 1001)));
        Assert.Equal(new string('x', 998) + "…", TagText.ToLine(new string('x', 998) + "😀😀😀"));
        Assert.Equal(100_000, TagText.ToLines(new string('x', 1_000_000)).Length);
    }

    [Theory]
    [InlineData("en-GB", "eng"), InlineData("de", "deu"), InlineData("ZH-Hant-TW", "zho"), InlineData("zu", "zul")]
    [InlineData("aa", "aar"), InlineData("pt_BR", "por"), InlineData("yue-HK", "yue"), InlineData("gsw", "gsw")]
    [InlineData("xx", "und"), InlineData("", "und"), InlineData(null, "und"), InlineData("x-klingon", "und")]
    [InlineData("english", "und"), InlineData("дe", "und")]
    public void Language_has_three_letters(string? tag, string code) =>
        Assert.Equal(code, LanguageCode.FromBcp47(tag));
}
