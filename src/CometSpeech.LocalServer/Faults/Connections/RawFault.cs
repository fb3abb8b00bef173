namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>
/// Sends any bytes in place of an answer, which need be no HTTP at all, and closes the connection in good order.
/// </summary>
/// <param name="bytes">Status line, headers and body.</param>
public sealed class RawFault(string bytes) : Fault
{
    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        // Latin-1, so that every byte can be written.
        await RawConnection.SendAsync(context, System.Text.Encoding.Latin1.GetBytes(bytes));
        await RawConnection.CloseAsync(context);
    }
}
