using CometSpeech.Core.Running;

namespace CometSpeech.Core.Tests.Running;

/// <summary>Steps run alone, and nothing that goes wrong in one keeps the end waiting.</summary>
public sealed class StepRunnerTests
{
    [Fact]
    public void Steps_of_many_threads_run_one_at_a_time_and_none_is_lost()
    {
        int count = 0;
        int running = 0;
        int settled = 0;
        StepRunner steps = new(() => settled++, e => throw e);

        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 2000; i++)
            {
                steps.Post(() =>
                {
                    Assert.Equal(1, Interlocked.Increment(ref running));
                    count++;
                    Interlocked.Decrement(ref running);
                });
            }
        });
        steps.Close();

        Assert.Equal(16_000, count);
        Assert.Equal(16_001, settled);
    }

    [Fact]
    public void Work_and_steps_that_throw_are_told_and_the_end_comes_all_the_same()
    {
        List<string> told = [];
        StepRunner steps = new(() => { }, e => told.Add(e.Message));

        steps.Post(() => throw new InvalidOperationException("step"));
        steps.Post(() => steps.Start(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("work");
        }));
        steps.Close();

        Assert.Equal(["step", "work"], told);
    }
}
