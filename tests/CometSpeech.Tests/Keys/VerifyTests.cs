using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Keys;

[Collection(ProcessEnvironment.Collection)]
public sealed class VerifyTests : IAsyncLifetime, IDisposable
{
    private const string Key = "mArKeD0123456789good";

    private readonly ProcessEnvironment _environment = new();
    private readonly ModuleSession _session = new();
    private LocalSpeechServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalSpeechServer.StartAsync(new LocalServerOptions { Key = Key, Engine = EngineKind.Tone });
        _session.SetVariable("baseUri", _server.BaseUri);
        _session.SetVariable("key", Key);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _session.Dispose();
        _environment.Dispose();
    }

    [SkippableFact]
    public void A_key_that_the_service_takes_is_kept_after_one_request_that_costs_nothing()
    {
        ProcessEnvironment.RequireUserStore();
        _session.Run("Set-CometApiKey $key -BaseUri $baseUri -Persist -Verify");
        Assert.Empty(_session.Errors);
        Assert.Equal("good", Assert.Single(_session.Run("(Get-CometApiKey).LastFour")).ToString());
        ReceivedRequest request = Assert.Single(_server.Requests);
        Assert.Equal("GET /v1/models", $"{request.Method} {request.Path}");
        Assert.Equal("Bearer " + Key, request.Authorization);
    }

    [Fact]
    public void A_key_that_the_service_refuses_is_not_kept_and_stands_in_no_message()
    {
        _session.SetVariable("key", "mArKeD0123456789wrong");
        _session.Run("Set-CometApiKey $key -BaseUri $baseUri -Persist -Verify -Verbose");
        Assert.Equal("AuthenticationFailed", _session.ErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, _session.Errors[0].CategoryInfo.Category);
        Assert.Empty(_session.Run("Get-CometApiKey"));
        Assert.Single(_server.Requests);
        Assert.DoesNotContain("mArKeD", _session.EverythingSeen);
    }

    [Fact]
    public void A_broken_connection_is_tried_again_and_Verbose_says_so()
    {
        _server.Faults = Fault.InTurn(new ResetFault());

        _session.Run("Set-CometApiKey $key -BaseUri $baseUri -Verify -Verbose");

        Assert.Empty(_session.Errors);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Contains(
            _session.Verbose, line => line.StartsWith("Attempt 1 failed (ConnectionFailed)", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_asks_nobody()
    {
        _session.Run("Set-CometApiKey $key -BaseUri $baseUri -Verify -WhatIf");
        Assert.Empty(_server.Requests);
    }
}
