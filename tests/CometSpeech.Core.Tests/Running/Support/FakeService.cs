using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Running.Support;

/// <summary>
/// Stands in for the client: every request waits until the test answers it. The audio of a text is its characters as
/// samples, so that order and completeness are read off the file.
/// </summary>
internal sealed class FakeService
{
    private readonly object _gate = new();
    private readonly List<Pending> _pending = [];
    private readonly List<string> _sent = [];
    private TaskCompletionSource<bool> _changed = New();

    /// <summary>How the samples lie that a text is answered with.</summary>
    public Func<string, PcmFormat> FormatOf { get; set; } = _ => PcmFormat.Default;

    /// <summary>Answers at once what is sent from now on; else requests wait for <see cref="AnswerAsync"/>.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Requests that end with this failure, by their text.</summary>
    public Func<string, Exception?> Fails { get; set; } = _ => null;

    /// <summary>How often each character is repeated: makes answers long.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Requests go on when they are cancelled, until they are answered.</summary>
    public bool IgnoresCancellation { get; set; }

    /// <summary>The most requests that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The texts that were sent, in order.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>The texts that wait for their answer.</summary>
    public IReadOnlyList<string> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _pending.Select(pending => pending.Request.Input)];
            }
        }
    }

    public static byte[] AudioOf(string text, int repeat = 1) =>
    [
        .. text.SelectMany(character =>
            Enumerable.Repeat(new[] { (byte)character, (byte)1 }, repeat).SelectMany(sample => sample)),
    ];

    /// <summary>The text that a file of such audio says.</summary>
    public static string TextOf(byte[] audio) =>
        new([.. audio.Where((_, i) => i % 2 == 0).Select(sample => (char)sample)]);

    public async Task<SpeechResponse> SendAsync(
        SpeechRequest request, Stream output, CancellationToken cancellationToken)
    {
        var pending = new Pending(request);
        lock (_gate)
        {
            _sent.Add(request.Input);
            _pending.Add(pending);
            MostAtOnce = Math.Max(MostAtOnce, _pending.Count);
            Signal();
        }

        if (!IsOpen)
        {
            using (cancellationToken.Register(() =>
            {
                if (!IgnoresCancellation)
                {
                    pending.Answered.TrySetCanceled();
                }
            }))
            {
                await pending.Answered.Task;
            }
        }

        lock (_gate)
        {
            _pending.Remove(pending);
            Signal();
        }

        if (Fails(request.Input) is { } failure)
        {
            throw failure;
        }

        byte[] audio = AudioOf(request.Input, Repeat);
        output.SetLength(0);
        output.Write(audio, 0, audio.Length);
        PcmFormat pcm = FormatOf(request.Input);
        var properties = new AudioProperties
        {
            Format = AudioFormat.Pcm,
            SampleRate = pcm.SampleRate,
            Channels = pcm.Channels,
            SampleCount = audio.Length / 2 / pcm.Channels,
            Pcm = pcm,
            Configuration = AudioConfiguration.Of(pcm),
        };
        return new SpeechResponse(properties, "id of " + request.Input, 1);
    }

    /// <summary>Answers the request for a text, after it has come.</summary>
    public async Task AnswerAsync(string text)
    {
        await UntilAsync(() => Waiting.Contains(text));
        lock (_gate)
        {
            Pending answered = _pending.First(pending => pending.Request.Input == text);
            _pending.Remove(answered);
            answered.Answered.TrySetResult(true);
        }
    }

    /// <summary>Answers all, so that a test that failed comes to its end.</summary>
    public void Open()
    {
        lock (_gate)
        {
            IsOpen = true;
            _pending.ForEach(pending => pending.Answered.TrySetResult(true));
        }
    }

    /// <summary>Waits until requests for exactly these texts wait for their answers.</summary>
    public Task UntilWaitingAsync(params string[] texts) =>
        UntilAsync(() => Waiting.OrderBy(text => text).SequenceEqual(texts.OrderBy(text => text)));

    // No time is waited for, only events; the limit is for a test that fails.
    private async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (condition())
            {
                return;
            }

            if (await Task.WhenAny(changed, Task.Delay(TimeSpan.FromMinutes(2))) != changed)
            {
                throw new TimeoutException($"Waiting: {string.Join(", ", Waiting)}. Sent: {string.Join(", ", Sent)}");
            }
        }
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        TaskCompletionSource<bool> changed = _changed;
        _changed = New();
        changed.TrySetResult(true);
    }

    private sealed class Pending(SpeechRequest request)
    {
        public SpeechRequest Request => request;

        public TaskCompletionSource<bool> Answered { get; } = New();
    }
}
