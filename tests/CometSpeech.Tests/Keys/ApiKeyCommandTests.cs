using System.Management.Automation;
using System.Text;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Keys;

[Collection(ProcessEnvironment.Collection)]
public sealed class ApiKeyCommandTests : IDisposable
{
    private readonly ProcessEnvironment _environment = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _environment.Dispose();
    }

    [Theory]
    [InlineData("Set-CometApiKey $key")]
    [InlineData("Set-CometApiKey -ApiKey $key")]
    [InlineData("$key | Set-CometApiKey")]
    [InlineData("Set-CometApiKey ([pscredential]::new('any', "
        + "(& { $s = [securestring]::new(); $key.ToCharArray() | ForEach-Object { $s.AppendChar($_) }; $s })))")]
    [InlineData("[pscustomobject]@{ ApiKey = $key; BaseUri = 'https://api.cometapi.com' } | Set-CometApiKey")]
    public void A_key_is_set_in_each_of_the_usual_ways(string command)
    {
        _session.SetVariable("key", " sk-0123456789abcdef\r\n");
        _session.Run(command);
        Assert.Empty(_session.Errors);
        Assert.Equal("https://api.cometapi.com/ Session cdef True", Get());
        Assert.False(File.Exists(_environment.StorePath));
    }

    [Fact]
    public void Two_sessions_hold_two_keys()
    {
        using ModuleSession other = new();
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef'");
        Assert.Empty(other.Run("Get-CometApiKey"));
        other.Run("Set-CometApiKey 'sk-0123456789ABCDEF'");

        Assert.Equal("https://api.cometapi.com/ Session cdef True", Get());
        Assert.Equal("CDEF", Assert.Single(other.Run("(Get-CometApiKey).LastFour")).ToString());
    }

    [Theory]
    [InlineData("http://[::1]:8880/v1", "http://[::1]:8880/")]
    [InlineData("https://[2001:DB8::1]", "https://[2001:db8::1]/")]
    public void An_address_may_be_a_bare_IPv6_one(string baseUri, string shown)
    {
        _session.Run($"Set-CometApiKey 'sk-0123456789abcdef' -BaseUri '{baseUri}'");

        Assert.Equal([shown + " Session cdef True"], Describe(_session.Run($"Get-CometApiKey -BaseUri '{baseUri}'")));
        _session.Run($"Remove-CometApiKey -BaseUri '{baseUri}' -Confirm:$false");
        Assert.Empty(_session.Run("Get-CometApiKey"));
        Assert.Empty(_session.Errors);
    }

    [SkippableFact]
    public void Keys_of_two_addresses_outlive_the_session_side_by_side()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef' -Persist");
        _session.Run("Set-CometApiKey 'sk-0123456789ABCDEF' -BaseUri https://nas:8880/v1 -Persist");
        Assert.Empty(_session.Errors);

        using ModuleSession later = new();
        Assert.Equal(
            ["https://api.cometapi.com/ UserStore cdef True", "https://nas:8880/ UserStore CDEF True"],
            Describe(later.Run("Get-CometApiKey")));
        Assert.Empty(later.Run("Get-CometApiKey https://elsewhere/v1; Get-CometApiKey http://nas:8880/v1"));
        Assert.Equal(
            "CDEF", Assert.Single(later.Run("(Get-CometApiKey -BaseUri https://nas:8880).LastFour")).ToString());
    }

    [SkippableFact]
    public void What_is_listed_tells_which_key_is_used()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789stored' -Persist");
        _environment.Set("COMETAPI_KEY", "sk-0123456789environment");
        _session.Run("Set-CometApiKey 'sk-0123456789session'");
        Assert.Equal(
            "https://api.cometapi.com/ Session sion True, https://api.cometapi.com/ Environment ment False, "
            + "https://api.cometapi.com/ UserStore ored False",
            Get());
    }

    [SkippableFact]
    public void Storing_a_key_takes_the_sessions_old_one_out_of_the_way_and_tells_of_the_environments()
    {
        ProcessEnvironment.RequireUserStore();
        _environment.Set("COMETAPI_KEY", "sk-0123456789environment");
        _session.Run("Set-CometApiKey 'sk-0123456789session'; Set-CometApiKey 'sk-0123456789stored' -Persist");
        Assert.Contains("COMETAPI_KEY", Assert.Single(_session.Warnings));
        Assert.Equal(
            "https://api.cometapi.com/ Environment ment True, https://api.cometapi.com/ UserStore ored False", Get());
    }

    [Fact]
    public void A_key_for_CometAPI_warns_when_the_environment_names_another_address()
    {
        _environment.Set("COMETAPI_BASE_URL", "https://proxy.example.org/v1");
        _session.Run("Set-CometApiKey 'sk-0123456789abcdef'");
        Assert.Contains("-BaseUri https://proxy.example.org/v1", Assert.Single(_session.Warnings));
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        _session.Run("""
            Set-CometApiKey 'sk-0123456789abcdef' -WhatIf
            Set-CometApiKey 'sk-0123456789abcdef' -Persist -WhatIf
            Set-CometApiKey 'sk-0123456789abcdef' -Vault Safe -WhatIf
            """);
        Assert.Empty(_session.Errors);
        Assert.Empty(_session.Run("Get-CometApiKey"));
        Assert.False(File.Exists(_environment.StorePath));

        _session.Run("Set-CometApiKey 'sk-0123456789abcdef'; Remove-CometApiKey -WhatIf");
        Assert.Single(_session.Run("Get-CometApiKey"));
    }

    [Fact]
    public void Removing_undoes_setting()
    {
        _session.Run("""
            Set-CometApiKey 'sk-0123456789abcdef' -Persist
            Set-CometApiKey 'sk-0123456789abcdef'
            Set-CometApiKey 'sk-0123456789ABCDEF' -BaseUri https://nas:8880
            """);
        _session.Run("Remove-CometApiKey");
        Assert.Empty(_session.Errors);
        Assert.Equal("https://nas:8880/ Session CDEF True", Get());

        _session.Run("Remove-CometApiKey");
        Assert.Equal("ApiKeyNotFound", _session.ErrorId);
    }

    [SkippableFact]
    public void What_is_listed_can_be_piped_into_removal_one_source_at_a_time()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789stored' -Persist; Set-CometApiKey 'sk-0123456789session'");
        _session.Run("Get-CometApiKey | Where-Object Source -eq Session | Remove-CometApiKey");
        Assert.Equal("https://api.cometapi.com/ UserStore ored True", Get());

        _environment.Set("COMETAPI_KEY", "sk-0123456789environment");
        _session.Run("Get-CometApiKey | Remove-CometApiKey");
        Assert.Empty(_session.Errors);
        Assert.Contains("COMETAPI_KEY", Assert.Single(_session.Warnings));
        Assert.Equal("https://api.cometapi.com/ Environment ment True", Get());
    }

    [Theory]
    [InlineData("Set-CometApiKey ' '", "InvalidApiKey", ErrorCategory.InvalidArgument)]
    [InlineData("Set-CometApiKey \"a`nb\"", "InvalidApiKey", ErrorCategory.InvalidArgument)]
    [InlineData("Set-CometApiKey key -BaseUri nowhere", "InvalidBaseUri", ErrorCategory.InvalidArgument)]
    [InlineData("Set-CometApiKey key -BaseUri http://nas:8880/v1", "UnencryptedConnection",
        ErrorCategory.SecurityError)]
    [InlineData("Set-CometApiKey key -Vault Safe", "SecretManagementMissing", ErrorCategory.NotInstalled)]
    [InlineData("$env:COMETAPI_KEY = 'a b'; Get-CometApiKey", "InvalidApiKey", ErrorCategory.InvalidArgument)]
    [InlineData("$env:COMETAPI_KEY = 'key'; $env:COMETAPI_BASE_URL = 'nowhere'; Get-CometApiKey", "InvalidBaseUri",
        ErrorCategory.InvalidArgument)]
    public void What_cannot_work_is_an_error_of_its_own(string command, string id, ErrorCategory category)
    {
        _session.Run(command);
        Assert.Equal(id, _session.ErrorId);
        Assert.Equal(category, _session.Errors[0].CategoryInfo.Category);
        Assert.NotEmpty(_session.Errors[0].ErrorDetails.RecommendedAction);
    }

    [SkippableFact]
    public void A_damaged_store_hides_no_other_key_and_says_how_it_is_mended()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey 'sk-0123456789stored' -Persist; Set-CometApiKey 'sk-0123456789session'");
        File.WriteAllText(_environment.StorePath, "{");
        Assert.Equal("sion", Assert.Single(_session.Run("(Get-CometApiKey).LastFour")).ToString());
        Assert.Equal("KeyStoreDamaged", _session.ErrorId);
        Assert.Contains("Set-CometApiKey", _session.Errors[0].ToString());
    }

    [SkippableFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_store_that_others_can_read_is_refused()
    {
        ProcessEnvironment.RequireUserStore();
        Skip.If(OperatingSystem.IsWindows(), "Windows has access lists in place of file modes.");
        _session.Run("Set-CometApiKey 'sk-0123456789stored' -Persist");
        File.SetUnixFileMode(_environment.StorePath, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        _session.Run("Get-CometApiKey");
        Assert.Equal("KeyStoreUnprotected", _session.ErrorId);
        Assert.Contains("chmod 600", _session.Errors[0].ToString());

        _session.Run("Remove-CometApiKey");

        Assert.Empty(_session.Errors);
        Assert.Contains("revoke the key", Assert.Single(_session.Warnings), StringComparison.Ordinal);
        Assert.False(File.Exists(_environment.StorePath));
    }

    [Fact]
    public void No_stream_and_no_error_ever_shows_a_key()
    {
        const string Marker = "mArKeD0123456789end";
        FakeVault.Install(_environment.ModuleFolder);
        _session.SetVariable("key", Marker);
        _session.SetVariable("DebugPreference", "Continue");
        _session.SetVariable("VerbosePreference", "Continue");
        string[] commands =
        [
            "Set-CometApiKey $key -PassThru",
            "Set-CometApiKey $key -Persist -PassThru",
            "$key | Set-CometApiKey -BaseUri https://nas:8880 -Confirm:$false",
            "Set-CometApiKey $key -WhatIf",
            "Set-CometApiKey $key -Vault Safe -PassThru",
            "Set-CometApiKey $key -Vault Echo",
            "Set-CometApiKey $key -BaseUri http://nas:8880",
            "Set-CometApiKey \"$key`n$key\"",
            "Set-CometApiKey \"Bearer $key\"",
            "Set-CometApiKey \"COMETAPI_KEY=$key\"",
            "Set-CometApiKey \"'$key'\"",
            "Set-CometApiKey @($key, 1)",
            "$env:COMETAPI_KEY = \"$key $key\"; Get-CometApiKey",
            "Get-CometApiKey https://api.cometapi.com",
            "Set-CometApiKey $key -Persist",
            "$env:COMETAPI_KEY = $key; $env:COMETAPI_BASE_URL = 'nowhere'; Get-CometApiKey; Remove-CometApiKey",
            "$env:COMETAPI_BASE_URL = ''; Get-CometApiKey; Get-CometApiKey https://nas:8880",
            "Remove-CometApiKey; Remove-CometApiKey",
        ];
        foreach (string command in commands)
        {
            _session.Run(command);
        }

        string seen = _session.EverythingSeen;
        Assert.Contains("UnencryptedConnection", seen);
        Assert.Contains("VaultFailed", seen);
        Assert.DoesNotContain(Marker, seen);
        Assert.DoesNotContain(
            Convert.ToHexString(Encoding.Unicode.GetBytes(Marker)), seen, StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Describe(IEnumerable<PSObject> keys) => keys.Select(key =>
        string.Join(' ', new[] { "BaseUri", "Source", "LastFour", "InUse" }.Select(name => key.Properties[name].Value)))
        .ToList();

    private string Get() => string.Join(", ", Describe(_session.Run("Get-CometApiKey")));
}
