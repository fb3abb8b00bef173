using CometSpeech.Core.Tests.Documents.Support;
using CsCheck;

namespace CometSpeech.Core.Tests.Documents.Books;

/// <summary>Whatever becomes of a book's bytes, it is read or refused in one way only.</summary>
public class BookFuzzTests
{
    [Theory]
    [InlineData("lighthouse-2")]
    [InlineData("lighthouse-3")]
    [InlineData("ocf-package_multiple")]
    public void Mutated_files_are_read_or_refused(string name)
    {
        byte[] file = BookFixtures.Read(name);
        Changes(file).Sample(changes => EpubBuilder.ReadOrRefuse(Mutate(file, changes)), iter: 700, threads: 1);
    }

    [Fact]
    public void Truncated_files_are_read_or_refused()
    {
        byte[] file = BookFixtures.Read("lighthouse-3");
        Gen.Int[0, file.Length].Sample(
            length => EpubBuilder.ReadOrRefuse([.. file.Take(length)]),
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData("META-INF/container.xml")]
    [InlineData("META-INF/encryption.xml")]
    [InlineData("OEBPS/content.opf")]
    [InlineData("OEBPS/nav.xhtml")]
    [InlineData("OEBPS/toc.ncx")]
    [InlineData("OEBPS/a.xhtml")]
    public void Mutated_documents_are_read_or_refused(string name)
    {
        // Past the packing, which hides most changes from the parsers behind it.
        (string Name, byte[] Content)[] files = ZipBytes.Unpack(new EpubBuilder { AfterSpine = "<guide/>" }
            .AddFile("META-INF/encryption.xml", "<encryption><EncryptedData/></encryption>")
            .AddNavigation("<li><a href='a.xhtml#x'>A &amp; b</a><ol><li><a href='b.xhtml'>B</a></li></ol></li>")
            .AddNcx("<navPoint><navLabel><text>A</text></navLabel><content src='a.xhtml'/></navPoint>")
            .AddDocument(
                "a.xhtml",
                "<h1 id='x'>A</h1><p>One &amp; <b>two</b>&nbsp;three.</p><table><tr><td>1</td></tr></table>")
            .AddDocument("b.xhtml", "<p>b.</p>")
            .Build());
        int index = Array.FindIndex(files, file => file.Name == name);
        byte[] content = files[index].Content;

        Changes(content).Sample(
            changes =>
            {
                (string, byte[])[] mutated = [.. files];
                mutated[index] = (name, Mutate(content, changes));
                EpubBuilder.ReadOrRefuse(ZipBytes.Create(mutated));
            },
            iter: 500,
            threads: 1);
    }

    private static Gen<(int Index, byte Value)[]> Changes(byte[] content) =>
        Gen.Select(Gen.Int[0, content.Length - 1], Gen.Byte).Array[1, 8];

    private static byte[] Mutate(byte[] content, (int Index, byte Value)[] changes)
    {
        byte[] mutated = [.. content];
        foreach ((int index, byte value) in changes)
        {
            mutated[index] = value;
        }

        return mutated;
    }
}
