using System.Text;
using CometSpeech.Core.Documents.Markup;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>The encoding that a page names in itself.</summary>
public sealed class HtmlEncodingTests
{
    [Theory]
    [InlineData("<meta charset=utf-8>", "utf-8")]
    [InlineData("<html><head><META CharSet = 'Windows-1252'>", "windows-1252")]
    [InlineData("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-15\">", "iso-8859-15")]
    [InlineData("<meta content='text/html;charset=koi8-r' http-equiv=content-type>", "koi8-r")]
    [InlineData("<?xml version=\"1.0\" encoding=\"shift_jis\"?>", "shift_jis")]
    [InlineData("\n<?xml version='1.0' encoding='ISO-8859-2' standalone='yes'?>", "iso-8859-2")]
    // What browsers make of names (Encoding Standard).
    [InlineData("<meta charset=latin1>", "windows-1252")]
    [InlineData("<meta charset=iso-8859-1>", "windows-1252")]
    [InlineData("<meta charset=us-ascii>", "windows-1252")]
    [InlineData("<meta charset=gb2312>", "gb18030")]
    [InlineData("<meta charset=utf-16>", "utf-8")]
    [InlineData("<meta charset='x-sjis'>", "shift_jis")]
    // Nothing, nothing known, or too late.
    [InlineData("<p>charset=utf-8", null)]
    [InlineData("<meta charset=klingon>", null)]
    [InlineData("<meta charset=>", null)]
    [InlineData("<meta charset=utf-7>", null)]
    [InlineData("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8")]
    [InlineData("", null)]
    public void FindsTheName(string head, string? expected) =>
        Assert.Equal(expected, HtmlEncoding.Detect(Encoding.ASCII.GetBytes(head))?.WebName);

    [Fact]
    public void LooksAtTheBeginningOnly()
    {
        byte[] head = Encoding.ASCII.GetBytes(new string(' ', HtmlEncoding.HeadBytes) + "<meta charset=koi8-r>");
        Assert.Null(HtmlEncoding.Detect(head));
    }

    [Fact]
    public void DecodesWhatWindowsWrote()
    {
        Encoding? encoding = HtmlEncoding.Detect(Encoding.ASCII.GetBytes("<meta charset=iso-8859-1>"));
        Assert.Equal("“a” – €", encoding!.GetString([0x93, 0x61, 0x94, 0x20, 0x96, 0x20, 0x80]));
    }
}
