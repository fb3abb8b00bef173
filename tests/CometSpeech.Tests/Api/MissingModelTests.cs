using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>What a book costs when its model is not there any more, and what the user is told.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class MissingModelTests : IDisposable
{
    private readonly ProcessEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    public static TheoryData<Fault> Answers =>
    [
        new ErrorFault(404, "model_not_found", "The model `tts-1` does not exist or you do not have access to it."),
        new ErrorFault(410, "", "The model associated with the deployment is deprecated and no longer available."),
        new ErrorFault(400, "", "The model `tts-1` has been deprecated."),
        new ErrorFault(503, "model_not_found", "Not this one."),
        new ErrorFault(503, "", "No available channel for model tts-1 under group default (distributor)"),
        new ErrorFault(503, "", "分组 default 下模型 tts-1 无可用渠道（distributor）"),
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_book_of_300_parts_is_given_up_after_the_requests_side_by_side(Fault answer)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(answer));
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 300)));

        scene.Run("$text | ConvertTo-Speech -OutFile book.mp3 -MaxChunkLength 10");

        Assert.Equal("ModelNotFound", scene.Session.ErrorId);
        Assert.InRange(scene.Server.Requests.Count, 1, 4);
        Assert.Equal(
            "Check -Model: the name may be misspelt, the model may be none for speech, or withdrawn. "
                + $"Get-CometModel -BaseUri {scene.Server.BaseUri} lists the models of the service. "
                + "No -Model was given: the module's default, 'tts-1', may have been withdrawn.",
            scene.Session.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task A_model_that_vanishes_in_the_middle_leaves_what_was_paid_for_and_tells_for_which_model_it_counts()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.FirstAttempts(new Dictionary<string, Fault>
        {
            ["chunk 02"] = new ErrorFault(404, "model_not_found", "The model `tts-1` has been deprecated."),
        }));
        scene.Session.SetVariable("text", Chunks.Text(1, 2));

        scene.Run("$text | ConvertTo-Speech -OutFile book.pcm -MaxChunkLength 10 -ThrottleLimit 1");

        Assert.Equal("ModelNotFound", scene.Session.ErrorId);
        Assert.EndsWith(
            "; the same command goes on from there. Parts of another model do not count: with one, it begins anew.",
            scene.Session.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("1 of 2 parts are finished", scene.Session.Errors[0].ToString(), StringComparison.Ordinal);

        scene.Run("$text | ConvertTo-Speech -OutFile book.pcm -MaxChunkLength 10 -Model tts-1-hd");
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(4, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_is_overloaded_is_asked_again()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.FirstAttempts(new Dictionary<string, Fault>
        {
            ["chunk 01"] = Faults.Passing(503),
            ["chunk 02"] = new ErrorFault(
                new ApiError(503, "The model is overloaded with other requests."),
                new Dictionary<string, string> { ["Retry-After"] = Faults.ShortWait }),
        }));
        scene.Session.SetVariable("text", Chunks.Text(1, 2));

        scene.Run("$text | ConvertTo-Speech -OutFile book.pcm -MaxChunkLength 10");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(4, scene.Server.Requests.Count);
    }

    // The default that nobody chose may have been withdrawn; a name that somebody chose is that one's affair.
    [Theory]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.mp3", "the module's default, 'tts-1',")]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.mp3 -Model ''", "the module's default, 'tts-1',")]
    [InlineData(
        "[pscustomobject]@{ Text = 'a'; Model = ' ' } | ConvertTo-Speech -OutFile a.mp3",
        "the module's default, 'tts-1',")]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.mp3 -Model tts-1", null)]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.mp3 -Model tts-9", null)]
    [InlineData("[pscustomobject]@{ Text = 'a'; Model = 'tts-9' } | ConvertTo-Speech -OutFile a.mp3", null)]
    // A job shows no line that names the model: the advice tells where it comes from.
    [InlineData(
        "$env:COMETAPI_SPEECH_MODEL = 'own'; 'a' | ConvertTo-Speech -OutFile a.mp3",
        "the default of COMETAPI_SPEECH_MODEL, 'own',")]
    [InlineData("$env:COMETAPI_SPEECH_MODEL = 'own'; 'a' | ConvertTo-Speech -OutFile a.mp3 -Model own", null)]
    [InlineData(
        "$PSDefaultParameterValues['ConvertTo-Speech:Model'] = 'tts-1'; 'a' | ConvertTo-Speech -OutFile a.mp3", null)]
    public async Task The_advice_tells_whether_the_default_may_have_been_withdrawn(string script, string? named)
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new ErrorFault(404, "model_not_found")));

        scene.Run(script);

        Assert.Equal("ModelNotFound", scene.Session.ErrorId);
        string advice = scene.Session.Errors[0].ErrorDetails.RecommendedAction;
        Assert.Equal(named is not null, advice.Contains("No -Model was given", StringComparison.Ordinal));
        Assert.EndsWith(
            named is null ? "of the service." : $"No -Model was given: {named} may have been withdrawn.",
            advice,
            StringComparison.Ordinal);
    }

    [Theory]
    // The environment counts where nobody names one by hand, also for records that leave it blank.
    [InlineData("'a' | ConvertTo-Speech -OutFile a.pcm", "own-model")]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.pcm -Model ''", "own-model")]
    [InlineData("[pscustomobject]@{ Text = 'a'; Model = ' ' } | ConvertTo-Speech -OutFile a.pcm", "own-model")]
    [InlineData("[pscustomobject]@{ Text = 'a'; Model = 'tts-1-hd' } | ConvertTo-Speech -OutFile a.pcm", "tts-1-hd")]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.pcm -Model tts-1", "tts-1")]
    [InlineData("'a' | ConvertTo-Speech -OutFile a.pcm -Model { '' }", "own-model")]
    [InlineData(
        "$PSDefaultParameterValues['ConvertTo-Speech:Model'] = 'tts-1-hd'; 'a' | ConvertTo-Speech -OutFile a.pcm",
        "tts-1-hd")]
    [InlineData("$env:COMETAPI_SPEECH_MODEL = \" `n\"; 'a' | ConvertTo-Speech -OutFile a.pcm", "tts-1")]
    [InlineData("$env:COMETAPI_SPEECH_MODEL = ' tts-1-hd '; 'a' | ConvertTo-Speech -OutFile a.pcm", "tts-1-hd")]
    public async Task The_environment_names_the_model_where_nobody_else_does(string script, string model)
    {
        _environment.Set("COMETAPI_SPEECH_MODEL", "own-model");
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Models = ["own-model", "tts-1", "tts-1-hd"],
        });

        scene.Run(script);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(model, Assert.Single(scene.Server.Requests).Model);
    }

    // The length of a request is the model's own, and so is the warning about instructions.
    [Fact]
    public async Task The_model_of_the_environment_brings_what_belongs_to_it()
    {
        _environment.Set("COMETAPI_SPEECH_MODEL", "gpt-4o-mini-tts");
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", string.Concat(Enumerable.Repeat("Six words are spoken here again. ", 90)));

        scene.Run("$text | ConvertTo-Speech -OutFile a.pcm -Instructions 'Calm.' -Verbose");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Contains(
            "The model is 'gpt-4o-mini-tts' where none is named, as COMETAPI_SPEECH_MODEL says.",
            scene.Session.Verbose);
        Assert.Equal(2, scene.Server.Requests.Count);
        Assert.All(scene.Inputs, input => Assert.InRange(input!.Length, 1, 1800));
    }
}
