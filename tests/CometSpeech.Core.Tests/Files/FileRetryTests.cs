using CometSpeech.Core.Files;

namespace CometSpeech.Core.Tests.Files;

/// <summary>A step with a file that Windows refuses for a moment; the waiting is in virtual time.</summary>
public sealed class FileRetryTests
{
    private readonly PassingTime _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_step_that_is_refused_for_less_than_a_second_succeeds(int refusals)
    {
        int attempts = 0;

        FileRetry.Repeat(
            () =>
            {
                if (attempts++ < refusals)
                {
                    throw new IOException("It is being used by another process.");
                }
            },
            _time);

        Assert.Equal(refusals + 1, attempts);
        Assert.Equal(refusals > 0, _time.Now > TimeSpan.Zero);
        Assert.True(_time.Now <= FileRetry.Longest);
    }

    [Fact]
    public void After_a_second_the_refusal_is_told()
    {
        int attempts = 0;

        Assert.Throws<UnauthorizedAccessException>(() => FileRetry.Repeat(
            () =>
            {
                attempts++;
                throw new UnauthorizedAccessException();
            },
            _time));

        Assert.Equal(FileRetry.Longest, _time.Now);
        // Each attempt of ReplaceFile may leave something behind.
        Assert.InRange(attempts, 5, 10);
    }

    [Theory]
    [InlineData(typeof(FileNotFoundException))]
    [InlineData(typeof(DirectoryNotFoundException))]
    [InlineData(typeof(PathTooLongException))]
    [InlineData(typeof(InvalidOperationException))]
    public void What_stays_as_it_is_is_told_at_once(Type type)
    {
        int attempts = 0;

        Exception told = Assert.ThrowsAny<Exception>(() => FileRetry.Repeat(
            () =>
            {
                attempts++;
                throw (Exception)Activator.CreateInstance(type)!;
            },
            _time));

        Assert.IsType(type, told);
        Assert.Equal(1, attempts);
        Assert.Equal(TimeSpan.Zero, _time.Now);
    }

    [Fact]
    public void What_this_module_says_of_a_file_is_told_at_once()
    {
        int attempts = 0;

        Assert.Throws<TargetFileException>(() => FileRetry.Repeat(
            () =>
            {
                attempts++;
                throw new TargetFileException(TargetFileFailure.AlreadyExists, "It exists.");
            },
            _time));

        Assert.Equal(1, attempts);
    }
}
