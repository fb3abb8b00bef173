using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Wording;

/// <summary>An index in a document's code is no note's mark.</summary>
public sealed class CodeMarkTests
{
    [Theory]
    [InlineData("Use `items[1]` and `matrix[1][2]`.", "Use items[1] and matrix[1][2].")]
    // The same name as code and with a note is rare; a note behind another word goes.
    [InlineData("Of `items[1]` the author[1] says more.", "Of items[1] the author says more.")]
    [InlineData("Use `area²⁰`, and a word²⁰.", "Use area²⁰, and a word.")]
    [InlineData("## Why `row[22]` fails\n\nText.", "Why row[22] fails.\n\nText.")]
    [InlineData("- `first[1]`\n- 😀 `second[2]`", "first[1].\n\nsecond[2].")]
    public void Inline_code_of_Markdown(string text, string spoken) =>
        Assert.Equal(spoken, Clean(Read(text, DocumentFormat.Markdown)));

    [Theory]
    [InlineData("<p>Press <kbd>keys[3]</kbd>.</p>", "Press keys[3].")]
    [InlineData("<p><code><b>items</b><b>[</b><b>1</b>]</code>, he says[1].</p>", "items[1], he says.")]
    public void Inline_code_of_HTML(string text, string spoken) =>
        Assert.Equal(spoken, Clean(Read(text, DocumentFormat.Html)));

    [Fact]
    public void Code_that_is_spoken()
    {
        var options = new DocumentOptions { Spoken = DocumentElements.Default | DocumentElements.Code };
        Assert.Equal(
            "let a = items[1] + row[22];",
            Clean(Read("```js\nlet a = items[1] + row[22];\n```", DocumentFormat.Markdown, options)));
    }

    [Fact]
    public void Code_of_a_book()
    {
        SpokenDocument book = new EpubBuilder().AddDocument("a.xhtml", "<p>Use <code>items[1]</code>.</p>").Read();

        Assert.Equal("Use items[1].", Clean(book));
    }

    [Theory]
    [InlineData("VerbatimChar")]
    [InlineData("HTMLCode")]
    public void Code_of_a_Word_document(string style)
    {
        string run = WordFile.Run("items[1]", $"<w:rStyle w:val=\"{style}\"/>");
        SpokenDocument document =
            new WordFile { Body = $"<w:p>{WordFile.Run("Use[2] ")}{run}{WordFile.Run(".")}</w:p>" }.Read();

        Assert.Equal("Use items[1].", Clean(document));
    }

    private static SpokenDocument Read(string text, DocumentFormat format, DocumentOptions? options = null) =>
        DocumentReader.Read(text, format, options ?? DocumentOptions.Default, CancellationToken.None);

    private static string Clean(SpokenDocument document) => string.Join(
        "\n\n",
        document.Sections.Select(section =>
            TextCleaner.Clean(
                section.Text, TextCleanup.Basic, codeMarks: TextCleaner.FindCodeMarks(document.Code))));
}
