namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>Sends the right answer's body again and again until the client leaves.</summary>
public sealed class EndlessFault : Fault
{
    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        CapturedAnswer whole = await CapturedAnswer.FromAsync(context, answer);
        try
        {
            while (!whole.Body.IsEmpty)
            {
                await context.Response.Body.WriteAsync(whole.Body, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left, as expected.
        }
    }
}
