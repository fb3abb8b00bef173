using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>Failures that may pass are tried again, and -Verbose tells of each.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Statuses_that_may_pass_are_tried_again()
    {
        int[] statuses = [408, 409, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529];
        await using TestScene scene = await TestScene.StartAsync(
            Faults.FirstAttempts(statuses.Index().ToDictionary(
                status => $"chunk {status.Index}", status => Faults.Passing(status.Item))));

        scene.Run($$"""
            0..{{statuses.Length - 1}} | ForEach-Object { "chunk $_" } |
                ConvertTo-Speech -OutDirectory . -Format pcm -Verbose
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(2 * statuses.Length, scene.Server.Requests.Count);
        for (int i = 0; i < statuses.Length; i++)
        {
            Assert.Equal([i], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt($"speech-{i + 1:0000}.pcm"))));
            Assert.Single(
                scene.Session.Verbose,
                line => line.Contains($"Attempt 1 failed (HTTP {statuses[i]})", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_retry_is_one_verbose_line_that_says_what_which_and_how_long()
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Passing(503), Faults.Passing(429), Faults.Passing(500, wait: "0.1"));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -Verbose");

        string[] lines = [.. scene.Session.Verbose.Where(line => line.Contains("Attempt", StringComparison.Ordinal))];
        Assert.Equal(3, lines.Length);
        Assert.Matches(
            @"^Attempt 1 failed \(HTTP 503\): The server is busy\. .* The next one comes in 0\.05 s\.$", lines[0]);
        Assert.Matches(
            @"^Attempt 2 failed \(HTTP 429\): The server is busy\. .* All requests wait 0\.0\d+ s\.$", lines[1]);
        Assert.Matches(
            @"^Attempt 3 failed \(HTTP 500\): The server is busy\. .* The next one comes in 0\.1 s\.$", lines[2]);
        Assert.Contains("3 retries", scene.Session.Verbose[^1], StringComparison.Ordinal);
    }

    // An exponent that starts at a delay of zero never waits at all.
    [Fact]
    public async Task Without_a_wait_named_the_own_one_is_a_second_or_a_little_more()
    {
        await using TestScene scene = await TestScene.StartAsync(new ErrorFault(500));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -Verbose");

        Assert.Single(
            scene.Session.Verbose,
            line => line.Contains("The next one comes in 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_server_that_always_refuses_is_asked_so_often_and_no_more(int maximumRetryCount)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(Faults.Passing(429)));

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount {maximumRetryCount}");

        Assert.Equal("RateLimitExceeded", scene.Session.ErrorId);
        Assert.Equal(maximumRetryCount + 1, scene.Server.Requests.Count);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task Three_retries_are_the_default()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(Faults.Passing(502)));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("ServiceUnavailable", scene.Session.ErrorId);
        Assert.Equal(4, scene.Server.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Stopping_ends_a_wait_at_once(int status)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(Faults.Passing(status, wait: "110")));
        using PowerShell shell = scene.Session.Begin(
            "'chunk 1', 'chunk 2', 'chunk 3' | ConvertTo-Speech -OutDirectory . -Verbose", out IAsyncResult running);
        await shell.VerboseLineAsync(running, "110 s");

        // Far less than the wait: it is the stop that ends it.
        await shell.StopAtOnceAsync();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(scene.Entries);
    }
}
