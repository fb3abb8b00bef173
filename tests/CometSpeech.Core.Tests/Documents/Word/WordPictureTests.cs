using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>Of a picture its text is spoken, where it has one.</summary>
public class WordPictureTests
{
    private const string Alt = "<a:extLst/>";

    [Fact]
    public void The_text_of_a_picture_is_a_sentence_of_its_own_or_stands_in_one()
    {
        Assert.Equal(
            "A red house. | Press Save now.",
            Speak($"<w:p>{Described("A red house")}</w:p><w:p>{Run("Press")}{Described("Save")}{Run("now")}</w:p>"));
        Assert.Equal(
            "x.",
            Speak($"<w:p>{Described("A red house")}</w:p>{Paragraph("x")}", not: DocumentElements.ImageText));
    }

    [Fact]
    public void HTML_in_the_text_of_a_picture_is_not_spoken() =>
        Assert.Equal(
            "A house, red.",
            Speak($"<w:p>{Described("A &lt;b&gt;house&lt;/b&gt;,&lt;br/&gt;red")}</w:p>"));

    [Fact]
    public void A_floating_picture_is_spoken_after_its_paragraph() =>
        Assert.Equal(
            "ab. | A house.",
            Speak($"<w:p>{Run("a")}{Described("A house").Replace("inline", "anchor")}{Run("b")}</w:p>"));

    [Fact]
    public void What_Word_adds_to_its_own_text_is_not_spoken() =>
        Assert.Equal(
            "A dog and A cat. A bird.",
            Speak("<w:p>" + Described("A dog&#10;&#10;Description automatically generated with low confidence")
                + Run("and") + Described("A cat.&#10;&#10;AI-generated content may be incorrect.")
                + Described("A bird&#10;&#10;Automatisch generierte Beschreibung") + "</w:p>"));

    [Theory]
    [InlineData("")]
    [InlineData("descr=\" \"")]
    [InlineData("descr=\"Description automatically generated\"")]
    [InlineData("descr=\"C:\\Users\\x\\IMG_1234.JPG\"")]
    public void A_picture_without_a_text_is_counted(string attributes)
    {
        SpokenDocument document = new WordFile { Body = $"<w:p><w:r>{Picture(attributes)}</w:r></w:p>" }.Read();

        Assert.Empty(document.Sections);
        Assert.Equal(1, document.Omissions[DocumentOmission.Image]);
    }

    [Fact]
    public void A_decorative_picture_is_nothing()
    {
        string picture = Described("A line").Replace(
            Alt, "<a:extLst><a:ext uri=\"x\"><adec:decorative val=\"1\"/></a:ext></a:extLst>");
        SpokenDocument document = new WordFile { Body = $"<w:p>{picture}</w:p>" }.Read();

        Assert.Empty(document.Sections);
        Assert.True(document.Omissions.IsEmpty);
    }

    [Fact]
    public void A_picture_that_is_all_of_a_link_is_a_button()
    {
        SpokenDocument document = new WordFile
        {
            Body = $"<w:p><w:hyperlink r:id=\"rId1\">{Described("build passing")}</w:hyperlink></w:p>"
                + $"<w:p><w:hyperlink r:id=\"rId1\">{Described("A map")}{Run("Our way")}</w:hyperlink></w:p>",
        }.Read();

        Assert.Equal("Our way A map.", TextOf(document));
        Assert.Equal(1, document.Omissions[DocumentOmission.Image]);
    }

    [Fact]
    public void The_text_of_an_older_picture_is_spoken() =>
        Assert.Equal(
            "A house.",
            Speak("<w:p><w:r><w:pict><v:shape alt=\"A house\">"
                + "<v:imagedata r:id=\"rId1\"/></v:shape></w:pict></w:r></w:p>"));

    [Fact]
    public void A_caption_that_repeats_the_text_of_its_picture_is_not_said_again()
    {
        string picture = $"<w:p>{Described("A red house")}</w:p>";
        string captioned = picture + Styled("Caption", "Figure 1: Home") + Paragraph("x");

        Assert.Equal("A red house. | x.", Speak(picture + Styled("Caption", "A red house.") + Paragraph("x")));
        Assert.Equal("A red house. | Figure 1: Home. | x.", Speak(captioned));
        Assert.Equal("A red house. | x.", Speak(captioned, not: DocumentElements.Caption));
    }

    // A run with a picture that has a text.
    private static string Described(string text) => $"<w:r>{Picture($"descr=\"{text}\"")}</w:r>";

    private static string Picture(string attributes) =>
        $"""
        <w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" {attributes}>{Alt}</wp:docPr><a:graphic><a:graphicData>
        <pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x.png"/></pic:nvPicPr></pic:pic>
        </a:graphicData></a:graphic></wp:inline></w:drawing>
        """;
}
