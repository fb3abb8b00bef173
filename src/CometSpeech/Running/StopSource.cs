namespace CometSpeech.Running;

/// <summary>The token of a cmdlet that stops everything it began.</summary>
internal sealed class StopSource : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Is cancelled when the command is stopped.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Stops; called from any thread, also after the end.</summary>
    public void Stop()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C came when all was over.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
