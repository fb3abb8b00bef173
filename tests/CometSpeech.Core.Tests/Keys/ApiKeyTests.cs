using System.Security;
using System.Text.Json;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Tests.Keys;

public class ApiKeyTests
{
    [Theory]
    [InlineData("sk-abcdefgh12345678")]
    [InlineData("  sk-abcdefgh12345678\r\n")]
    [InlineData("\uFEFF sk-abcdefgh12345678\t")]
    [InlineData(" \uFEFFsk-abcdefgh12345678\uFEFF \uFEFF")]
    public void White_space_and_byte_order_marks_around_a_key_are_dropped(string text) =>
        Assert.Equal("sk-abcdefgh12345678", ApiKey.Parse(text)!.Reveal());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("\uFEFF")]
    public void A_blank_key_is_no_key(string? text) => Assert.Null(ApiKey.Parse(text));

    [Theory]
    [InlineData("sk-marked\nkey")]
    [InlineData("sk-marked key")]
    [InlineData("sk-marked\0key")]
    [InlineData("sk-markedékey")]
    [InlineData("sk-marked\u200Bkey")]
    [InlineData("sk-marked\u007Fkey")]
    public void What_cannot_stand_in_a_header_is_refused_without_being_repeated(string text)
    {
        ApiKeyFormatException e = Assert.Throws<ApiKeyFormatException>(() => ApiKey.Parse(text));
        Assert.DoesNotContain("marked", e.ToString());
    }

    [Theory]
    [InlineData("Bearer sk-markedkey", "a header")]
    [InlineData("Authorization: Bearer sk-markedkey", "a header")]
    [InlineData("\"sk-markedkey\"", "quotation marks")]
    [InlineData(" 'sk-markedkey'\n", "quotation marks")]
    [InlineData("\u201Csk-markedkey\u201D", "quotation marks")]
    [InlineData("sk-markedkey\"", "quotation marks")]
    [InlineData("\"COMETAPI_KEY=sk-markedkey\"", "quotation marks")]
    [InlineData("COMETAPI_KEY=sk-markedkey", "a name")]
    [InlineData("COMETAPI_KEY = \"sk-markedkey\"", "a name")]
    [InlineData("export OPENAI_API_KEY='sk-markedkey'", "a name")]
    [InlineData("$env:COMETAPI_KEY = 'sk-markedkey'", "a name")]
    [InlineData("set token=sk-markedkey", "a name")]
    [InlineData("api_key: sk-markedkey", "a name")]
    public void What_stands_around_a_key_is_named_without_the_key(string text, string expected)
    {
        ApiKeyFormatException e = Assert.Throws<ApiKeyFormatException>(() => ApiKey.Parse(text));
        Assert.Contains(expected, e.Message);
        Assert.EndsWith("Give the key alone.", e.Message);
        Assert.DoesNotContain("marked", e.ToString());
    }

    // RFC 6750, 2.1: a token may end with equals signs. Servers of one's own take any word.
    [Theory]
    [InlineData("dG9rZW4=")]
    [InlineData("MYKEY==")]
    [InlineData("user=abcdefgh")]
    [InlineData("key:abcdefgh")]
    public void An_equals_sign_or_a_colon_alone_makes_no_name(string text) =>
        Assert.Equal(text, ApiKey.Parse(text)!.Reveal());

    [Theory]
    [InlineData("sk-abcdefgh12345678", "5678")]
    [InlineData("abcdefghijkl", "jkl")]
    [InlineData("abcdefgh", "gh")]
    [InlineData("abc", "")]
    public void Never_more_than_a_quarter_of_a_short_key_is_shown(string text, string shown)
    {
        ApiKey key = ApiKey.Parse(text)!;
        Assert.Equal(shown, key.LastFour);
        Assert.Equal("…" + shown, $"{key}");
    }

    [Fact]
    public void Serialising_a_key_gives_its_end_alone() =>
        Assert.Equal("""{"LastFour":"5678"}""", JsonSerializer.Serialize(ApiKey.Parse("sk-abcdefgh12345678")));

    [Fact]
    public void A_secure_string_is_read_like_a_text()
    {
        using SecureString secret = new();
        foreach (char c in " sk-abcdefgh12345678\n")
        {
            secret.AppendChar(c);
        }

        Assert.Equal("sk-abcdefgh12345678", ApiKey.Parse(secret)!.Reveal());
        Assert.Null(ApiKey.Parse((SecureString?)null));
    }
}
