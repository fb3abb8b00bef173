using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Parts;

/// <summary>Equal chunks of one run are paid for once.</summary>
public sealed class SharedPartsTests
{
    [Fact]
    public async Task Equal_chunks_of_a_file_are_requested_once()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 1, 1, 2));

        scene.Run("ConvertTo-Speech $text -OutFile a.pcm -MaxChunkLength 10");

        Assert.Equal(Chunks.Of(1, 2), scene.Inputs.Order());
        Assert.Equal([1, 2, 1, 1, 2], TonesOf(scene, "a.pcm"));
    }

    [Fact]
    public async Task Files_that_are_made_at_the_same_time_share_a_request()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(hold);
        Task run = scene.RunAsync("""
            1..5 | ForEach-Object { [pscustomobject]@{ OutFile = "$_.pcm"; Text = 'chunk 07' } } |
                ConvertTo-Speech -ThrottleLimit 5
            """);
        await UntilBegunAsync(scene, files: 5);
        hold.Release();
        await run;

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(Chunks.Of(7), scene.Inputs);
        Assert.Equal(["1.pcm", "2.pcm", "3.pcm", "4.pcm", "5.pcm"], scene.Entries);
        Assert.All(scene.Entries, name => Assert.Equal([7], TonesOf(scene, name)));
    }

    [Fact]
    public async Task A_later_file_takes_the_part_of_one_that_is_finished_from_the_cache_alone()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            function Get-Row { param($File, $Text) [pscustomobject]@{ OutFile = $File; Text = $Text } }
            & {
                Get-Row a.pcm 'chunk 01'
                Get-Row b.pcm 'chunk 02'
                # As many as make the first wait until it is finished.
                3..25 | ForEach-Object { Get-Row "$_.pcm" ('chunk {0:00}' -f $_) }
                Get-Row z.pcm 'chunk 01'
            } | ConvertTo-Speech -ThrottleLimit 1 -CachePath cache
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(Chunks.Of(Enumerable.Range(1, 25)), scene.Inputs);
        Assert.Equal([1], TonesOf(scene, "a.pcm"));
        Assert.Equal([1], TonesOf(scene, "z.pcm"));
        Assert.Equal(["cache/"], scene.Entries.Where(name => name.EndsWith('/')));
    }

    [Fact]
    public async Task A_file_that_fails_takes_none_of_the_others_with_it()
    {
        HoldFault hold = new(then: new ErrorFault(400, "invalid_request"));
        await using TestScene scene = await TestScene.StartAsync(hold);

        Task run = scene.RunAsync("""
            'a', 'b', 'c' | ForEach-Object { [pscustomobject]@{ OutFile = "$_.pcm"; Text = 'chunk 03' } } |
                ConvertTo-Speech -ThrottleLimit 3
            """);
        await UntilBegunAsync(scene, files: 3);
        hold.Release();
        await run;

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Equal(Chunks.Of(3, 3), scene.Inputs);
        Assert.Equal(2, scene.Entries.Count);
        Assert.All(scene.Entries, name => Assert.Equal([3], TonesOf(scene, name)));
    }

    [Fact]
    public async Task A_part_of_a_file_that_fails_serves_the_others()
    {
        HoldFault hold = new(then: new ErrorFault(400, "invalid_request"));
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 02", hold);
        scene.Session.SetVariable("text", Chunks.Text(1, 2));

        Task run = scene.RunAsync("""
            [pscustomobject]@{ OutFile = 'a.pcm'; Text = $text },
            [pscustomobject]@{ OutFile = 'b.pcm'; Text = 'chunk 01' } |
                ConvertTo-Speech -MaxChunkLength 10 -ThrottleLimit 1
            """);
        await UntilFinishedAsync(scene, "b.pcm");
        hold.Release();
        await run;

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Equal(Chunks.Of(1, 2), scene.Inputs);
        Assert.Equal(["a.pcm.parts/", "b.pcm"], scene.Entries);
        Assert.Equal([1], TonesOf(scene, "b.pcm"));
    }

    [Fact]
    public async Task A_part_of_an_earlier_run_serves_the_other_files()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults =
            Fault.When(request => request.Input == "chunk 02", new ErrorFault(400, "invalid_request"));
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        const string command = """
            [pscustomobject]@{ OutFile = 'a.pcm'; Text = $text },
            [pscustomobject]@{ OutFile = 'b.pcm'; Text = 'chunk 01' } |
                ConvertTo-Speech -MaxChunkLength 10 -ThrottleLimit 1
            """;
        scene.Run(command.Replace("'b.pcm'", "'a.pcm'"));
        HoldFault hold = new();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 02", hold);
        scene.Server.ClearRequests();

        // The other file is finished while the first one, which the part belongs to, waits for its last.
        Task run = scene.RunAsync(command);
        await UntilFinishedAsync(scene, "b.pcm");
        hold.Release();
        await run;

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(Chunks.Of(2), scene.Inputs);
        Assert.Equal(["a.pcm", "b.pcm"], scene.Entries);
    }

    private static Task UntilBegunAsync(TestScene scene, int files) => Chunks.WaitUntilAsync(
        () => scene.Entries.Count(name => name.EndsWith(".cometspeech", StringComparison.Ordinal)) == files);

    private static Task UntilFinishedAsync(TestScene scene, string name) =>
        Chunks.WaitUntilAsync(() => scene.Entries.Contains(name));

    private static IReadOnlyList<int> TonesOf(TestScene scene, string name) =>
        Tones.NumbersIn(File.ReadAllBytes(scene.FileAt(name)));
}
