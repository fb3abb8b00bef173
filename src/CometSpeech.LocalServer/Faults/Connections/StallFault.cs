namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>
/// Sends the beginning of the right answer, then nothing more, and keeps the connection open until the client leaves.
/// </summary>
/// <param name="afterBytes">How much of the body arrives; the headers always do.</param>
public sealed class StallFault(int afterBytes) : Fault
{
    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        CapturedAnswer whole = await CapturedAnswer.FromAsync(context, answer);
        try
        {
            await context.Response.StartAsync(context.RequestAborted);
            await context.Response.Body.WriteAsync(
                whole.Body[..Math.Min(afterBytes, whole.Body.Length)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client left, as expected.
        }
    }
}
