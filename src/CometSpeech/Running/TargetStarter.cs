using CometSpeech.Commands;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Planning;
using CometSpeech.Keys;
using CometSpeech.Output;

namespace CometSpeech.Running;

/// <summary>Asks before a target is paid for, and starts it. The run, and with it the key, waits for the first that is approved.</summary>
internal sealed class TargetStarter(ConvertToSpeechCommand command) : IDisposable
{
    private readonly object _stopGate = new();
    private ServiceAddress _address = ServiceAddress.Default;
    private ResultWriter? _pipeline;
    private bool _stopped;

    public ServiceAddress Address => _address;

    /// <summary>Checks the address that all requests go to.</summary>
    public void Begin() => _address = ApiKeyProvider.Guard(
        command, () => command.BaseUri is { } given ? ServiceAddress.From(given) : ServiceEnvironment.Process.GetAddress());

    /// <summary>Starts the target if that is approved and its folder can be made; an error has been written where it cannot.</summary>
    public void Start(TargetPlan plan, bool isLast)
    {
        if (Approve(plan) && CreateFolder(plan.Target))
        {
            OpenPipeline().Start(plan, isLast);
        }
    }

    /// <summary>Hands out what is finished by now.</summary>
    public void WriteFinished() => _pipeline?.WriteFinished(until: int.MaxValue);

    /// <summary>Waits for all targets.</summary>
    public void End() => _pipeline?.Complete();

    /// <summary>Ends everything at once; from any thread.</summary>
    public void Stop()
    {
        ResultWriter? pipeline;
        lock (_stopGate)
        {
            _stopped = true;
            pipeline = _pipeline;
        }

        pipeline?.Stop();
    }

    /// <inheritdoc/>
    public void Dispose() => _pipeline?.Dispose();

    private bool Approve(TargetPlan plan)
    {
        Target target = plan.Target;
        string voices = string.Join(", ", target.Segments.Select(segment => segment.Voice).Distinct());
        string models = string.Join(", ", target.Segments.Select(segment => segment.Model).Distinct());
        string description =
            $"{Counted.Of(plan.Requests.Count, "request", "requests")}, {Counted.Of(plan.PaidCharacters, "character", "characters")}, {models}, {voices} -> {target.Name}";
        return command.ShouldProcess(description, description + "?", "Send paid requests");
    }

    private bool CreateFolder(Target target)
    {
        if (target.OutFile is { } path && OutputPath.CreateFolder(path) is { } error)
        {
            command.WriteError(error);
            return false;
        }

        return true;
    }

    // Only now, so that -WhatIf needs no key, and a vault is opened for nothing but a request.
    private ResultWriter OpenPipeline()
    {
        if (_pipeline is { } open)
        {
            return open;
        }

        ApiKey? key = ApiKeyProvider.Resolve(command, _address, command.ApiKey)?.Key;
        command.WriteVerbose($"The service is {_address}; {(key is null ? "no key is sent" : "a key is sent")}.");
        var pipeline = new ResultWriter(
            command,
            _address,
            key,
            new CometApiClientOptions
            {
                ThrottleLimit = command.ThrottleLimit,
                MaximumRetryCount = command.MaximumRetryCount,
                InactivityTimeout = TimeSpan.FromSeconds(command.TimeoutSec),
            },
            command.PassThru);
        bool stopped;
        lock (_stopGate)
        {
            _pipeline = pipeline;
            stopped = _stopped;
        }

        if (stopped)
        {
            pipeline.Stop();
        }

        return pipeline;
    }
}
