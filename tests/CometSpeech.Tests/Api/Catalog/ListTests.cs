using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Catalog;

/// <summary>
/// Tests of lists: a session with a server's address in <c>$server</c>, and in <c>$key</c> a key that nothing shows.
/// </summary>
public abstract class ListTests : IAsyncLifetime
{
    protected const string Key = "sk-mArKeD0123456789end";

    private protected TestScene Scene { get; private set; } = null!;

    private protected ModuleSession Session => Scene.Session;

    public async Task InitializeAsync()
    {
        Scene = await TestScene.StartAsync();
        Session.SetVariable("server", Scene.Server.BaseUri);
        Session.SetVariable("key", Key);
    }

    public async Task DisposeAsync() => await Scene.DisposeAsync();

    /// <summary>Nothing that the session has shown holds the key, or what a terminal obeys.</summary>
    protected void AssertHarmless()
    {
        Assert.DoesNotContain("mArKeD", Session.EverythingSeen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', Session.EverythingSeen);
    }
}
