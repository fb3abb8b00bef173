namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>Holds requests until they are released, so that a test decides the order of the answers.</summary>
/// <param name="then">What goes wrong with them after that; null for the right answer.</param>
public sealed class HoldFault(Fault? then = null) : Fault
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets all requests go on, those to come as well.</summary>
    public void Release() => _released.TrySetResult();

    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        try
        {
            await _released.Task.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await (then?.ApplyAsync(context, answer) ?? answer(context));
    }
}
