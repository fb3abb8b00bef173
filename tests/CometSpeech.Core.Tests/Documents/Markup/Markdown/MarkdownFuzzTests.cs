using CometSpeech.Core.Documents;
using CsCheck;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>Markdown of random marks is read, or refused as a document that cannot be.</summary>
public sealed class MarkdownFuzzTests
{
    private static readonly string[] s_marks =
    [
        "a", "B c", " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "# ", "## ", "- ", "* ", "1. ", "9) ", "> ", "*", "**",
        "_", "__", "~", "~~", "^", "==", "`", "``", "```\n", "~~~\n", "[", "]", "(", ")", "![", "](", "]: ", "[a]", "[^a]",
        "[^a]: ", "<", ">", "<b>", "</b>", "<p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<li>", "<pre>", "<!--",
        "-->", "<![CDATA[", "]]>", "<?", "&", "&amp;", "&#0;", "&#x110000;", "|", "|-|", "\n|-|-|\n", "+---+", "+===+\n",
        "---\n", "===\n", "...\n", "+++\n", "title: ", "$", "$$", "$$\n", "\\", ":", ": ", ":::", "::: note", "!!! note\n",
        "=== \"a\"\n", "{", "}", "{{<", ">}}", "{%", "%}", "{: .a}", "{#a}", "[!NOTE]\n", "> [!TIP]\n", "[!INCLUDE [a](b)]",
        "[TOC]", "- [ ] ", "*[a]: b\n", "\n: ", "\0", "\uFEFF", "\uD800", "\uDC00", "\U0001F600", ":tada:", "http://a.b/c",
        "import a from 'b'\n", "\u0301", "\u4E2D",
    ];

    private static readonly Gen<string> s_markdown =
        Gen.Int[0, s_marks.Length - 1].Array[0, 60]
            .Select(marks => string.Concat(marks.Select(index => s_marks[index])));

    [Fact]
    public void Is_read_or_refused() => s_markdown.Sample(
        markdown =>
        {
            try
            {
                SpokenDocument document = MarkdownText.Read(markdown, (DocumentElements)markdown.Length);
                Assert.All(document.Sections, section => Assert.False(string.IsNullOrWhiteSpace(section.Text)));
            }
            catch (DocumentException)
            {
                // Refused.
            }
        },
        iter: 5_000);
}
