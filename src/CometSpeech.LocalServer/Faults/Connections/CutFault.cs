using System.Globalization;
using System.Text;

namespace CometSpeech.LocalServer.Faults.Connections;

/// <summary>Sends the beginning of the right answer and closes the connection in good order.</summary>
/// <param name="afterBytes">How much of the body arrives.</param>
/// <param name="framing">What the headers say about the body's end.</param>
public sealed class CutFault(int afterBytes, BodyFraming framing) : Fault
{
    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        CapturedAnswer whole = await CapturedAnswer.FromAsync(context, answer);
        ReadOnlyMemory<byte> part = whole.Body[..Math.Min(afterBytes, whole.Body.Length)];
        await RawConnection.SendAsync(context, whole.Head(framing));
        if (framing == BodyFraming.Chunked && !part.IsEmpty)
        {
            // One whole chunk; the last chunk, which says that this was all, never comes.
            string size = part.Length.ToString("x", CultureInfo.InvariantCulture);
            part = (byte[])[.. Encoding.ASCII.GetBytes(size + "\r\n"), .. part.Span, .. "\r\n"u8];
        }

        await RawConnection.SendAsync(context, part);
        await RawConnection.CloseAsync(context);
    }
}
