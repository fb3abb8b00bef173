using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Keys;

[Collection(ProcessEnvironment.Collection)]
public sealed class VaultTests : IDisposable
{
    private readonly ProcessEnvironment _environment = new();
    private readonly ModuleSession _session;

    public VaultTests()
    {
        FakeVault.Install(_environment.ModuleFolder);
        _session = new ModuleSession();
    }

    public void Dispose()
    {
        _session.Dispose();
        _environment.Dispose();
    }

    [SkippableFact]
    public void A_key_kept_in_a_vault_is_found_there_and_stands_in_no_file()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef' -Vault Safe");
        Assert.Empty(_session.Errors);
        Assert.Equal("cdef", Last("https://api.cometapi.com/v1"));
        Assert.Equal("Safe/CometApiKey", Assert.Single(_session.Run("$FakeSecrets.Keys")).ToString());
        Assert.DoesNotContain("abcdef", File.ReadAllText(_environment.StorePath));
    }

    [SkippableFact]
    public void Keys_of_two_addresses_do_not_share_a_secret()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef' -Vault Safe");
        _session.Run("Set-CometApiKey 'sk-0123456789ABCDEF' -Vault Safe -BaseUri https://nas.local:8880/v1");
        Assert.Equal("cdef", Last("https://api.cometapi.com/v1"));
        Assert.Equal("CDEF", Last("https://nas.local:8880/v1"));
    }

    [SkippableTheory]
    [InlineData("Set-CometApiKey -Vault Texts", "text")]
    [InlineData("""
        $s = [securestring]::new()
        'sk-0123456789mine'.ToCharArray() | ForEach-Object { $s.AppendChar($_) }
        $global:FakeSecrets = @{ 'Safe/Mine' = $s }
        Set-CometApiKey -Vault Safe -SecretName Mine
        """, "mine")]
    public void A_key_that_the_vault_already_holds_only_needs_to_be_named(string command, string lastFour)
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run(command);
        Assert.Empty(_session.Errors);
        Assert.Equal(lastFour, Last("https://api.cometapi.com/v1"));
    }

    [SkippableFact]
    public void Vaults_are_opened_for_those_alone_who_named_one()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("""
            Set-CometApiKey 'sk-0123456789abcdef' -Persist
            Get-CometApiKey
            Get-CometApiKey https://api.cometapi.com
            Remove-CometApiKey
            Set-CometApiKey 'sk-0123456789abcdef' -Vault Safe -WhatIf
            """);
        Assert.Empty(_session.Errors);
        Assert.Null(Assert.Single(_session.Run("$FakeVaultLoads")));

        using ModuleSession later = new();
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef' -Vault Safe");
        PSObject listed = Assert.Single(later.Run("Get-CometApiKey"));
        Assert.Equal("Vault", listed.Properties["Source"].Value);
        Assert.Null(listed.Properties["LastFour"].Value);
        Assert.Contains("Safe", (string)listed.Properties["Location"].Value);
        Assert.Null(Assert.Single(later.Run("$FakeVaultLoads")));
    }

    [Theory]
    [InlineData("Set-CometApiKey 'sk-0123456789abcdef' -Vault Locked", "The vault is locked.",
        ErrorCategory.OperationStopped)]
    [InlineData("Set-CometApiKey -Vault Locked", "The vault is locked.", ErrorCategory.OperationStopped)]
    [InlineData("Set-CometApiKey -Vault Safe", "was not found", ErrorCategory.ObjectNotFound)]
    [InlineData("Set-CometApiKey -Vault Numbers", "neither text nor", ErrorCategory.InvalidData)]
    public void What_a_vault_refuses_is_told_in_its_own_words_and_nothing_is_remembered(
        string command, string words, ErrorCategory category)
    {
        _session.Run(command);
        Assert.Equal("VaultFailed", _session.ErrorId);
        Assert.Contains(words, _session.Errors[0].ToString());
        Assert.Equal(category, _session.Errors[0].CategoryInfo.Category);
        Assert.False(File.Exists(_environment.StorePath));
    }

    [SkippableFact]
    public void Removing_forgets_the_place_and_leaves_the_secret()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef' -Vault Safe; Remove-CometApiKey");
        Assert.Contains("stays there", Assert.Single(_session.Warnings));
        Assert.Empty(_session.Run("Get-CometApiKey"));
        Assert.Single(_session.Run("$FakeSecrets.Keys"));
    }

    private string? Last(string baseUri) =>
        _session.Run($"(Get-CometApiKey {baseUri}).LastFour").SingleOrDefault()?.ToString();
}
