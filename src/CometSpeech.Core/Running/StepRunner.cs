namespace CometSpeech.Core.Running;

/// <summary>
/// Runs the steps of a loop one at a time, and the work that they start beside them; each work's end is a step again.
/// </summary>
/// <param name="settle">Runs after every step.</param>
/// <param name="fail">Takes the exception of a step or of work, which is a mistake in the program.</param>
internal sealed class StepRunner(Action settle, Action<Exception> fail)
{
    private readonly Mailbox _mailbox = new();
    private readonly TaskCompletionSource<bool> _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _works;
    private bool _isClosing;

    /// <summary>Runs a step now, or after those that are there. From any thread.</summary>
    public void Post(Action step) => _mailbox.Post(() =>
    {
        try
        {
            step();
            settle();
        }
        catch (Exception e)
        {
            fail(e);
        }

        if (_isClosing && _works == 0)
        {
            _idle.TrySetResult(true);
        }
    });

    /// <summary>Runs work beside the loop; what it returns is a step. From a step only.</summary>
    public void Start(Func<Task<Action>> work)
    {
        _works++;
        _ = RunAsync();

        async Task RunAsync()
        {
            Action next;
            try
            {
                next = await work().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                next = () => fail(e);
            }

            Post(() =>
            {
                _works--;
                next();
            });
        }
    }

    /// <summary>Returns when no work is under way.</summary>
    public void Close()
    {
        Post(() => _isClosing = true);
        _idle.Task.GetAwaiter().GetResult();
    }
}
