namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>Waits before the right answer's first header.</summary>
/// <param name="delay">How long.</param>
public sealed class DelayFault(TimeSpan delay) : Fault
{
    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        try
        {
            await Task.Delay(delay, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await answer(context);
    }
}
