using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

public class EpubEncryptionTests
{
    private const string Aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
    private const string Fonts = "http://www.idpf.org/2008/embedding";

    [Theory]
    [InlineData("META-INF/license.lcpl", "it is encrypted by Readium LCP")]
    [InlineData("META-INF/rights.xml", "it is encrypted by Adobe's Content Server")]
    [InlineData("META-INF/sinf.xml", "it is encrypted by Apple's FairPlay")]
    [InlineData("other.txt", "it is encrypted")]
    public void Encrypted_text_is_refused_and_the_scheme_named(string sign, string message)
    {
        EpubBuilder builder = Book(Aes, "OEBPS/a.xhtml").AddFile(sign, "");

        DocumentException refusal = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal(
            (DocumentFailure.Encrypted, "OEBPS/a.xhtml", message), (refusal.Failure, refusal.Place, refusal.Message));
    }

    [Fact]
    public void Encrypted_package_is_refused()
    {
        EpubBuilder builder = Book(Aes, "OEBPS/content.opf");

        Assert.Equal(DocumentFailure.Encrypted, Assert.Throws<DocumentException>(() => builder.Read()).Failure);
    }

    [Theory]
    [InlineData(Fonts, "OEBPS/fonts/a.otf")]
    [InlineData("http://ns.adobe.com/pdf/enc#RC", "OEBPS/fonts/a.otf")]
    [InlineData(Aes, "OEBPS/pictures/a.jpg")]
    public void Book_whose_text_is_plain_is_read(string algorithm, string path)
    {
        SpokenDocument book = Book(algorithm, path).AddFile("META-INF/rights.xml", "").Read();

        Assert.Equal("One.", book.Sections.Single().Text);
    }

    [Fact]
    public void Encrypted_table_of_contents_and_cover_are_none()
    {
        SpokenDocument book = new EpubBuilder()
            .AddFile("META-INF/encryption.xml", Encrypt(Aes, "OEBPS/nav.xhtml", "OEBPS/c.jpg"))
            .AddFile("OEBPS/c.jpg", "x")
            .AddItem("c", "c.jpg", "image/jpeg", "properties='cover-image'")
            .AddNavigation("<li><a href='a.xhtml'>A</a></li><li><a href='b.xhtml'>B</a></li>")
            .AddDocument("a.xhtml", "<h1>One</h1><p>a.</p>")
            .AddDocument("b.xhtml", "<h1>Two</h1><p>b.</p>")
            .Read();

        Assert.Null(book.Cover);
        Assert.Equal(["One", "Two"], book.Sections.Select(section => section.Title));
    }

    private static EpubBuilder Book(string algorithm, string path) => new EpubBuilder()
        .AddDocument("a.xhtml", "<p>One.</p>")
        .AddFile("META-INF/encryption.xml", Encrypt(algorithm, path));

    private static string Encrypt(string algorithm, params string[] paths) =>
        "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' "
            + "xmlns:enc='http://www.w3.org/2001/04/xmlenc#'>"
            + string.Concat(paths.Select(path =>
                $"<enc:EncryptedData><enc:EncryptionMethod Algorithm='{algorithm}'/>"
                    + $"<enc:CipherData><enc:CipherReference URI='{path}'/></enc:CipherData></enc:EncryptedData>"))
            + "</encryption>";
}
