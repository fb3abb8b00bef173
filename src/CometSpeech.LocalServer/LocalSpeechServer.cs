using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using CometSpeech.LocalServer.Endpoints;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CometSpeech.LocalServer;

/// <summary>
/// The speech endpoint on 127.0.0.1, over real HTTP: started from the command line, and inside tests.
/// </summary>
public sealed class LocalSpeechServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private readonly RequestRecorder _recorder;

    private LocalSpeechServer(LocalServerOptions options)
    {
        Engine = EngineCatalog.Resolve(options.Engine);
        Faults = options.Faults;
        _recorder = new RequestRecorder(options.Log);
        _application = Build(options);
    }

    /// <summary>The engine that answers; never <see cref="EngineKind.Auto"/>.</summary>
    public EngineKind Engine { get; }

    /// <summary>The address to give to a client, such as <c>http://127.0.0.1:8880/v1</c>.</summary>
    public Uri BaseUri { get; private set; } = null!;

    /// <summary>What goes wrong with requests from now on; see <see cref="LocalServerOptions.Faults"/>.</summary>
    public Func<ReceivedRequest, Fault?>? Faults { get; set; }

    /// <summary>All requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _recorder.Requests;

    /// <summary>The most requests that were in progress at one time.</summary>
    public int MaxConcurrency => _recorder.MaxConcurrency;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">The engine does not work here.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LocalSpeechServer> StartAsync(LocalServerOptions? options = null)
    {
        LocalSpeechServer server = new(options ?? new LocalServerOptions());
        await server._application.StartAsync();
        string address = server._application.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        server.BaseUri = new Uri(address + "/v1");
        return server;
    }

    /// <summary>Forgets the requests and the concurrency seen so far.</summary>
    public void ClearRequests() => _recorder.Clear();

    /// <summary>Ends the server; connections that are still open are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        // Long enough for answers that are being written, and no test waits long for those that a fault holds back.
        using CancellationTokenSource atOnce = new(TimeSpan.FromMilliseconds(200));
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private WebApplication Build(LocalServerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();

        string[] voices = [.. FliteVoice.DocumentedVoices, .. options.AdditionalVoices];
        SpeechEndpoint speech = new(
            EngineCatalog.Create(Engine, options.ToneTimePerCharacter),
            new SpeechRequestReader(options.Models, voices),
            options.Latency,
            options.TimePerCharacter);
        ModelsEndpoint models = new(options.Models);
        CatalogEndpoint catalog = new(options.Models);
        VoicesEndpoint voiceList = new(options.Voices, voices, options.Models);
        KeyCheck keyCheck = new(options.Key);

        WebApplication application = builder.Build();
        application.Use(next => context => IdentifyAsync(context, next));
        application.Use(next => context => _recorder.InvokeAsync(context, next));
        application.Use(next => context => ApplyFaultAsync(context, next));
        application.Use(next => context => AnswerErrorsAsync(context, next));
        application.UseRouting();
        application.Use(next => context => keyCheck.InvokeAsync(context, next));
        application.MapPost("/v1/audio/speech", speech.HandleAsync);
        application.MapGet("/v1/audio/voices", voiceList.HandleAsync);
        application.MapGet("/v1/models", models.HandleAsync);
        application.MapGet(CatalogEndpoint.Path, catalog.HandleAsync);
        return application;
    }

    private static Task IdentifyAsync(HttpContext context, RequestDelegate next)
    {
        context.TraceIdentifier = NewRequestId();
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
        return next(context);
    }

    private Task ApplyFaultAsync(HttpContext context, RequestDelegate next) =>
        Faults?.Invoke(RequestRecorder.Current(context)) is { } fault ? fault.ApplyAsync(context, next) : next(context);

    private static async Task AnswerErrorsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= StatusCodes.Status400BadRequest)
            {
                // Routing sets the status (and Allow) and no body.
                await new ApiError(
                    context.Response.StatusCode,
                    $"Invalid URL ({context.Request.Method} {context.Request.Path})",
                    "invalid_request").WriteAsync(context);
            }
        }
        catch (ApiErrorException exception)
        {
            await exception.Error.WriteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; nobody reads an answer.
        }
    }

    private static string NewRequestId() =>
        DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(8, lowercase: true);
}
