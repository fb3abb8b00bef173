namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>Resets the connection (RST) instead of answering.</summary>
public sealed class ResetFault : Fault
{
    /// <inheritdoc/>
    public override Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        RawConnection.Reset(context);
        return Task.CompletedTask;
    }
}
