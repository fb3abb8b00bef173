using System.Collections;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Documents;
using CometSpeech.Input.Documents;
using CometSpeech.Output.Tags;

namespace CometSpeech.UnitTests.Output.Tags;

/// <summary>What the user says and what a document says of the same file.</summary>
public sealed class TargetTagsTests
{
    // The smallest PNG: one pixel.
    private static readonly byte[] s_png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly CoverImage s_given = new([1], "image/jpeg");

    private static readonly DocumentInfo s_document = new()
    {
        Title = "Moby-Dick",
        Authors = ["Herman Melville"],
        Language = "en-US",
        Cover = new DocumentCover(s_png, "image/png"),
    };

    [Fact]
    public void With_nothing_given_and_no_document_there_are_none()
    {
        Assert.Null(TargetTags.None.Of(null));
        Assert.Null(TargetTags.None.Of(new DocumentInfo()));
        Assert.Null(new TargetTags { Title = " ", Authors = ["", null], Table = new Hashtable() }.Of(null));
        Assert.False(TargetTags.None.IsAnyGiven);
    }

    [Fact]
    public void A_document_alone_says_title_authors_language_and_cover()
    {
        AudioTags tags = TargetTags.None.Of(s_document)!;

        Assert.Equal(("Moby-Dick", "en-US"), (tags.Title, tags.Language));
        Assert.Equal(["Herman Melville"], tags.Authors);
        Assert.Equal("image/png", tags.Cover!.MediaType);
        Assert.Same(s_png, tags.Cover.Content);
    }

    [Fact]
    public void What_the_user_says_wins_and_the_rest_is_the_documents()
    {
        var given = new TargetTags
        {
            Title = " The Whale ",
            IsCoverGiven = true,
            Cover = s_given,
            Table = new Hashtable { ["Album"] = "Sea" },
        };

        AudioTags tags = given.Of(s_document)!;

        Assert.Equal(("The Whale", "Sea", "en-US"), (tags.Title, tags.Album, tags.Language));
        Assert.Equal(["Herman Melville"], tags.Authors);
        Assert.Same(s_given, tags.Cover);
        Assert.True(given.IsAnyGiven);
    }

    [Fact]
    public void A_blank_leaves_the_documents_out()
    {
        var given = new TargetTags
        {
            Title = "",
            Authors = [],
            IsCoverGiven = true,
            Table = new Hashtable { ["language"] = null },
        };

        Assert.Null(given.Of(s_document));
        Assert.False(given.IsAnyGiven);
    }

    [Fact]
    public void A_cover_that_no_tag_takes_is_left_out_whatever_it_calls_itself()
    {
        DocumentInfo gif = s_document with { Cover = new DocumentCover("GIF89a"u8.ToArray(), "image/png") };
        DocumentInfo png = s_document with { Cover = new DocumentCover(s_png, "image/gif") };

        Assert.Null(TargetTags.None.Of(gif)!.Cover);
        Assert.True(TargetTags.None.LeavesCoverOut(gif));
        Assert.False(TargetTags.None.LeavesCoverOut(png));
        Assert.False(TargetTags.None.LeavesCoverOut(s_document with { Cover = null }));
        Assert.False(new TargetTags { IsCoverGiven = true, Cover = s_given }.LeavesCoverOut(gif));
    }
}
