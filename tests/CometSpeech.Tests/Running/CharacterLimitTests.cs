using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary><c>-CharacterLimit</c>: what a command may cost, counted at the server.</summary>
public sealed class CharacterLimitTests
{
    // Of 8, 24 and 16 characters; all but the last are a target of several requests.
    private const string Three = """
        ConvertTo-Speech -Path a.txt, b.txt, c.txt -OutDirectory . -Format pcm -MaxChunkLength 10 -CharacterLimit 30
        """;

    [Fact]
    public async Task A_file_over_the_limit_is_refused_before_anything_is_sent_and_later_smaller_ones_go_on()
    {
        await using TestScene scene = await StartAsync();

        scene.Run(Three);

        Assert.Equal("CharacterLimitReached", scene.Session.ErrorId);
        ErrorRecord error = scene.Session.Errors[0];
        Assert.Equal(ErrorCategory.LimitsExceeded, error.CategoryInfo.Category);
        Assert.Equal(scene.FileAt("b.pcm"), error.TargetObject);
        Assert.EndsWith(
            "b.pcm: 24 characters would have to be paid for, and 22 of -CharacterLimit 30 are left.",
            error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "Raise -CharacterLimit, or make this file with a command of its own.",
            error.ErrorDetails.RecommendedAction);
        Assert.Equal(["chunk 01", "chunk 05", "chunk 06"], scene.Inputs.Order(StringComparer.Ordinal));
        Assert.Equal(["a.pcm", "a.txt", "b.txt", "c.pcm", "c.txt"], scene.Entries);
    }

    // Nine of ten parts are there: the tenth is all that is paid for, and all that counts.
    [Fact]
    public async Task What_an_earlier_run_paid_for_does_not_count()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 10)));
        const string Script = "$text | ConvertTo-Speech -OutFile book.pcm -MaxChunkLength 10 -ThrottleLimit 1 ";
        scene.Server.Faults = Fault.When(
            request => request.Input == "chunk 10", new ErrorFault(400, "invalid_request"));
        scene.Run(Script);
        scene.Server.Faults = null;
        scene.Server.ClearRequests();

        scene.Run(Script + "-CharacterLimit 7");

        Assert.Equal("CharacterLimitReached", scene.Session.ErrorId);
        Assert.Contains(
            "are left. 9 of 10 parts are finished",
            scene.Session.Errors[0].ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Equal("Raise -CharacterLimit.", scene.Session.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(scene.Inputs);

        scene.Run(Script + "-CharacterLimit 8");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["chunk 10"], scene.Inputs);
        Assert.Equal(Enumerable.Range(1, 10), Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("book.pcm"))));
    }

    [Fact]
    public async Task With_zero_only_files_are_made_that_cost_nothing()
    {
        await using TestScene scene = await StartAsync();
        scene.Run("ConvertTo-Speech -Path a.txt -OutFile before.pcm -MaxChunkLength 10 -CachePath cache");
        scene.Server.ClearRequests();

        scene.Run(
            "ConvertTo-Speech -Path a.txt, c.txt -OutDirectory . -Format pcm -MaxChunkLength 10 -CachePath cache "
                + "-CharacterLimit 0");

        Assert.Equal("CharacterLimitReached", scene.Session.ErrorId);
        Assert.Empty(scene.Inputs);
        Assert.Equal(["a.pcm", "a.txt", "b.txt", "before.pcm", "c.txt", "cache/"], scene.Entries);
    }

    [Fact]
    public async Task WhatIf_tells_what_would_be_refused_and_sends_nothing()
    {
        await using TestScene scene = await StartAsync();

        scene.Run(Three + " -WhatIf");

        Assert.Empty(scene.Session.Errors);
        string warning = Assert.Single(scene.Session.Warnings);
        Assert.Contains("b.pcm' would be refused: it takes 24 characters", warning, StringComparison.Ordinal);
        Assert.EndsWith("-CharacterLimit leaves 22.", warning, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task A_number_below_zero_is_no_limit()
    {
        await using TestScene scene = await StartAsync();

        scene.Run("'a' | ConvertTo-Speech -OutFile a.mp3 -CharacterLimit -1");

        Assert.Equal("ParameterArgumentValidationError", scene.Session.ErrorId);
        Assert.Empty(scene.Inputs);
    }

    private static async Task<TestScene> StartAsync()
    {
        TestScene scene = await TestScene.StartAsync();
        scene.Write("a.txt", Chunks.Text(1));
        scene.Write("b.txt", Chunks.Text(2, 3, 4));
        scene.Write("c.txt", Chunks.Text(5, 6));
        return scene;
    }
}
