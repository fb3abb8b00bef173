using System.Collections;
using System.Globalization;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Output.Tags;

namespace CometSpeech.UnitTests.Output.Tags;

/// <summary>What the hashtable of <c>-Tag</c> becomes.</summary>
public sealed class TagTableTests
{
    [Fact]
    public void Each_key_sets_its_tag_in_any_case()
    {
        var table = new Hashtable();
        foreach (string key in TagTable.Keys)
        {
            table[key.ToUpperInvariant()] = key switch
            {
                "Track" => "3/12",
                "Year" => "1851",
                "Language" => "en-GB",
                _ => "of " + key,
            };
        }

        Assert.Equal(
            new AudioTags
            {
                Authors = [],
                Album = "of Album",
                Track = "3/12",
                Genre = "of Genre",
                Year = "1851",
                Narrator = "of Narrator",
                Comment = "of Comment",
                Publisher = "of Publisher",
                Copyright = "of Copyright",
                Language = "en-GB",
            },
            Apply(table));
    }

    public static TheoryData<string, object?, string?> Values => new()
    {
        { "Track", 3, "3" },
        { "Track", 3L, "3" },
        { "Track", "65535/65535", "65535/65535" },
        { "Language", "zh-Hant-TW", "zh-Hant-TW" },
        { "Language", "x-klingon", "x-klingon" },
        { "Language", CultureInfo.GetCultureInfo("pt-BR"), "pt-BR" },
        { "Language", CultureInfo.GetCultureInfo("de"), "de" },
        { "Language", CultureInfo.InvariantCulture, null },
        { "Track", "3/3", "3/3" },
        { "Track", "03/12", "03/12" },
        { "Year", "1851-10", "1851" },
        { "Year", 1851, "1851" },
        { "Year", new DateTime(1851, 10, 18, 0, 0, 0, DateTimeKind.Utc), "1851" },
        { "Year", new DateTimeOffset(1851, 10, 18, 0, 0, 0, TimeSpan.Zero), "1851" },
        { "Year", new DateOnly(1851, 10, 18), "1851" },
        { "Year", "1851-10-18T00:00:00Z", "1851" },
        { "Album", 1.5, "1.5" },
        { "Comment", new DateTime(1851, 10, 18, 1, 2, 3, DateTimeKind.Unspecified), "10/18/1851 01:02:03" },
        { "Comment", " two\nlines ", "two\nlines" },
        { "Genre", new object?[] { "Audiobook", null, "Sea" }, "Audiobook, Sea" },
        { "Narrator", ConsoleColor.Red, "Red" },
        { "Publisher", "", null },
        { "Publisher", " ", null },
        { "Publisher", null, null },
        { "Track", null, null },
        { "Year", "", null },
        { "Genre", Array.Empty<string>(), null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_become_text_whatever_the_culture(string key, object? value, string? expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // A decimal comma, and a calendar that counts other years.
            foreach (string name in new[] { "de-DE", "th-TH", "fa-IR" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                AudioTags tags = Apply(new Hashtable { [key] = value });
                Assert.Equal(expected, typeof(AudioTags).GetProperty(key)!.GetValue(tags));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("Singer", "it has no key 'Singer'. The keys are Album, Track, Genre, Year, Narrator, Comment, ")]
    [InlineData("", "it has no key ''.")]
    [InlineData("title", "'title' is a parameter of its own, -Title.")]
    [InlineData("Author", "'Author' is a parameter of its own, -Author.")]
    [InlineData("COVER", "'COVER' is a parameter of its own, -Cover.")]
    public void Other_keys_are_told_the_right_ones(string key, string message)
    {
        TagException e = Assert.Throws<TagException>(() => Apply(new Hashtable { [key] = "x" }));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Publisher, Copyright, Language.", e.Message, StringComparison.Ordinal);
        Assert.Equal(key, e.Key);
    }

    public static TheoryData<string, object> BadValues => new()
    {
        { "Track", "first" },
        { "Track", 0 },
        { "Track", -1 },
        { "Track", "3/0" },
        { "Track", "3 of 12" },
        { "Track", 65536 },
        { "Track", "1/70000" },
        { "Track", "5/3" },
        { "Track", "10/9" },
        { "Track", 1.5 },
        { "Track", true },
        { "Track", new object?[] { 1, 2 } },
        { "Track", "3/" },
        { "Language", "English" },
        { "Language", "en GB" },
        { "Language", 7 },
        { "Language", new RegionInfo("GB") },
        { "Language", new object?[] { "en", "fr" } },
        { "Album", CultureInfo.InvariantCulture },
        { "Year", 0 },
        { "Year", "0000" },
        { "Year", -1851 },
        { "Year", "1851-13-01" },
        { "Year", "1851-" },
        { "Year", "1851-1890" },
        { "Year", "51" },
        { "Year", 18511 },
        { "Year", "10/18/1851" },
        { "Album", new Hashtable { ["a"] = 1 } },
        { "Album", new object() },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public void Values_that_cannot_be_one_are_refused_with_their_key(string key, object value)
    {
        TagException e = Assert.Throws<TagException>(() => Apply(new Hashtable { [key] = value }));

        Assert.Equal(key, e.Key);
        Assert.Contains($"the value of {key} is ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_value_takes_away_what_was_there_and_other_tags_stay()
    {
        var tags = new AudioTags { Title = "Moby-Dick", Language = "en" };

        AudioTags applied = TagTable.Apply(new Hashtable { ["Language"] = "", ["Album"] = "Sea" }, tags);

        Assert.Equal(("Moby-Dick", null, "Sea"), (applied.Title, applied.Language, applied.Album));
    }

    private static AudioTags Apply(Hashtable table) => TagTable.Apply(table, new AudioTags { Authors = [] });
}
