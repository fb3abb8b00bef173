using System.Collections.Concurrent;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.Tests.Support;

/// <summary>Faults as tests name them.</summary>
internal static class Faults
{
    /// <summary>A wait that a test can afford; the module's own begins at a second.</summary>
    public const string ShortWait = "0.05";

    /// <summary>An error in the service's envelope that asks to come again at once.</summary>
    public static Fault Passing(int status, string code = "", string wait = ShortWait) =>
        new ErrorFault(
            new ApiError(status, "The server is busy.", code),
            new Dictionary<string, string> { ["Retry-After"] = wait });

    /// <summary>The first request for each of these texts meets its fault, all that follow are answered.</summary>
    public static LocalServerOptions FirstAttempts(IReadOnlyDictionary<string, Fault> faults)
    {
        ConcurrentDictionary<string, Fault> left = new(faults);
        return new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Faults = request => left.TryRemove(request.Input!, out Fault? fault) ? fault : null,
        };
    }

    /// <summary>Every request meets it.</summary>
    public static LocalServerOptions Always(Fault fault) =>
        new() { Engine = EngineKind.Tone, Faults = Fault.Always(fault) };
}
