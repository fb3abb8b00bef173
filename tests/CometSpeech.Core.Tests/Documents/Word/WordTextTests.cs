using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>What a run and a paragraph say.</summary>
public class WordTextTests
{
    [Fact]
    public void A_paragraph_ends_as_a_sentence() =>
        Assert.Equal("One. | Two!", Speak(Paragraph("One") + Paragraph("  ") + "<w:p/>" + Paragraph("Two!")));

    [Fact]
    public void A_word_that_editing_divided_into_runs_is_one_word() =>
        Assert.Equal(
            "Unbelievable news.",
            Speak("""
                <w:p w:rsidR="00A1"><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A2"><w:t>Unbe</w:t></w:r>
                <w:r w:rsidR="00A3"><w:rPr><w:b/></w:rPr><w:t>liev</w:t></w:r><w:proofErr w:type="spellEnd"/>
                <w:r><w:lastRenderedPageBreak/><w:t xml:space="preserve">able </w:t></w:r>
                <w:bookmarkStart w:id="0" w:name="x"/><w:r><w:t>news</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>
                """));

    [Fact]
    public void White_space_at_the_ends_counts_only_where_it_is_preserved() =>
        Assert.Equal(
            "ab c.",
            Speak("<w:p><w:r><w:t> a </w:t><w:t>b</w:t><w:t xml:space=\"preserve\"> c</w:t></w:r></w:p>"));

    [Fact]
    public void Smart_tags_insertions_and_custom_markup_are_looked_into() =>
        Assert.Equal(
            "Made in Paris by hand, today.",
            Speak($"""
                <w:p>{Run("Made in ")}<w:smartTag w:element="place"><w:smartTagPr/><w:smartTag w:element="city">
                {Run("Paris")}</w:smartTag></w:smartTag><w:ins w:id="1" w:author="x">{Run(" by")}</w:ins>
                <w:customXml w:element="e"><w:customXmlPr/>{Run(" hand")}</w:customXml>
                <w:moveTo w:id="2"><w:bdo w:val="rtl">{Run(",")}</w:bdo></w:moveTo><w:sdt><w:sdtPr><w:date/></w:sdtPr>
                <w:sdtContent>{Run(" today")}</w:sdtContent></w:sdt></w:p>
                """));

    [Fact]
    public void Tabs_are_spaces_and_line_breaks_are_lines() =>
        Assert.Equal(
            "a b c\nd\ne.",
            Speak("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:ptab/><w:t>c</w:t>"
                + "<w:br/><w:t>d</w:t><w:cr/><w:t>e</w:t></w:r></w:p>"));

    [Theory]
    // Inserted as a symbol.
    [InlineData("<w:sym w:font='Symbol' w:char='F06D'/>", "10 μg.", "")]
    [InlineData("<w:sym w:font='Symbol' w:char='00B1'/>", "10 ±g.", "")]
    [InlineData("<w:sym w:font='Wingdings' w:char='F0E0'/>", "10 →g.", "")]
    [InlineData("<w:sym w:font='Segoe UI Symbol' w:char='2713'/>", "10 ✓g.", "")]
    [InlineData("<w:sym w:font='Wingdings 2' w:char='F021'/><w:sym w:font='Webdings' w:char='F022'/>", "10 g.",
        "1 image")]
    [InlineData("<w:sym w:font='Symbol' w:char='F0F0'/>", "10 g.", "1 image")]
    [InlineData("<w:sym w:font='Other' w:char='F0E0'/>", "10 g.", "1 image")]
    [InlineData("<w:sym w:font='Symbol' w:char='xyz'/><w:sym/>", "10 g.", "1 image")]
    // Typed in the font.
    [InlineData("<w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr><w:t>\uF061bg Öμ</w:t>",
        "10 αβγ Öμg.", "")]
    [InlineData("<w:rPr><w:rStyle w:val='Greek'/></w:rPr><w:t>q</w:t>", "10 θg.", "")]
    [InlineData("<w:rPr><w:rStyle w:val='Greek'/><w:rFonts w:asciiTheme='minorHAnsi'/></w:rPr><w:t>q</w:t>",
        "10 qg.", "")]
    [InlineData("<w:rPr><w:rFonts w:cs='Symbol'/></w:rPr><w:t>m</w:t>", "10 mg.", "")]
    [InlineData("<w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>\uF0FC\uF020J</w:t>", "10 ✓ g.", "1 image")]
    [InlineData("<w:rPr><w:vanish/></w:rPr><w:sym w:font='Webdings' w:char='F022'/>", "10 g.", "")]
    public void Signs_of_symbol_fonts_are_what_they_show(string run, string expected, string omissions)
    {
        SpokenDocument document = new WordFile
        {
            Body = $"<w:p>{Run("10 ")}<w:r>{run}</w:r>{Run("g")}</w:p>",
            Styles = "<w:style w:type='character' w:styleId='Base'><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>"
                + "</w:style>"
                + "<w:style w:type='character' w:styleId='Greek'><w:basedOn w:val='Base'/></w:style>",
        }.Read();

        Assert.Equal((expected, omissions), (TextOf(document), document.Omissions.ToString()));
    }

    [Fact]
    public void A_horizontal_line_is_silent_and_no_loss()
    {
        SpokenDocument document = new WordFile
        {
            Body = Paragraph("a") + "<w:p><w:r><w:pict><v:rect o:hr=\"t\"/></w:pict></w:r></w:p>" + Paragraph("b"),
        }.Read();

        Assert.Equal(("a. | b.", true), (TextOf(document), document.Omissions.IsEmpty));
    }

    [Fact]
    public void Emoji_and_addresses_are_left_to_the_clean_up() =>
        Assert.Equal("a \U0001F600 https://x.org/a_b.", Speak(Paragraph("a \U0001F600 https://x.org/a_b")));

    [Fact]
    public void A_page_break_ends_a_paragraph() =>
        Assert.Equal("a. | b.", Speak("<w:p><w:r><w:t>a</w:t><w:br w:type=\"page\"/><w:t>b</w:t></w:r></w:p>"));

    [Fact]
    public void Hyphens_are_spoken_only_where_they_are_seen() =>
        Assert.Equal(
            "e-mail together.",
            Speak("<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">mail to</w:t>"
                + "<w:softHyphen/><w:t>gether</w:t></w:r></w:p>"));

    [Theory]
    [InlineData("<w:vanish/>", "seen.")]
    [InlineData("<w:vanish w:val=\"0\"/>", "seen hidden.")]
    [InlineData("<w:webHidden/>", "seen.")]
    [InlineData("<w:specVanish/>", "seen hidden.")]
    [InlineData("<w:rStyle w:val=\"Hidden\"/>", "seen.")]
    [InlineData("<w:rStyle w:val=\"Hidden\"/><w:vanish w:val=\"false\"/>", "seen hidden.")]
    public void Hidden_text_is_silent_by_itself_or_by_its_style(string properties, string spoken) =>
        Assert.Equal(
            spoken,
            new WordFile
            {
                Styles = "<w:style w:type=\"character\" w:styleId=\"Hidden\"><w:rPr><w:vanish/></w:rPr></w:style>",
                Body = $"<w:p>{Run("seen")}{Run(" hidden", properties)}</w:p>",
            }.Speak());

    [Fact]
    public void What_is_on_in_the_styles_of_paragraph_and_run_is_off() =>
        Assert.Equal(
            "seen.",
            new WordFile
            {
                Styles = """
                    <w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
                    <w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
                    """,
                Body = $"<w:p><w:pPr><w:pStyle w:val=\"Secret\"/></w:pPr>{Run("no")}"
                    + Run("seen", "<w:rStyle w:val=\"Hidden\"/>") + "</w:p>",
            }.Speak());

    [Fact]
    public void Raised_and_lowered_digits_are_unicodes_and_others_are_parted() =>
        Assert.Equal(
            "x², H₂O, 10⁻³, 1st, 2ⁿ, 10 6.5 m².",
            Speak($"""
                <w:p>{Run("x")}{Raised("2")}{Run(", H")}{Run("2", "<w:vertAlign w:val=\"subscript\"/>")}{Run("O, 10")}
                {Raised("-3")}{Run(", 1")}{Raised("st")}{Run(", 2")}{Raised("n")}{Run(", 10")}{Raised("6.5 ")}{Run("m")}
                {Raised("2 ")}</w:p>
                """));

    [Fact]
    public void Capitals_and_emphasis_change_nothing() =>
        Assert.Equal(
            "Quite small.",
            Speak($"<w:p>{Run("Quite ", "<w:i/><w:caps/>")}"
                + Run("small", "<w:smallCaps/><w:u w:val=\"single\"/>") + "</w:p>"));

    [Fact]
    public void Code_inside_a_sentence_is_spoken() =>
        Assert.Equal(
            "Type ls now.",
            Speak($"<w:p>{Run("Type ")}{Run("ls", "<w:rStyle w:val=\"VerbatimChar\"/>")}{Run(" now")}</w:p>"));

    [Fact]
    public void Of_a_link_the_text_is_spoken() =>
        Assert.Equal(
            "See the page.",
            Speak($"<w:p>{Run("See ")}<w:hyperlink r:id=\"rId9\">{Run("the page")}</w:hyperlink></w:p>"));

    [Fact]
    public void Of_ruby_the_base_is_spoken_or_the_reading_when_asked_for()
    {
        string body = $"""
            <w:p><w:r><w:ruby><w:rubyPr><w:lid w:val="ja-JP"/></w:rubyPr><w:rt>{Run("とうきょう")}</w:rt>
            <w:rubyBase>{Run("東京")}</w:rubyBase></w:ruby></w:r>{Run("へ。")}</w:p>
            """;

        Assert.Equal("東京へ。", Speak(body));
        Assert.Equal("とうきょうへ。", Speak(body, also: DocumentElements.RubyReading));
        Assert.Equal("とうきょうへ。", Speak(body.Replace("東京", "")));
    }

    [Fact]
    public void A_large_first_letter_belongs_to_the_next_paragraph() =>
        Assert.Equal(
            "Call me Ishmael.",
            Speak(Paragraph("C", "<w:framePr w:dropCap=\"drop\" w:lines=\"3\"/>") + Paragraph("all me Ishmael")));

    [Fact]
    public void A_text_box_is_spoken_once_after_its_paragraph()
    {
        string box = $"<w:txbxContent>{Paragraph("In the box")}</w:txbxContent>";

        Assert.Equal(
            "Before and after. | In the box. | Next.",
            Speak($"""
                <w:p>{Run("Before")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>
                <wp:docPr id="1" name="Text Box 1"/><a:graphic><a:graphicData>
                <wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>
                </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
                <mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>
                </mc:AlternateContent></w:r>{Run(" and after")}</w:p>
                {Paragraph("Next")}
                """));
    }

    [Fact]
    public void The_fallback_counts_where_no_choice_is_understood() =>
        Assert.Equal(
            "old.",
            Speak("""
                <w:p><w:r><mc:AlternateContent xmlns:zz="urn:not-known">
                <mc:Choice Requires="w14 zz"><w:t>new</w:t></mc:Choice>
                <mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>
                """));

    private static string Raised(string text) => Run(text, "<w:vertAlign w:val=\"superscript\"/>");
}
