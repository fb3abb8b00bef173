using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Tests.Keys;

/// <summary>A key never appears in a message, and a key that is part of ordinary words does not spoil one.</summary>
public class KeyRedactionTests
{
    private const string Key = "sk-Ab3dEf6h";

    [Theory]
    [InlineData("x", "The next voice 'xeno' of x.ai is not in index.json (max. 4096)")]
    [InlineData("no", "no-store is not known: not now, nor in annotation or No")]
    [InlineData("s", "The server's words: it's e.s. and s_t")]
    [InlineData("key", "The keyword in 'api_key', 'api-key' and keys")]
    [InlineData("error", "Errors: error_code, internal-error, errors")]
    [InlineData("none", "nonetheless, None, none-such")]
    [InlineData("test", "latest test_voice, tests, contest")]
    [InlineData("dummy", "dummy.wav, dummy-voice")]
    [InlineData("1", "HTTP/1.1 has 4096 tokens of 1.5 bytes in 127.0.0.1")]
    [InlineData("-", "sign-in with {\"a-b\":3}")]
    [InlineData(".", "tts-1.5 of api.example.com")]
    public void A_short_key_inside_a_word_is_no_key(string key, string message) =>
        Assert.Equal(message, SafeText.Clean(message, key));

    [Theory]
    [InlineData("x", "The key is x.", "The key is (key).")]
    [InlineData("x", "Bearer x", "Bearer (key)")]
    [InlineData("x", "'x' \"x\" (x) [x] <x> «x» x, x; x: x? x! x", "'(key)' \"(key)\" ((key)) [(key)] <(key)> "
        + "«(key)» (key), (key); (key): (key)? (key)! (key)")]
    [InlineData("x", "{\"key\":\"x\",\"keys\":[\"x\"],\"max\":1}",
        "{\"key\":\"(key)\",\"keys\":[\"(key)\"],\"max\":1}")]
    [InlineData("x", "{\\\"key\\\":\\\"x\\\"}", "{\\\"key\\\":\\\"(key)\\\"}")]
    [InlineData("x", "http://localhost/x/y?key=x&index=1#x", "http://localhost/(key)/y?key=(key)&index=1#(key)")]
    [InlineData("x", "key%3Dx%26a key\\nx\\n key\\u0020x", "key%3D(key)%26a key\\n(key)\\n key\\u0020(key)")]
    [InlineData("no", "no is no key\nno", "(key) is (key) key (key)")]
    [InlineData("key", "Invalid key: key", "Invalid (key): (key)")]
    [InlineData("error", "error: An error came", "(key): An (key) came")]
    [InlineData("none", "The key 'none' is wrong, none.", "The key '(key)' is wrong, (key).")]
    [InlineData("a+b", "a+b is wrong: aab", "(key) is wrong: aab")]
    [InlineData("$&", "It is $& here", "It is (key) here")]
    [InlineData("x", "x", "(key)")]
    public void A_short_key_that_is_a_word_is_hidden(string key, string message, string shown) =>
        Assert.Equal(shown, SafeText.Clean(message, key));

    [Theory]
    [InlineData("sk-no-key-required", "Incorrect API key: sk-no-key-required.", "Incorrect API key: (key).")]
    [InlineData("sk-no-key-required", "no sk-key is required", "no sk-key is required")]
    [InlineData(Key, "Wrong: sk-Ab3dEf6h.", "Wrong: (key).")]
    [InlineData(Key, "keysk-Ab3dEf6hkey_sk-Ab3dEf6h_9", "key(key)key_(key)_9")]
    [InlineData(Key, "%3Dsk-Ab3dEf6h\\nsk-Ab3dEf6h", "%3D(key)\\n(key)")]
    // Cut inside the key
    [InlineData(Key, "Wrong: sk-Ab3dEf6", "Wrong: (key)")]
    [InlineData(Key, "Wrong: sk-Ab3dE, sk-Ab3dE and sk-Ab3dEf6h", "Wrong: (key), (key) and (key)")]
    [InlineData(Key, "Wrong: sk-Ab3dX", "Wrong: sk-Ab3dX")]
    [InlineData("aaaaaaaab", "aaaaaaaaab", "a(key)")]
    // Without its prefix, and pieces of it
    [InlineData(Key, "Wrong: Ab3dEf6h.", "Wrong: (key).")]
    [InlineData(Key, "Wrong: Ab3dEf6", "Wrong: Ab3dEf6")]
    [InlineData("sk-proj-0123456789abcdef", "Wrong: 0123456789abcdef", "Wrong: (key)")]
    [InlineData("sk-proj-0123456789abcdef", "Wrong: …456789abcdef, …56789abcdef", "Wrong: …(key), …56789abcdef")]
    [InlineData("sk-test-certificate", "The certificate is not trusted.", "The certificate is not trusted.")]
    [InlineData("password", "passwords, mypassword", "(key)s, my(key)")]
    public void A_key_of_eight_characters_or_more_is_hidden_wherever_it_stands(
        string key, string message, string shown) =>
        Assert.Equal(shown, SafeText.Clean(message, key));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_key_nothing_is_hidden(string? key) =>
        Assert.Equal("a key", KeyRedaction.Hide("a key", key, "…"));

    [Theory]
    [InlineData("x", "max x", "max …")]
    [InlineData("dummy", "dummy-vault: dummy", "dummy-vault: …y")]
    [InlineData("sk-abcdefgh12345678", "Set-Secret: [sk-abcdefgh12345678]", "Set-Secret: […5678]")]
    public void A_vaults_words_are_kept_but_for_the_key(string key, string message, string shown) =>
        Assert.Equal(shown, ApiKey.Parse(key)!.Redact(message));

    [Fact]
    public void A_long_message_is_gone_through_once()
    {
        string message = string.Concat(Enumerable.Repeat("sk-Ab3dE sk-Ab3dEf6h x ", 40_000));

        Assert.DoesNotContain("Ab3d", KeyRedaction.Hide(message, Key, "(key)"));
        Assert.Equal(40_000, KeyRedaction.Hide(message, "x", "+").Count(unit => unit == '+'));
    }
}
