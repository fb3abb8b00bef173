namespace CometSpeech.LocalServer.Faults;

/// <summary>Answers in one format whatever was asked for, as some servers do.</summary>
/// <param name="format">The format of the audio, one of <see cref="Protocol.ResponseFormats.Names"/>.</param>
/// <param name="contentType">The Content-Type to claim; null claims that of the audio.</param>
public sealed class WrongFormatFault(string format, string? contentType = null) : Fault
{
    /// <inheritdoc/>
    public override Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        context.Features.Set(new ForcedFormat(format));
        if (contentType is not null)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.ContentType = contentType;
                return Task.CompletedTask;
            });
        }

        return answer(context);
    }
}
