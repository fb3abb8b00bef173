namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>Sends the right answer slowly: a time limit on silence must not end it, one on the whole would.</summary>
/// <param name="bytesPerWrite">Bytes sent at a time, 1 or more.</param>
/// <param name="pause">The wait before each of them.</param>
public sealed class DripFault(int bytesPerWrite, TimeSpan pause) : Fault
{
    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        CapturedAnswer whole = await CapturedAnswer.FromAsync(context, answer);
        try
        {
            await context.Response.StartAsync(context.RequestAborted);
            for (int sent = 0; sent < whole.Body.Length; sent += bytesPerWrite)
            {
                await Task.Delay(pause, context.RequestAborted);
                int count = Math.Min(bytesPerWrite, whole.Body.Length - sent);
                await context.Response.Body.WriteAsync(whole.Body.Slice(sent, count), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left.
        }
    }
}
