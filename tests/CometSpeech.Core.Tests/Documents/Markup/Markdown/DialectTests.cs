namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>What generators of documentation add to Markdown is heard as on their pages.</summary>
public sealed class DialectTests
{
    [Theory]
    // Docusaurus, VuePress, MyST, Quarto.
    [InlineData(":::note\none\n:::\n\ntwo", "Note.\n\none.\n\ntwo.")]
    [InlineData(":::tip My `title`\none\n:::", "My title.\n\none.")]
    [InlineData(":::tip[My title]\none\n:::", "My title.\n\none.")]
    [InlineData("::: details\none\n:::", "one.")]
    [InlineData("::::{warning}\none\n::::", "Warning.\n\none.")]
    [InlineData("::: {.note title=\"My title\"}\none\n:::", "My title.\n\none.")]
    [InlineData(":::info\n\n- one\n\n:::\n\ntwo", "Info.\n\none.\n\ntwo.")]
    // MkDocs.
    [InlineData("!!! note\n    one\n\n    two\n\nthree", "Note.\n\none.\n\ntwo.\n\nthree.")]
    [InlineData("??? tip \"My title\"\n    ```\n    code\n    ```\n    one", "My title.\n\none.")]
    [InlineData("=== \"C#\"\n\n    one\n\n=== \"F#\"\n\n    two", "C#.\n\none.\n\nF#.\n\ntwo.")]
    [InlineData("!!! This is no note.\n", "!!! This is no note.")]
    [InlineData("One\n===\ntwo", "One.\n\ntwo.")]
    [InlineData(":octicons-clock-24: one :fontawesome-brands-youtube:{ style=\"color: red\" }\ntwo", "one two.")]
    [InlineData("=== \":octicons-mark-github-16: one\"\n\n    two", "one.\n\ntwo.")]
    // Hugo, Jekyll, kramdown, MDX.
    [InlineData("{{< figure src=\"x.png\" >}}\n\none {{% ref %}}two", "one two.")]
    [InlineData("See [the page]({{< ref \"x.md\" >}}) and [b]({% link y.md %}).", "See the page and b.")]
    [InlineData("{% include x.html %}\n\n{% if a %}one{% endif %}", "one.")]
    [InlineData("## One {#the-id}\ntwo", "One.\n\ntwo.")]
    [InlineData("## One {/*the-id*/}\ntwo", "One.\n\ntwo.")]
    [InlineData("one\n{: .lead .big}", "one.")]
    [InlineData("[one](x){:target=\"_blank\"} two", "one two.")]
    [InlineData("import Tabs from '@theme/Tabs';\nimport X from \"./x\"\n\none", "one.")]
    [InlineData("<Tabs>\n<TabItem value=\"a\">\n\none\n\n</TabItem>\n</Tabs>", "one.")]
    // Tables of contents that a generator puts in.
    [InlineData("[TOC]\n\none", "one.")]
    [InlineData("[[_TOC_]]\n\none", "one.")]
    [InlineData("* {:toc}\n\none", "one.")]
    // Written out, below a heading of its own or not.
    [InlineData("# T\n\n- [a](#a)\n  - [b](#b)\n- [c](#c)\n\none", "T.\n\none.")]
    [InlineData("# T\n\n## C\n\n<!-- toc -->\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n## A\none", "T.\n\nA.\n\none.")]
    [InlineData(
        "<details>\n<summary><b>C</b></summary>\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n</details>\n\none",
        "one.")]
    [InlineData("<details><summary>C</summary>\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\nd\n\n</details>", "C.\n\nd.")]
    [InlineData("**C**\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n## A\none", "A.\n\none.")]
    [InlineData("**C**\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\none", "C.\n\none.")]
    [InlineData("## C\n\n1. [a](#a)\n2. [b](#b)\n3. [c](#c)\n\none", "C.\n\none.")]
    // A title over chapters of a lower rank is no heading of the table, but by its name.
    [InlineData("# T\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n## A\none", "T.\n\nA.\n\none.")]
    [InlineData("# T\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n---\n\n## A\none", "T.\n\nA.\n\none.")]
    [InlineData("# Table of Contents:\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n## A\none", "A.\n\none.")]
    [InlineData("- [a](#a)\n- [b](#b)\n- [c](c.md)", "a.\n\nb.\n\nc.")]
    [InlineData("- [a](#a)\n- [b](#b)\n- [c](#c) and more", "a.\n\nb.\n\nc and more.")]
    [InlineData("- [a](#a)\n- [b](#b)", "a.\n\nb.")]
    // Microsoft's documentation.
    [InlineData("[!INCLUDE [name](../x.md)]\n\none", "one.")]
    [InlineData("> [!div class=\"next\"]\n> [one](x.md)", "one.")]
    [InlineData(":::image type=\"content\" source=\"x.png\" alt-text=\"A cat\":::\n\none", "A cat.\n\none.")]
    [InlineData("::: moniker range=\">= 1\"\none\n\n::: moniker-end\n\ntwo", "one.\n\ntwo.")]
    // Pages of PlatyPS.
    [InlineData(
        "### -Path\n\nThe path.\n\n```yaml\nType: String\nRequired: True\n```\n\n### -Force\n\nBy force.",
        "-Path.\n\nThe path.\n\n-Force.\n\nBy force.")]
    public void Is_heard_as_on_a_page(string markdown, string spoken) =>
        Assert.Equal(spoken, MarkdownText.Spoken(markdown));

    [Theory]
    [InlineData("Set {name} and {{name}} or {a: 1}.")]
    [InlineData("Use {.NET} and {#x} here.")]
    [InlineData("100 {% of it.")]
    [InlineData("[x] and [!] and [!important text].")]
    [InlineData("import the data from 'a' to b.")]
    [InlineData("std::vector::iterator, ::: three.")]
    public void What_only_looks_like_it_stays(string text) => Assert.Equal(text, MarkdownText.Spoken(text));

    [Fact]
    public void Marks_without_an_end_do_not_nest() =>
        Assert.Equal(
            string.Join("\n\n", Enumerable.Repeat("one.", 200)),
            MarkdownText.Spoken(
                string.Concat(Enumerable.Repeat("::: zone pivot=\"a\"\n\none\n\n::: zone-end\n\n", 200))));
}
