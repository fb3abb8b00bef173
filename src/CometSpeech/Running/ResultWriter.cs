using System.Globalization;
using System.Management.Automation;
using CometSpeech.Commands;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Running;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Errors;
using CometSpeech.Keys;
using CometSpeech.Output;
using CometSpeech.Output.Files;

namespace CometSpeech.Running;

/// <summary>
/// Asks before a target is paid for, starts it, and writes results, errors, messages and progress on the pipeline
/// thread, in the order of the input. Dispose it however the pipeline ends: nothing runs afterwards.
/// </summary>
/// <param name="command">The cmdlet.</param>
/// <param name="address">Where the requests go.</param>
/// <param name="cachePath">The full path of the folder in which parts stay; null for none.</param>
/// <param name="stop">Ends everything at once.</param>
internal sealed class ResultWriter(
    ConvertToSpeechCommand command, ServiceAddress address, string? cachePath, CancellationToken stop) : IDisposable
{
    // How long progress and messages may be late.
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    private readonly TargetApproval _approval = new(command);
    private readonly RunMessages _messages = new();
    private readonly OutputFolders _folders = new();
    private readonly ProgressBars _progress = ProgressBars.Of(command);
    private readonly bool _asksTerminal = CursorQuery.IsAskedBy(command.Host);
    private readonly GivenUpTargets _givenUp = new();
    private readonly Queue<(Task<TargetResult> Result, PlaybackSink? Sound)> _pending = new();

    // Of -Stream: all records are one target then.
    private readonly ByteArraySink? _sink = command.Stream ? new ByteArraySink() : null;

    // Enough that short files keep all requests busy, few enough that a hundred thousand files are not held at once.
    private readonly int _maxPending = Math.Max(8, 2 * command.ThrottleLimit);
    private CometApiClient? _client;
    private RunLoop? _run;
    private TargetPlayback? _playback;
    private StopNotice? _stopNotice;
    private bool _hasWrittenBytes;

    /// <summary>
    /// Starts a target if that is approved, and hands out what is finished meanwhile. Waits when too many are under
    /// way.
    /// </summary>
    /// <param name="plan">The target.</param>
    /// <param name="isLast">Whether no other comes after it.</param>
    public void Start(TargetPlan plan, bool isLast)
    {
        if (!_approval.Ask(plan))
        {
            return;
        }

        RunLoop run = Open();
        if (plan.Target.OutFile is { } path && _folders.Prepare(path) is { } error)
        {
            // Nothing can be put into the only folder.
            if (command.OutDirectory is not null)
            {
                command.ThrowTerminatingError(error);
            }

            command.WriteError(error);
            return;
        }

        PlaybackSink? sound = _playback?.CreateSink();
        _pending.Enqueue((run.Add(_playback?.Adapt(plan) ?? plan, (ISoundSink?)sound ?? _sink), sound));
        if (isLast)
        {
            run.CompleteAdding();
        }

        WriteFinished(until: _maxPending);
    }

    /// <summary>Hands out what is finished by now.</summary>
    public void WriteFinished() => WriteFinished(until: int.MaxValue);

    /// <summary>Waits for all targets, and takes the progress bars away.</summary>
    public void Complete()
    {
        _run?.CompleteAdding();
        WriteFinished(until: 0);
        _progress.Complete();
        foreach (ErrorRecord error in _givenUp.TakeErrors())
        {
            command.WriteError(error);
        }
    }

    /// <summary>Ends a drawing that waits for the terminal when the command is stopped; from another thread.</summary>
    public void EndDrawing()
    {
        if (_asksTerminal)
        {
            CursorQuery.Repeat(() => _progress.IsDrawing, Console.Out.Write);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _playback?.Dispose();
        _run?.Dispose();
        _client?.Dispose();
        if (stop.IsCancellationRequested && _run is { } run)
        {
            _stopNotice!.Write(run.Stopped);
        }
    }

    // Only now, so that -WhatIf needs no key, and a vault is opened for nothing but a request.
    private RunLoop Open()
    {
        if (_run is { } open)
        {
            return open;
        }

        ApiKey? key = ApiKeyProvider.Resolve(command, address, command.ApiKey)?.Key;
        command.WriteVerbose($"The service is {address}; {(key is null ? "no key is sent" : "a key is sent")}.");
        _playback = command.Play ? new TargetPlayback(command, address, _messages, stop) : null;
        var options = new CometApiClientOptions
        {
            ThrottleLimit = command.ThrottleLimit,
            MaximumRetryCount = command.MaximumRetryCount,
            InactivityTimeout = TimeSpan.FromSeconds(command.TimeoutSec),
        };
        _client = new CometApiClient(address, key, options, _messages.Verbose, _messages.Warning);
        var limits = new RunOptions
        {
            ThrottleLimit = command.ThrottleLimit,
            CharacterLimit = _approval.CharacterLimit,
            CachePath = cachePath,
            CacheLimit = command.CacheLimit,
        };
        _stopNotice = StopNotice.For(command);
        _run = new RunLoop(_client.CreateSpeechAsync, limits, _messages, stop);
        return _run;
    }

    private void WriteFinished(int until)
    {
        while (_pending.Count > 0)
        {
            _messages.WriteTo(command);
            _sink?.TakeAll(WriteBytes);
            (Task<TargetResult> first, PlaybackSink? sound) = _pending.Peek();
            if (!first.IsCompleted)
            {
                if (_pending.Count <= until)
                {
                    return;
                }

                Wait(first, sound);
                continue;
            }

            _pending.Dequeue();
            _messages.WriteTo(command);
            Write(first, sound);
        }
    }

    private void Wait(Task task, PlaybackSink? sound)
    {
        // A failure is looked at when its turn has come. Sound that arrives is written at once.
        while (!task.IsCompleted)
        {
            Task[] awaited = _sink is null ? [task] : [task, _sink.Arrival];
            Task.WaitAny(awaited, s_poll);
            _sink?.TakeAll(WriteBytes);
            _messages.WriteTo(command);
            _progress.Update(_run!.Progress, _client!.Wait, sound?.Heard);
        }
    }

    private void Write(Task<TargetResult> finished, PlaybackSink? sound)
    {
        try
        {
            Write(finished.GetAwaiter().GetResult());
        }
        catch (TargetFailedException e) when (sound is not null)
        {
            HandleFailure(e, sound);
        }
        catch (TargetFailedException e)
        {
            WriteError(e);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void HandleFailure(TargetFailedException failed, PlaybackSink sound)
    {
        if (failed.InnerException is SoundSinkException)
        {
            // There is no loudspeaker any more: nothing else is worth paying for.
            command.ThrowTerminatingError(RunErrors.TargetFailed(failed, command.DefaultModel));
        }

        if (!sound.HasBegun && _playback!.FindOther(failed) is { } other)
        {
            command.WriteVerbose(
                $"'{other.Target.Name}': the service knows no {AudioFormats.GetName(failed.Plan.Target.Format)}; "
                    + $"it is asked for {AudioFormats.GetName(other.Target.Format)}.");
            Task<TargetResult> again = _run!.Add(other, sound);
            Wait(again, sound);
            Write(again, sound);
            return;
        }

        // What came before it is still heard, and then what comes after it.
        Task end = sound.EndAsync(stop);
        Wait(end, sound);
        _messages.WriteTo(command);
        WriteError(failed);
        if (end.IsCanceled)
        {
            throw new PipelineStoppedException();
        }
    }

    private void WriteError(TargetFailedException failed)
    {
        if (!_givenUp.TryAdd(failed))
        {
            command.WriteError(RunErrors.TargetFailed(failed, command.DefaultModel));
        }
    }

    // One array, not its bytes one by one: from 7.4 on a native command gets them as they are.
    private void WriteBytes(byte[] bytes)
    {
        PSObject output = SpeechBytes.Create(bytes, isContinued: _hasWrittenBytes);
        _hasWrittenBytes = true;
        try
        {
            command.WriteObject(output, enumerateCollection: false);
        }
        catch (IOException e)
        {
            // A native program that reads them has ended, as a player that is closed.
            command.ThrowTerminatingError(RunErrors.ReaderEnded(e));
        }
    }

    // As the table of -PassThru shows it.
    private static string Describe(TimeSpan duration) =>
        string.Format(CultureInfo.InvariantCulture, "{0:00}:{1:mm\\:ss\\.ff}", (int)duration.TotalHours, duration);

    private void Write(TargetResult result)
    {
        Target target = result.Plan.Target;
        command.WriteVerbose(
            $"'{target.Name}': {Describe(result.Audio.Duration)} of {AudioFormats.GetName(result.Audio.Format)} "
                + $"from {Counted.Of(result.Plan.Chunks.Count, "chunk", "chunks")}; "
                + $"{Counted.Of(result.Requests, "request", "requests")}, "
                + $"{Counted.Of(result.Retries, "retry", "retries")}, "
                + $"{Counted.Of(result.ReusedParts, "part", "parts")} reused.");
        if (result.Content is { } content)
        {
            WriteBytes(content);
        }
        else if (command.PassThru && target.OutFile is not null)
        {
            command.WriteObject(PassThruFile.Create(result));
        }
    }
}
