using System.Globalization;
using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// The wait that a service names is kept, up to two minutes; what names none is answered with our own.
/// </summary>
public sealed class RetryAfterTests
{
    // Read off the line that names the wait; the command is stopped then, so that nobody waits for it.
    [Theory]
    [InlineData("retry-after-ms", "1500", "1.5 s")]
    [InlineData("retry-after-ms", "119999", "119.999 s")]
    [InlineData("Retry-After", "7", "7 s")]
    [InlineData("Retry-After", "0.25", "0.25 s")]
    [InlineData("Retry-After", "120", "120 s")]
    public Task A_wait_is_kept_as_named(string header, string value, string wait) =>
        AssertWaitAsync(new() { [header] = value }, $"comes in {wait}.");

    [Fact]
    public Task A_date_counts_from_the_servers_own_clock()
    {
        DateTimeOffset date = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
        return AssertWaitAsync(
            new()
            {
                ["Date"] = date.ToString("R", CultureInfo.InvariantCulture),
                ["Retry-After"] = date.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture),
            },
            "comes in 90 s.");
    }

    [Fact]
    public Task Milliseconds_win_over_seconds() =>
        AssertWaitAsync(new() { ["retry-after-ms"] = "2500", ["Retry-After"] = "60" }, "comes in 2.5 s.");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-86400")]
    [InlineData("NaN")]
    [InlineData("soon")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("1e")]
    public Task A_wait_that_is_none_gives_way_to_our_own(string value) =>
        AssertWaitAsync(new() { ["Retry-After"] = value }, "comes in 1");

    [Theory]
    [InlineData("Retry-After", "121", "3 minutes")]
    [InlineData("Retry-After", "7200", "2 hours")]
    [InlineData("Retry-After", "315360000", "days")]
    [InlineData("Retry-After", "9e99", "days")]
    [InlineData("Retry-After", "99999999999999999999999999", "days")]
    [InlineData("Retry-After", "Infinity", "days")]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT", "days")]
    [InlineData("retry-after-ms", "120001", "3 minutes")]
    public async Task A_wait_beyond_two_minutes_is_named_and_not_waited_out(string header, string value, string named)
    {
        foreach (int status in new[] { 429, 503 })
        {
            await using TestScene scene = await TestScene.StartAsync(Faults.Always(
                new ErrorFault(
                    new ApiError(status, "Come again."), new Dictionary<string, string> { [header] = value })));

            scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

            ErrorRecord error = Assert.Single(scene.Session.Errors);
            Assert.Equal(status == 429 ? "RateLimitExceeded" : "ServiceUnavailable", scene.Session.ErrorId);
            Assert.Contains(named, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.Contains(named, error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Single(scene.Server.Requests);
        }
    }

    [Theory]
    [InlineData("Retry-After", "0.3", "0.3 seconds")]
    [InlineData("Retry-After", "1.1", "1.1 seconds")]
    [InlineData("Retry-After", "1", "1 second")]
    [InlineData("Retry-After", "7", "7 seconds")]
    [InlineData("Retry-After", "40.2", "41 seconds")]
    [InlineData("retry-after-ms", "20", "0.1 seconds")]
    public async Task The_error_names_a_wait_with_its_fraction(string header, string value, string named)
    {
        await using TestScene scene = await TestScene.StartAsync(new ErrorFault(
            new ApiError(503, "Come again."), new Dictionary<string, string> { [header] = value }));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 0");

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains($"asks to wait {named}", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains($"asks to wait {named}:", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static async Task AssertWaitAsync(Dictionary<string, string> headers, string named)
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new ErrorFault(new ApiError(503, "Come again."), headers)));
        using PowerShell shell = scene.Session.Begin(
            "'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -Verbose", out IAsyncResult running);
        string line = await shell.VerboseLineAsync(running, "Attempt 1");

        await shell.StopAtOnceAsync();
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
