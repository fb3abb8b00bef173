using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>What is sent after a refusal that others would meet too: the loop without HTTP.</summary>
public sealed class RunOutageTests : IDisposable
{
    private readonly RunScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_is_under_way_may_end_and_nothing_more_is_sent()
    {
        ServiceException refusal = new(ServiceFailure.QuotaExceeded, "Empty.");
        _scene.Service.Fails = text => text == "a" ? refusal : null;
        Task<TargetResult> first = _scene.Add("1.pcm", "a b c");
        Task<TargetResult> second = _scene.Add("2.pcm", "d");
        await _scene.Service.UntilWaitingAsync("a", "b");

        await _scene.Service.AnswerAsync("a");
        TargetFailedException givenUp = await Assert.ThrowsAsync<TargetFailedException>(() => second);
        Assert.False(first.IsCompleted);
        await _scene.Service.AnswerAsync("b");
        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => first);
        Task<TargetResult> later = _scene.Add("3.pcm", "e");

        Assert.Same(refusal, (await Assert.ThrowsAsync<TargetFailedException>(() => later)).InnerException);
        Assert.Same(refusal, failed.InnerException);
        Assert.Equal((0, 1), (failed.Request, failed.KeptParts));
        Assert.Same(refusal, givenUp.InnerException);
        Assert.Null(givenUp.Request);
        Assert.Equal(["a", "b"], _scene.Service.Sent);
        Assert.Equal(["1.pcm.parts/"], _scene.Entries);
    }

    // The one may be for its text; an empty account is not.
    [Theory]
    [InlineData(ServiceFailure.PermissionDenied, true)]
    [InlineData(ServiceFailure.QuotaExceeded, false)]
    public async Task An_answer_meanwhile_tells_that_a_refusal_was_for_one_text(ServiceFailure failure, bool goesOn)
    {
        _scene.Service.Fails = text => text == "a" ? new ServiceException(failure, "No.") : null;
        Task<TargetResult> first = _scene.Add("1.pcm", "a");
        Task<TargetResult> second = _scene.Add("2.pcm", "b");
        await _scene.Service.UntilWaitingAsync("a", "b");

        await _scene.Service.AnswerAsync("a");
        await Assert.ThrowsAsync<TargetFailedException>(() => first);
        await _scene.Service.AnswerAsync("b");
        await second;
        _scene.Service.IsOpen = true;
        Task<TargetResult> third = _scene.Add("3.pcm", "c");

        Assert.Equal(goesOn, await Record.ExceptionAsync(() => third) is null);
        Assert.Equal(goesOn ? ["a", "b", "c"] : ["a", "b"], _scene.Service.Sent);
    }

    // A server that ran and is not there at the moment, each time after all retries.
    [Fact]
    public async Task A_server_that_has_answered_is_given_up_after_ten_failures_in_a_row()
    {
        bool isThere = true;
        _scene.Service.IsOpen = true;
        _scene.Service.Fails = _ => isThere
            ? null
            : new ServiceException(ServiceFailure.ConnectionFailed, "Refused.") { IsUnconnected = true };
        await _scene.Add("0.pcm", "a");
        await FailAsync(9);
        isThere = true;
        await _scene.Add("1.pcm", "b");
        await FailAsync(15);

        Assert.Equal(1 + 9 + 1 + 10, _scene.Service.Sent.Count);

        async Task FailAsync(int times)
        {
            isThere = false;
            for (int i = 0; i < times; i++)
            {
                Task<TargetResult> target = _scene.Add($"{times}-{i}.pcm", $"{times}-{i}");
                await Assert.ThrowsAsync<TargetFailedException>(() => target);
            }
        }
    }
}
