using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>Each kind of element, as a person would read it aloud.</summary>
public sealed class MarkdownReaderTests
{
    [Theory]
    // Headings of both kinds.
    [InlineData("# One\nText", "One.\n\nText.")]
    [InlineData("One\n===\n\nTwo?\n---\nText", "One.\n\nTwo?\n\nText.")]
    [InlineData("## One ##\nText", "One.\n\nText.")]
    // Paragraphs: their lines are of the writer, not of the text.
    [InlineData("one\ntwo\nthree", "one two three.")]
    [InlineData("one  \ntwo\\\nthree", "one\ntwo\nthree.")]
    [InlineData("one\r\ntwo\r\n\r\nthree", "one two.\n\nthree.")]
    [InlineData("one &amp; two &copy; &#8364;", "one & two \u00A9 \u20AC.")]
    [InlineData("1 \\* 2, \\# and \\_", "1 * 2, # and _.")]
    // Lists.
    [InlineData("- one\n- two\n  - three\n* four", "one.\n\ntwo.\n\nthree.\n\nfour.")]
    [InlineData("1. one\n1. two\n   1) three", "1. one.\n\n2. two.\n\n1. three.")]
    [InlineData("7. one\n8. two", "7. one.\n\n8. two.")]
    [InlineData("- [ ] one\n- [x] two", "one.\n\ntwo.")]
    [InlineData("- [X](https://x.com/vuejs)\n- [x][]\n\n[x]: /x", "X.\n\nx.")]
    [InlineData("Term\n: What it is\n: And more", "Term: What it is.\n\nAnd more.")]
    // Tables.
    [InlineData(
        "| Name | Size | Kind |\n|---|:-:|--:|\n| a | 1 | x |\n| b | | y |",
        "a; Size: 1; Kind: x.\n\nb; Kind: y.")]
    [InlineData("a|b\n-|-\n1|2 \\| 3", "1; b: 2 | 3.")]
    // Code.
    [InlineData("One\n```ps1\n$x = 1\n```\nTwo", "One.\n\nTwo.")]
    [InlineData("One\n\n    $x = 1\n\nTwo", "One.\n\nTwo.")]
    [InlineData("Run `Get-Item` or <kbd>F1</kbd>", "Run Get-Item or F1.")]
    [InlineData("`` a ` b ``", "a ` b.")]
    // Quotes and alerts.
    [InlineData("> one\n> two\n\nthree", "one two.\n\nthree.")]
    [InlineData("> [!NOTE]\n> one", "Note.\n\none.")]
    [InlineData("> [!warning] My title\n> one", "My title\none.")]
    // Links, images.
    [InlineData("See [the page](https://example.com/a_b \"Title\").", "See the page.")]
    [InlineData("See [the page][1], [page], [1].\n\n[1]: /x 'T'\n[page]: /y", "See the page, page, 1.")]
    [InlineData("See <https://example.com/a_b_c>", "See https://example.com/a_b_c.")]
    [InlineData("See https://example.com/a_b_c now", "See https://example.com/a_b_c now.")]
    [InlineData("![A cat](cat.png)", "A cat.")]
    [InlineData("![](cat.png)\n\none", "one.")]
    [InlineData("[![build](https://x/y.svg)](https://x)\n\none", "one.")]
    // Notes.
    [InlineData("one[^1] two[^n].\n\n[^1]: The note.\n[^n]: Another\n\n    more", "one two.")]
    [InlineData("It was cold.[^1]\n\n-5 degrees.\n\n[^1]: The note.", "It was cold.\n\n-5 degrees.")]
    // Emphasis.
    [InlineData("*one* __two__ ***three*** ==four==", "one two three four.")]
    [InlineData("so*me*thing snake_case_name 2*3*4", "something snake_case_name 234.")]
    [InlineData("one ~~two~~ three", "one three.")]
    [InlineData("one ~two~ three", "one three.")]
    [InlineData("H~2~O and x^2^", "H\u2082O and x\u00B2.")]
    [InlineData("~5 to ~10, 2^8 or 2^10", "~5 to ~10, 2^8 or 2^10.")]
    [InlineData("a ^ b, 2^3 is 8 and 2^4 is 16", "a ^ b, 2^3 is 8 and 2^4 is 16.")]
    [InlineData("a^2+b^2=c^2", "a^2+b^2=c^2.")]
    // Rules.
    [InlineData("one\n\n---\n\n* * *\n\ntwo", "one.\n\ntwo.")]
    // HTML in Markdown.
    [InlineData("<p align=\"center\">\n  <b>one</b>\n</p>\n\ntwo <br> three", "one.\n\ntwo\nthree.")]
    [InlineData("<!-- one\n\ntwo -->\n\nthree <!-- four --> five", "three five.")]
    [InlineData("<details>\n<summary>one</summary>\n\ntwo\n\n</details>\n\nthree", "one.\n\ntwo.\n\nthree.")]
    [InlineData("<script>\nx()\n</script>\n\n<style>p {}</style>\n\none", "one.")]
    [InlineData("<p hidden>one</p>\n\ntwo", "two.")]
    [InlineData("<ruby>\u6F22<rt>\u304B\u3093</rt></ruby>\u3067\u3059", "\u6F22\u3067\u3059\u3002")]
    [InlineData("<figure>\n<img src=\"x\" alt=\"A cat\">\n<figcaption>Tom</figcaption>\n</figure>", "A cat.\n\nTom.")]
    [InlineData("## One <a href=\"#one\">#</a>\ntwo", "One.\n\ntwo.")]
    [InlineData("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "1; b: 2.")]
    // Abbreviations.
    [InlineData("The HTML specification\n\n*[HTML]: Hyper Text Markup Language", "The HTML specification.")]
    // Formulas.
    [InlineData("$a + b = c$ and $x$.", "a + b = c and x.")]
    [InlineData("It is $\\frac{a}{b}$ here.\n\n$$\n\\sum x\n$$\n\nOne", "It is here.\n\nOne.")]
    [InlineData("From $5-$, up to $x=1$, $f(x)$ and $+$.", "From $5-$, up to x=1, f(x) and +.")]
    [InlineData("costs $5 and $10, US$5, $HOME and $PATH", "costs $5 and $10, US$5, $HOME and $PATH.")]
    // Signs that are not Markdown's.
    [InlineData("\"one\" -- two... (c) :) at 10:30:45 std::vector::iterator", null)]
    [InlineData("one :not_an_emoji: two", null)]
    public void Is_read_as_a_person_reads_it(string markdown, string? spoken) =>
        Assert.Equal(spoken ?? markdown + ".", MarkdownText.Spoken(markdown));

    [Fact]
    public void Emoji_are_characters_for_the_clean_up() =>
        Assert.Equal("one \U0001F389.", MarkdownText.Spoken("one :tada:"));

    [Fact]
    public void What_is_left_out_is_counted()
    {
        SpokenDocument document = MarkdownText.Read("""
            ---
            layout: page
            ---
            one[^1] ~~two~~ $\pi$

            ```
            code
            ```

            [^1]: The note.
            """);

        Assert.Equal(
            "1 code block, 1 note, 1 formula, 1 deletion, 1 front matter", document.Omissions.ToString());
        Assert.Equal(["Its formulas are not spoken."], document.Warnings);
    }

    [Theory]
    [InlineData("one\n```\n$x = 1\n```", DocumentElements.Code, "$x = 1")]
    [InlineData("one[^1]\n\n[^1]: The note.", DocumentElements.Note, "The note.")]
    [InlineData("one ~~two~~", DocumentElements.Deleted, "two")]
    [InlineData("---\nlayout: page\n---\none", DocumentElements.FrontMatter, "layout: page.")]
    [InlineData("- [a](#a)\n- [b](#b)\n- [two](#c)\n\none", DocumentElements.Navigation, "two.")]
    public void What_is_left_out_is_spoken_on_demand(string markdown, DocumentElements element, string part)
    {
        Assert.DoesNotContain(part, MarkdownText.Spoken(markdown));

        SpokenDocument document = MarkdownText.Read(markdown, DocumentElements.Default | element);

        Assert.Contains(part, string.Join("\n\n", document.Sections.Select(section => section.Text)));
        Assert.True(document.Omissions.IsEmpty);
    }

    [Theory]
    [InlineData("# one\ntwo", DocumentElements.Heading, "two.")]
    [InlineData("| a | b |\n|-|-|\n| 1 | 2 |\n\nthree", DocumentElements.Table, "three.")]
    [InlineData("> one\n\ntwo", DocumentElements.Quote, "two.")]
    [InlineData("![one](x.png)\n\ntwo", DocumentElements.ImageText, "two.")]
    public void What_is_spoken_is_left_out_on_demand(string markdown, DocumentElements element, string spoken) =>
        Assert.Equal(spoken, MarkdownText.Spoken(markdown, DocumentElements.Default & ~element));

    [Fact]
    public void Headings_of_the_shallowest_level_that_repeats_begin_chapters()
    {
        SpokenDocument document = MarkdownText.Read("""
            # The *tool*
            Intro

            ## [1.2.0] - 2024-01-01
            ### Added
            One
            ## 1.1.0
            ### Added
            Two

            [1.2.0]: https://example.com
            """);

        Assert.Equal("The tool", document.Title);
        Assert.Equal(
            [
                new DocumentSection(null, "The tool.\n\nIntro."),
                new DocumentSection("1.2.0 - 2024-01-01", "1.2.0 - 2024-01-01.\n\nAdded.\n\nOne."),
                new DocumentSection("1.1.0", "1.1.0.\n\nAdded.\n\nTwo."),
            ],
            document.Sections);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("<!-- nothing -->")]
    [InlineData("[a]: https://example.com")]
    public void A_document_may_say_nothing(string markdown) => Assert.Empty(MarkdownText.Read(markdown).Sections);
}
