using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Keys;

/// <summary>What the environment, the key store and the vault of a machine may hold.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class LocalStateTests : IDisposable
{
    private readonly ProcessEnvironment _environment = new();
    private readonly ModuleSession _session = new();

    public LocalStateTests() => _session.SetLocation(_environment.Folder);

    public void Dispose()
    {
        _session.Dispose();
        _environment.Dispose();
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("sk-mArKeD")]
    [InlineData("ftp://example.org")]
    [InlineData("https://user:mArKeD@example.org")]
    [InlineData("http://")]
    public void A_base_address_that_is_none_is_an_error_before_anything_else(string address)
    {
        _environment.Set("COMETAPI_BASE_URL", address);
        _environment.Set("COMETAPI_KEY", "sk-0123456789");

        _session.Run("'Hello' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("InvalidBaseUri", _session.ErrorId);
        Assert.Contains("COMETAPI_BASE_URL", _session.Errors[0].ToString());
        Assert.DoesNotContain("mArKeD", _session.EverythingSeen);
        AssertNoFile();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\uFEFF")]
    public void A_blank_key_counts_as_none(string key)
    {
        _environment.Set("COMETAPI_KEY", key);

        _session.Run("'Hello' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("ApiKeyMissing", _session.ErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, _session.Errors[0].CategoryInfo.Category);
        Assert.Contains("Set-CometApiKey", _session.Errors[0].ToString());
        AssertNoFile();
    }

    // In its place the session's key would be sent, and paid with.
    [Theory]
    [InlineData("''")]
    [InlineData("'  '")]
    [InlineData("$null")]
    [InlineData("([securestring]::new())")]
    [InlineData("$env:NO_SUCH_VARIABLE")]
    public void A_blank_key_given_by_hand_is_an_error_and_no_other_is_sent(string key)
    {
        _session.Run("Set-CometApiKey 'sk-0123456789session'");

        _session.Run($"'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri http://127.0.0.1:9 -ApiKey {key}");

        Assert.Equal("InvalidApiKey", _session.ErrorId);
        Assert.Contains("blank", _session.Errors[0].ToString(), StringComparison.Ordinal);
        AssertNoFile();
    }

    [Fact]
    public void A_key_that_cannot_be_sent_is_an_error_that_does_not_show_it()
    {
        _environment.Set("COMETAPI_KEY", "sk-mArKeD\nsk-mArKeD");

        _session.Run("'Hello' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("InvalidApiKey", _session.ErrorId);
        Assert.DoesNotContain("mArKeD", _session.EverythingSeen);
        AssertNoFile();
    }

    [SkippableFact]
    public void A_vault_that_throws_is_an_error_of_its_own()
    {
        ProcessEnvironment.RequireUserStore();
        FakeVault.Install(_environment.ModuleFolder);
        _session.Run("""
            Set-CometApiKey 'sk-0123456789' -Vault Safe -SecretName a
            $global:FakeSecrets = $null
            function global:Get-Secret { throw 'The vault is locked.' }
            """);
        Assert.Empty(_session.Errors);
        _session.Run("'Hello' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("VaultFailed", _session.ErrorId);
        AssertNoFile();
    }

    [SkippableFact]
    public async Task A_vault_that_throws_does_not_keep_a_server_of_this_machine_from_speaking()
    {
        ProcessEnvironment.RequireUserStore();
        FakeVault.Install(_environment.ModuleFolder);
        _session.Run("Set-CometApiKey 'sk-0123456789' -Vault Locked");
        await using LocalSpeechServer server =
            await LocalSpeechServer.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });
        _environment.Set("COMETAPI_BASE_URL", server.BaseUri.ToString());

        _session.Run("'Hello' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(_session.Errors);
        Assert.Null(Assert.Single(server.Requests).Authorization);
    }

    private void AssertNoFile() => Assert.Empty(Directory.GetFileSystemEntries(_environment.Folder, "a.mp3*"));
}
