using CometSpeech.LocalServer.Faults;
using Microsoft.AspNetCore.Http;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>A body that goes out in pieces, without a length.</summary>
internal sealed class StreamedAnswer(byte[] body, string mediaType, IReadOnlyDictionary<string, string> headers) : Fault
{
    // Odd, so that pieces end within samples and frames.
    private const int PieceLength = 7_001;

    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        context.Response.ContentType = mediaType;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.StartAsync(context.RequestAborted);
        foreach (byte[] piece in body.Chunk(PieceLength))
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
