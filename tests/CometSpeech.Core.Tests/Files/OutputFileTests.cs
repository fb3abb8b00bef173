using System.Text;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Tests.Files;

/// <summary>A file in the making, and its step into place.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Target => _folder["a.mp3"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_old_file_stays_until_the_new_one_is_whole()
    {
        File.WriteAllText(Target, "old");
        using (OutputFile output = OutputFile.Open(Target))
        {
            Write(output, "new");
            Assert.Equal("old", File.ReadAllText(Target));
            output.Commit(force: false, noClobber: false, flushToDisk: true);
        }

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Without_commit_nothing_is_left()
    {
        using (OutputFile output = OutputFile.Open(Target))
        {
            Write(output, "new");
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_being_made_is_busy_until_it_is_made()
    {
        using (OutputFile.Open(Target))
        {
            TargetFileException busy = Assert.Throws<TargetFileException>(() => OutputFile.Open(Target));
            Assert.Equal(TargetFileFailure.Busy, busy.Failure);
        }

        OutputFile.Open(Target).Dispose();
    }

    [Fact]
    public void What_a_killed_process_left_is_cleared_away()
    {
        File.WriteAllText(Target + ".cometspeech", "half a file, longer than the new one");

        using (OutputFile output = OutputFile.Open(Target))
        {
            Write(output, "new");
            output.Commit(force: false, noClobber: true, flushToDisk: false);
        }

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_appeared_meanwhile_stays_where_none_may_be_replaced()
    {
        using OutputFile output = OutputFile.Open(Target);
        Write(output, "new");
        File.WriteAllText(Target, "mine");

        TargetFileException exists = Assert.Throws<TargetFileException>(
            () => output.Commit(force: true, noClobber: true, flushToDisk: false));

        Assert.Equal(TargetFileFailure.AlreadyExists, exists.Failure);
        Assert.Equal("mine", File.ReadAllText(Target));
    }

    [Fact]
    public void A_read_only_file_is_replaced_by_force_alone()
    {
        File.WriteAllText(Target, "old");
        File.SetAttributes(Target, FileAttributes.ReadOnly);
        using (OutputFile refused = OutputFile.Open(Target))
        {
            Assert.Throws<TargetFileException>(
                () => refused.Commit(force: false, noClobber: false, flushToDisk: false));
        }

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.NotEqual(0, (int)(File.GetAttributes(Target) & FileAttributes.ReadOnly));
        using OutputFile output = OutputFile.Open(Target);
        Write(output, "new");
        output.Commit(force: true, noClobber: false, flushToDisk: false);
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_commands_that_begin_at_the_same_moment_one_has_the_file(bool isLeftBehind)
    {
#if !NET
        Skip.IfNot(
            Path.DirectorySeparatorChar == '\\', "The build for .NET Framework tells files apart on Windows only.");
#endif
        for (int round = 0; round < 300; round++)
        {
            if (isLeftBehind)
            {
                File.WriteAllText(Target + ".cometspeech", "left");
            }

            // Threads of their own: those of the pool may all be busy, and the three would not begin together.
            using Barrier barrier = new(3);
            OutputFile?[] opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
                () => Open(barrier), default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            OutputFile[] holders = [.. opened.OfType<OutputFile>()];
            Assert.InRange(holders.Length, 0, 1);
            foreach (OutputFile holder in holders)
            {
                Write(holder, "new");
                holder.Commit(force: false, noClobber: false, flushToDisk: false);
                Assert.Equal("new", File.ReadAllText(Target));
            }
        }

        Assert.True(File.Exists(Target));
    }

    [SkippableFact]
    public void A_read_only_file_that_cannot_be_replaced_is_read_only_afterwards()
    {
        SkipWhereOpenFilesAreReplaced();
        File.WriteAllText(Target, "old");
        File.SetAttributes(Target, FileAttributes.ReadOnly);
        using OutputFile output = OutputFile.Open(Target);
        Write(output, "new");
        var time = new PassingTime();
        using (new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            TargetFileException failed = Assert.Throws<TargetFileException>(
                () => output.Commit(force: true, noClobber: false, flushToDisk: false, time));
            Assert.Equal(TargetFileFailure.WriteFailed, failed.Failure);
        }

        Assert.Equal(FileRetry.Longest, time.Now);
        Assert.Equal("old", File.ReadAllText(Target));

        Assert.NotEqual(0, (int)(File.GetAttributes(Target) & FileAttributes.ReadOnly));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_another_program_has_open_for_a_moment_is_replaced(bool isReadOnly)
    {
        SkipWhereOpenFilesAreReplaced();
        File.WriteAllText(Target, "old");
        using OutputFile output = OutputFile.Open(Target);
        Write(output, "new");
        var scanner = new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.Read);
        File.SetAttributes(Target, isReadOnly ? FileAttributes.ReadOnly : FileAttributes.Normal);
        var time = new PassingTime(now =>
        {
            if (now > TimeSpan.FromMilliseconds(500))
            {
                scanner.Dispose();
            }
        });

        output.Commit(force: true, noClobber: false, flushToDisk: false, time);

        Assert.InRange(time.Now, TimeSpan.FromMilliseconds(500), FileRetry.Longest);
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData(100, ".parts")]
    [InlineData(249, ".parts")]
    [InlineData(255, ".parts")]
    [InlineData(255, ".cometspeech")]
    public void A_sibling_of_a_long_name_is_no_longer_than_the_file_system_takes(int length, string suffix)
    {
        string path = Path.Combine(_folder.Path, new string('n', length));

        string sibling = Path.GetFileName(SiblingName.For(path, suffix));

        Assert.EndsWith(suffix, sibling, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(sibling), 1, 255);
        Assert.NotEqual(sibling, Path.GetFileName(SiblingName.For(path.Substring(0, path.Length - 1) + "m", suffix)));
    }

    private static void SkipWhereOpenFilesAreReplaced() => Skip.IfNot(
        Path.DirectorySeparatorChar == '\\', "Only Windows refuses to replace a file that is open or read-only.");

    // As a command does that may find another one at work.
    private OutputFile? Open(Barrier together)
    {
        together.SignalAndWait();
        try
        {
            return OutputFile.Open(Target);
        }
        catch (TargetFileException e) when (e.Failure == TargetFileFailure.Busy)
        {
            return null;
        }
    }

    private static void Write(OutputFile output, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        output.Stream.Write(bytes, 0, bytes.Length);
    }
}
