using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>Front matter names title, author and language, and is not spoken.</summary>
public sealed class FrontMatterTests
{
    [Theory]
    [InlineData("title: My page", "My page")]
    [InlineData("title: \"My: \\\"page\\\" \\u00e9\"", "My: \"page\" \u00E9")]
    [InlineData("title: 'It''s mine' # no comment", "It's mine")]
    [InlineData("title: My page # a comment", "My page")]
    [InlineData("title: C# and F#", "C# and F#")]
    [InlineData("title: >-\n  My\n  page\ndate: 2024-01-01", "My page")]
    [InlineData("layout: post\nTitle: My page", "My page")]
    [InlineData("title:\n  My page", "My page")]
    [InlineData("params:\n  title: no", null)]
    [InlineData("title: ~", null)]
    public void The_title_is_read(string yaml, string? title)
    {
        SpokenDocument document = MarkdownText.Read($"---\n{yaml}\n---\n\none");

        Assert.Equal(title, document.Title);
        Assert.Equal([new DocumentSection(null, "one.")], document.Sections);
    }

    [Theory]
    [InlineData("author: Ann", "Ann")]
    [InlineData("authors: [Ann, \"Bell, Bob\"]", "Ann|Bell, Bob")]
    [InlineData("authors:\n  - Ann\n  - 'Bob'\ntags: [x]", "Ann|Bob")]
    [InlineData("author:\n- name: Ann\n  url: https://example.com\n- name: Bob", "Ann|Bob")]
    [InlineData("author:\n  name: Ann\n  email: ann@example.com", "Ann")]
    [InlineData("authors: []", "")]
    public void The_authors_are_read(string yaml, string authors) =>
        Assert.Equal(authors, string.Join("|", MarkdownText.Read($"---\r\n{yaml}\r\n---\r\none").Authors));

    [Theory]
    [InlineData("---\nlang: de-DE\n...\none", "de-DE")]
    [InlineData("\uFEFF---\nlanguage: fr\n---\none", "fr")]
    public void The_language_is_read(string markdown, string language) =>
        Assert.Equal(language, MarkdownText.Read(markdown).Language);

    // The help pages of PowerShell's own commands.
    [Fact]
    public void A_key_may_have_spaces_where_all_lines_are_entries()
    {
        SpokenDocument document = MarkdownText.Read("""
            ---
            external help file: Microsoft.PowerShell.Commands.Management.dll-Help.xml
            Locale: en-US
            Module Name: Microsoft.PowerShell.Management
            online version: https://learn.microsoft.com/powershell?view=powershell-7.4&WT.mc_id=ps-gethelp
            schema: 2.0.0
            aliases:
              - dir
            title: Get-ChildItem
            ---
            one
            """);

        Assert.Equal("Get-ChildItem", document.Title);
        Assert.Equal([new DocumentSection(null, "one.")], document.Sections);
    }

    [Theory]
    [InlineData("---\nA word first: this is prose.\n\n---\n\none", "A word first: this is prose.\n\none.")]
    [InlineData("---\nA word first: this\nis prose.\n\n***\n\none", "A word first: this is prose.\n\none.")]
    public void Prose_between_two_rules_is_spoken(string markdown, string spoken) =>
        Assert.Equal(spoken, MarkdownText.Spoken(markdown));

    [Fact]
    public void Toml_is_read_too()
    {
        SpokenDocument document = MarkdownText.Read("""
            +++
            title = "My page"
            authors = ["Ann", "Bob"]
            draft = false
            [params]
            title = "no"
            +++
            one
            """);

        Assert.Equal("My page", document.Title);
        Assert.Equal(["Ann", "Bob"], document.Authors);
        Assert.Equal([new DocumentSection(null, "one.")], document.Sections);
        Assert.Equal(1, document.Omissions[DocumentOmission.FrontMatter]);
    }

    [Theory]
    [InlineData("---\nprose, no key\n---\ntwo", "prose, no key.\n\ntwo.")]
    [InlineData("---\ntitle: without an end", "title: without an end.")]
    [InlineData("one\n\n---\ntitle: x\n---\n", "one.\n\ntitle: x.")]
    public void A_rule_begins_no_front_matter(string markdown, string spoken)
    {
        SpokenDocument document = MarkdownText.Read(markdown);

        Assert.Equal(spoken, string.Join("\n\n", document.Sections.Select(section => section.Text)));
        Assert.Equal(0, document.Omissions[DocumentOmission.FrontMatter]);
    }

    [Fact]
    public void Its_title_is_the_documents_and_the_heading_stays_spoken()
    {
        SpokenDocument document = MarkdownText.Read("---\ntitle: In front\n---\n# Heading\none");

        Assert.Equal("In front", document.Title);
        Assert.Equal([new DocumentSection(null, "Heading.\n\none.")], document.Sections);
    }
}
