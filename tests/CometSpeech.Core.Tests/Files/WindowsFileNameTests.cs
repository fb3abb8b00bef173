using CometSpeech.Core.Files;

namespace CometSpeech.Core.Tests.Files;

public sealed class WindowsFileNameTests
{
    [Theory]
    [InlineData("NUL")]
    [InlineData("nul.mp3")]
    [InlineData("con.tar.mp3")]
    [InlineData("Aux .mp3")]
    [InlineData("COM1.mp3")]
    [InlineData("lpt9")]
    [InlineData("COM\u00B2.mp3")]
    [InlineData("CONIN$")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("a.mp3 .")]
    [InlineData("a:b.mp3")]
    [InlineData("a.mp3:stream")]
    [InlineData("a?.mp3")]
    [InlineData("a*.mp3")]
    [InlineData("a|b.mp3")]
    [InlineData("<a>.mp3")]
    [InlineData("\"a\".mp3")]
    [InlineData("a\tb.mp3")]
    [InlineData("a\u0000b.mp3")]
    public void Names_that_Windows_takes_otherwise_are_forbidden(string name) =>
        Assert.Contains("Windows", WindowsFileName.WhyForbidden(name));

    [Theory]
    [InlineData("a.mp3")]
    [InlineData(" a.mp3")]
    [InlineData(".a")]
    [InlineData("a [1] (2) #%&'+,;=@^`{}~!.mp3")]
    [InlineData("null.mp3")]
    [InlineData("console.mp3")]
    [InlineData("COM.mp3")]
    [InlineData("COM10.mp3")]
    [InlineData("my NUL.mp3")]
    [InlineData("Grüße 日本 🎉.mp3")]
    public void All_others_are_allowed(string name) => Assert.Null(WindowsFileName.WhyForbidden(name));

    [Theory]
    [InlineData("a", 255, false)]
    [InlineData("a", 256, true)]
    [InlineData("\u65E5", 255, false)]
    [InlineData("\uD83C\uDF89", 128, true)]
    public void A_name_may_have_255_units_of_UTF_16(string character, int count, bool isForbidden) => Assert.Equal(
        isForbidden,
        WindowsFileName.WhyForbidden(string.Concat(Enumerable.Repeat(character, count))) is not null);

    [Theory]
    [InlineData("What: a \"Story\"?", "What a Story")]
    [InlineData("AC/DC \u2013 Live\t*", "AC DC \u2013 Live")]
    [InlineData("The end...", "The end")]
    [InlineData(" \n", "")]
    [InlineData("???", "")]
    [InlineData("NUL", "_NUL")]
    [InlineData("con.1", "_con.1")]
    [InlineData("Gr\u00FC\u00DFe \u65E5\u672C", "Gr\u00FC\u00DFe \u65E5\u672C")]
    [InlineData("0123456789 0123456789", "0123456789 012345678")]
    [InlineData("\u65E5\u672C\u65E5\u672C\u65E5\u672C\u65E5\u672C", "\u65E5\u672C\u65E5\u672C\u65E5\u672C")]
    // An accent of its own stays with its letter, and a pair of surrogates together.
    [InlineData("01234567890123456789e\u0301", "01234567890123456789")]
    [InlineData("0123456789012345678\U0001F389", "0123456789012345678")]
    public void A_name_is_made_of_a_text(string text, string expected)
    {
        string name = WindowsFileName.From(text, 20);

        Assert.Equal(expected, name);
        Assert.True(name.Length == 0 || WindowsFileName.WhyForbidden(name) is null);
    }
}
