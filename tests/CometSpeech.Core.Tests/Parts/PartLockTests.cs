using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Tests.Parts;

/// <summary>The right to ask for a part: one has it at a time, and nothing is left of it.</summary>
public sealed class PartLockTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string LockFile => _folder["c4uwny3ovpci6ct3xoad.part.lock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_has_it_until_he_lets_go()
    {
        using (PartLock? held = PartLock.TryTake(LockFile))
        {
            Assert.NotNull(held);
            Assert.Null(PartLock.TryTake(LockFile));
        }

        Assert.False(File.Exists(LockFile));
        using PartLock? again = PartLock.TryTake(LockFile);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_file_that_a_killed_process_left_holds_nobody_up()
    {
        File.WriteAllText(LockFile, "");

        using PartLock? held = PartLock.TryTake(LockFile);

        Assert.NotNull(held);
        Assert.Null(PartLock.TryTake(LockFile));
    }

    [SkippableFact]
    public void Who_lets_go_takes_it_from_nobody_who_came_at_that_moment()
    {
        // .NET Framework leaves that to Windows.
        Skip.IfNot(Type.GetType("Mono.Runtime") is null, "Mono deletes a file by its name after it has let go of it.");
        int inside = 0;
        int most = 0;
        int taken = 0;
        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using PartLock? held = PartLock.TryTake(LockFile);
            if (held is null)
            {
                return;
            }

            int now = Interlocked.Increment(ref inside);
            most = Math.Max(most, now);
            taken++;
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        });

        Assert.True(taken > 1);
        Assert.Equal(1, most);
        Assert.False(File.Exists(LockFile));
    }
}
