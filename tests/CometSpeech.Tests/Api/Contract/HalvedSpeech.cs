using CometSpeech.LocalServer.Faults;

namespace CometSpeech.Tests.Api.Contract;

/// <summary>Streams speech in two halves, and the second one only when it is let go.</summary>
internal sealed class HalvedSpeech(byte[] speech) : Fault
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the second half go.</summary>
    public void Release() => _released.TrySetResult();

    /// <inheritdoc/>
    public override async Task ApplyAsync(
        Microsoft.AspNetCore.Http.HttpContext context, Microsoft.AspNetCore.Http.RequestDelegate answer)
    {
        int half = speech.Length / 2;
        context.Response.ContentType = "audio/wav";
        await context.Response.Body.WriteAsync(speech.AsMemory(0, half), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await _released.Task.WaitAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(speech.AsMemory(half), context.RequestAborted);
    }
}
