using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>Connections that fail, break off or fall silent.</summary>
public sealed class LostConnectionTests
{
    // Not wav and pcm: as the service streams them they have no end of their own, and where only the connection's end
    // marks the body's (chunk 5 to 7 here), nothing tells a cut one.
    [Fact]
    public Task A_connection_that_is_lost_in_any_way_is_tried_again() =>
        Task.WhenAll(new[] { "mp3", "flac", "opus" }.Select(AssertTriedAgainAsync));

    private static async Task AssertTriedAgainAsync(string format)
    {
        Dictionary<string, (Fault Fault, string Word)> faults = new()
        {
            ["chunk 1"] = (new ResetFault(), "ConnectionFailed"),
            ["chunk 2"] = (new CutFault(0, BodyFraming.Chunked), "ConnectionFailed"),
            ["chunk 3"] = (new CutFault(500, BodyFraming.Chunked), "ConnectionFailed"),
            ["chunk 4"] = (new CutFault(500, BodyFraming.ContentLength), "ConnectionFailed"),
            ["chunk 5"] = (new CutFault(500, BodyFraming.CloseDelimited), "ConnectionFailed"),
            ["chunk 6"] = (new CutFault(0, BodyFraming.CloseDelimited), "ConnectionFailed"),
            ["chunk 7"] = (new CutFault(60, BodyFraming.CloseDelimited), "ConnectionFailed"),
            ["chunk 8"] = (new DelayFault(TimeSpan.FromMinutes(5)), "RequestTimedOut"),
            ["chunk 9"] = (new StallFault(500), "RequestTimedOut"),
            ["chunk 10"] = (new StallFault(0), "RequestTimedOut"),
        };
        await using TestScene scene = await TestScene.StartAsync(
            Faults.FirstAttempts(faults.ToDictionary(fault => fault.Key, fault => fault.Value.Fault)));
        byte[] right = await RightAnswerAsync(format);

        await scene.RunAsync($$"""
            1..10 | ForEach-Object { "chunk $_" } |
                ConvertTo-Speech -OutDirectory . -Format {{format}} -ThrottleLimit 10 -TimeoutSec 6 -Verbose
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(20, scene.Server.Requests.Count);
        Assert.All(faults.Keys, input => Assert.Equal(2, scene.Inputs.Count(sent => sent == input)));
        Assert.Equal(
            faults.Values.Select(fault => fault.Word).Order(),
            scene.Session.Verbose
                .Where(line => line.StartsWith("Attempt 1 failed", StringComparison.Ordinal))
                .Select(line => line.Split('(', ')')[1])
                .Order());
        Assert.Equal([.. Enumerable.Range(1, 10).Select(i => $"speech-{i:0000}.{format}")], scene.Entries);
        Assert.Equal(right, File.ReadAllBytes(scene.FileAt($"speech-0001.{format}")));
    }

    [Fact]
    public async Task Nobody_listening_is_an_error_after_all_attempts()
    {
        await using TestScene scene = await TestScene.StartAsync();
        using ClosedPort port = new();

        scene.Run(
            "'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 1 "
            + $"-BaseUri http://127.0.0.1:{port.Number}");

        Assert.Equal("ConnectionFailed", scene.Session.ErrorId);
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal(2, ModuleSession.Property(error, "Attempts"));
        Assert.Null(ModuleSession.Property(error, "StatusCode"));
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task A_server_that_comes_up_meanwhile_is_found()
    {
        await using TestScene scene = await TestScene.StartAsync();
        using ClosedPort port = new();
        using PowerShell shell = scene.Session.Begin(
            $"'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -BaseUri http://127.0.0.1:{port.Number} -Verbose",
            out IAsyncResult running);
        await shell.VerboseLineAsync(running, "Attempt 1 failed");
        port.Dispose();

        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Port = port.Number });
        await Task.Factory.FromAsync(running, shell.EndInvoke);

        Assert.Empty(shell.Streams.Error);
        Assert.Equal(["a.mp3"], scene.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_to_the_end_is_a_time_out(bool midBody)
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(midBody ? new StallFault(500) : new DelayFault(TimeSpan.FromMinutes(5))));
        scene.Write("a.mp3", "what was there before");

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -TimeoutSec 1 -MaximumRetryCount 0");

        Assert.Equal("RequestTimedOut", scene.Session.ErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, Assert.Single(scene.Session.Errors).CategoryInfo.Category);
        Assert.Contains("1 second.", Assert.Single(scene.Session.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a.mp3"], scene.Entries);
        Assert.Equal("what was there before", File.ReadAllText(scene.FileAt("a.mp3")));
    }

    // The tone's 9,600 bytes in crumbs, each well within the limit, all of them together well beyond it.
    [Fact]
    public async Task Bytes_that_keep_coming_never_time_out()
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new DripFault(800, TimeSpan.FromMilliseconds(500))));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.pcm -TimeoutSec 4 -MaximumRetryCount 0");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
    }

    // The status says it all; the words to it are not worth another attempt.
    [Fact]
    public async Task An_error_whose_words_break_off_is_still_that_error()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(
            new RawFault(
                "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
                    + "{\"error\":")));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Equal("AuthenticationFailed", scene.Session.ErrorId);
        Assert.Single(scene.Server.Requests);
    }

    private static async Task<byte[]> RightAnswerAsync(string format)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile right.{format}");
        return File.ReadAllBytes(scene.FileAt("right." + format));
    }
}
