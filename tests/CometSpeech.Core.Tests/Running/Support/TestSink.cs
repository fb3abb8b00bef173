using CometSpeech.Core.Audio;
using CometSpeech.Core.Running.Streaming;

namespace CometSpeech.Core.Tests.Running.Support;

/// <summary>Keeps what it is handed, and takes as long as the test lets it.</summary>
internal sealed class TestSink : ISoundSink, IDisposable
{
    private readonly List<byte[]> _pieces = [];
    private readonly SemaphoreSlim _permits = new(0);
    private int _callsAtOnce;

    public AudioContainer? Container { get; init; }

    /// <summary>Takes everything at once; else each call waits for <see cref="Permit"/>.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>The call, from 0, that fails with this.</summary>
    public Func<int, Exception?> Fails { get; set; } = _ => null;

    public bool IsComplete { get; private set; }

    /// <summary>The most calls that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>What each call brought, in order; the last one of a finished target is what its end brought.</summary>
    public IReadOnlyList<byte[]> Pieces
    {
        get
        {
            lock (_pieces)
            {
                return [.. _pieces];
            }
        }
    }

    /// <summary>All bytes so far.</summary>
    public byte[] Bytes => [.. Pieces.SelectMany(piece => piece)];

    /// <summary>What they say, when they are of a <see cref="FakeService"/>.</summary>
    public string Text => FakeService.TextOf(Bytes);

    /// <summary>Lets one more call end.</summary>
    public void Permit() => _permits.Release();

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, AudioProperties part, CancellationToken cancellationToken) =>
        TakeAsync(bytes, cancellationToken);

    public async Task CompleteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await TakeAsync(bytes, cancellationToken);
        IsComplete = true;
    }

    /// <summary>
    /// Waits until so many calls have come; the limit is for a test that fails. The thread is given back meanwhile: it
    /// may be the one that the run's loop goes on with.
    /// </summary>
    public async Task UntilPiecesAsync(int count)
    {
        for (int i = 0; Pieces.Count < count; i++)
        {
            Assert.True(i < 12_000, $"{Pieces.Count} of {count} calls have come.");
            await Task.Delay(10);
        }
    }

    public void Dispose() => _permits.Dispose();

    private async Task TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _callsAtOnce));
        try
        {
            if (Fails(Pieces.Count) is { } failure)
            {
                throw failure;
            }

            lock (_pieces)
            {
                _pieces.Add(bytes.ToArray());
            }

            if (!IsOpen)
            {
                await _permits.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _callsAtOnce);
        }
    }
}
