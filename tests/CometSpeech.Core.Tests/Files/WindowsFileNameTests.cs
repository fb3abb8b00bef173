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
}
