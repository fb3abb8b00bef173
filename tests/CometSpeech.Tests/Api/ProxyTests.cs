using System.Net;
using System.Reflection;
using System.Runtime.Loader;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// A proxy would read what goes to a server on this machine over plain http: requests to loopback go around it.
/// </summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class ProxyTests
{
    [Fact]
    public async Task A_request_to_loopback_goes_around_the_proxy()
    {
        await using LocalSpeechServer server =
            await LocalSpeechServer.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone });
        IWebProxy before = HttpClient.DefaultProxy;
        // What HTTP_PROXY sets when a process starts. Nobody listens there.
        HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1");
        try
        {
            using HttpClient viaProxy = new();
            await Assert.ThrowsAsync<HttpRequestException>(() => viaProxy.GetAsync(server.BaseUri + "/models"));
            Assert.Empty(server.Requests);

            await AskForModelsAsync(server.BaseUri);
            Assert.Single(server.Requests);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    // In a load context of its own: connections are shared by the process, and those of other tests know no proxy.
    private static async Task AskForModelsAsync(Uri baseUri)
    {
        string folder = Path.Combine(ModuleSession.StagePath, "bin", "net8.0", "dependencies");
        AssemblyLoadContext context = new("fresh");
        context.Resolving += (_, name) =>
            Path.Combine(folder, name.Name + ".dll") is string path && File.Exists(path)
                ? context.LoadFromAssemblyPath(path)
                : null;
        Assembly core = context.LoadFromAssemblyPath(Path.Combine(folder, "CometSpeech.Core.dll"));
        Type TypeOf(string name) => core.GetType("CometSpeech.Core.Api." + name, throwOnError: true)!;
        object address = TypeOf("ServiceAddress").GetMethod("Parse")!.Invoke(null, [baseUri.ToString()])!;
        object options = Activator.CreateInstance(TypeOf("CometApiClientOptions"))!;
        Type type = TypeOf("Catalog.ServiceListClient");
        using IDisposable client = (IDisposable)Activator.CreateInstance(type, [address, null, options, null])!;
        await (Task)type.GetMethod("GetModelsAsync")!
            .Invoke(client, [CancellationToken.None])!;
    }
}
