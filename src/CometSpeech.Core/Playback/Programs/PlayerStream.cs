using System.ComponentModel;
using System.Diagnostics;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback.Programs;

/// <summary>
/// Plays by a program that reads samples from its standard input. The pipe to it holds 64 KiB on Linux, 1.4 seconds of
/// what the endpoint sends.
/// </summary>
internal sealed class PlayerStream : IPlaybackStream
{
    // Milliseconds; one that is killed is gone in some.
    private const int MostOfExit = 500;

    // Ctrl+C in a terminal reaches the player, too, and it may be gone before this process knows why.
    private static readonly TimeSpan s_stopNotice = TimeSpan.FromMilliseconds(200);

    // Nobody waits longer to be told why: something that the player started may hold its standard error open.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);

    private readonly PlayerProgram _program;
    private readonly PcmFormat _format;
    private readonly TimeProvider _time;
    private readonly Process _process;
    private readonly PlayerErrors _errors;
    private readonly TaskCompletionSource<bool> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PlayerStream(PlayerProgram program, string path, PcmFormat format, TimeProvider time)
    {
        _program = program;
        _errors = new PlayerErrors(program.Name);
        _format = format;
        _time = time;
        _process = new Process
        {
            // All three are pipes: then the runtime leaves the terminal as it is.
            StartInfo = new ProcessStartInfo(path, program.GetArguments(format))
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        _process.Exited += (_, _) => _exited.TrySetResult(true);
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
    }

    /// <summary>Starts the program.</summary>
    /// <exception cref="PlaybackException">The system does not start it.</exception>
    public static PlayerStream Start(PlayerProgram program, string path, PcmFormat format, TimeProvider time)
    {
        var stream = new PlayerStream(program, path, format, time);
        try
        {
            stream._process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            stream._process.Dispose();
            throw new PlaybackException($"{program.Name} does not start: {e.Message}", e);
        }

        stream._process.BeginErrorReadLine();
        stream._process.BeginOutputReadLine();
        return stream;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken)
    {
        byte[] bytes = samples.ToArray();
        Stream input = _process.StandardInput.BaseStream;
        try
        {
            await RunAsync(() =>
            {
                input.Write(bytes, 0, bytes.Length);
                input.Flush();
            }, "has taken no sound", cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await FailAsync(e, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        long unheard = AudioProperties.ToSamples(_program.UnheardEnd, _format.SampleRate);
        if (unheard > 0)
        {
            await WriteAsync(new byte[unheard * _format.BlockAlign], cancellationToken).ConfigureAwait(false);
        }

        try
        {
            Stream input = _process.StandardInput.BaseStream;
            await RunAsync(input.Dispose, "has taken no end", cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended already; how, its exit code tells.
        }

        await WaitAsync(_exited.Task, "has not ended", cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(_errors.End, _time.DelayAsync(s_lastWords, cancellationToken)).ConfigureAwait(false);
        if (_process.ExitCode != 0 || _errors.Mentions(_program.FailureText))
        {
            await FailAsync(null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Kill();
            // The next one may want the device.
            _process.WaitForExit(MostOfExit);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has just ended by itself.
        }

        _process.Dispose();
    }

    private void Kill()
    {
        if (!_process.HasExited)
        {
#if NET8_0_OR_GREATER
            // A player may be a script that starts the real one.
            _process.Kill(entireProcessTree: true);
#else
            _process.Kill();
#endif
        }
    }

    // On a thread of its own: a write to a full pipe blocks until the player reads, or is killed.
    private Task RunAsync(Action action, string stalled, CancellationToken cancellationToken) =>
        WaitAsync(Task.Run(action, CancellationToken.None), stalled, cancellationToken);

    private async Task WaitAsync(Task task, string stalled, CancellationToken cancellationToken)
    {
        using var limit = new PlaybackTimeout(PlaybackTimeout.LongestStall, _time, cancellationToken);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (limit.Token.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(task, stopped.Task).ConfigureAwait(false) == task)
            {
                await task.ConfigureAwait(false);
                return;
            }
        }

        // What is still being written ends with the process, and nobody is there to see how.
        _ = task.ContinueWith(
            left => left.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
        throw new PlaybackException($"{_program.Name} {stalled} for {PlaybackTimeout.LongestStall.TotalSeconds} s");
    }

    private async Task FailAsync(Exception? cause, CancellationToken cancellationToken)
    {
        // Its last words, and whether it was Ctrl+C.
        await Task.WhenAny(
            Task.WhenAll(_exited.Task, _errors.End, _time.DelayAsync(s_stopNotice, cancellationToken)),
            _time.DelayAsync(s_lastWords, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        string ended = _exited.Task.IsCompleted
            ? FormattableString.Invariant($"{_program.Name} ended with {_process.ExitCode}")
            : $"{_program.Name} takes no sound any more";
        string? reason = _errors.GetReason(_program.FailureText);
        throw new PlaybackException(reason is null ? ended : $"{ended}: {reason}", cause);
    }
}
