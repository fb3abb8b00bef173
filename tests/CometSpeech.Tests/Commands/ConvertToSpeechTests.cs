using System.Management.Automation;
using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>What ConvertTo-Speech asks the service for.</summary>
public sealed class ConvertToSpeechTests
{
    [Theory]
    [InlineData("a.mp3", "mp3")]
    [InlineData("a.opus", "opus")]
    [InlineData("a.ogg", "opus")]
    [InlineData("a.aac", "aac")]
    [InlineData("a.flac", "flac")]
    [InlineData("a.WAV", "wav")]
    [InlineData("a.pcm", "pcm")]
    [InlineData("a.raw", "pcm")]
    [InlineData("a.b", "mp3")]
    [InlineData("a", "mp3")]
    [InlineData("a.b -Format flac", "flac")]
    [InlineData("a.ogg -Format OPUS", "opus")]
    public async Task The_format_is_the_parameters_else_the_extensions(string outFile, string format)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'one' | ConvertTo-Speech -OutFile {outFile}");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(format, Assert.Single(scene.Server.Requests).ResponseFormat);
    }

    [Fact]
    public async Task A_format_that_contradicts_the_extension_wins_with_a_warning()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'one' | ConvertTo-Speech -OutFile a.mp3 -ResponseFormat wav");

        Assert.Contains("'a.mp3' will hold wav", Assert.Single(scene.Session.Warnings), StringComparison.Ordinal);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(File.ReadAllBytes(scene.FileAt("a.mp3")), 0, 4));
    }

    [Theory]
    [InlineData("", """{"model":"tts-1","input":"one","voice":"alloy","response_format":"mp3"}""")]
    [InlineData(
        "-Speed 1.5", """{"model":"tts-1","input":"one","voice":"alloy","response_format":"mp3","speed":1.5}""")]
    [InlineData("-Speed 1", """{"model":"tts-1","input":"one","voice":"alloy","response_format":"mp3","speed":1}""")]
    [InlineData(
        "-Voice SAGE -ResponseFormat WAV",
        """{"model":"tts-1","input":"one","voice":"sage","response_format":"wav"}""")]
    [InlineData(
        "-Model gpt-4o-mini-tts -Voice ballad -Instructions 'Slowly.'",
        """
        {"model":"gpt-4o-mini-tts","input":"one","voice":"ballad","response_format":"mp3","instructions":"Slowly."}
        """)]
    public async Task The_body_has_what_was_given_and_nothing_else_in_any_culture(string parameters, string body)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"[cultureinfo]::CurrentCulture = 'de-DE'; ConvertTo-Speech 'one' -OutFile a.mp3 {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(body, Encoding.UTF8.GetString(Assert.Single(scene.Server.Requests).BodyBytes.Span));
    }

    [Fact]
    public async Task Columns_set_pace_and_manner_row_by_row_and_empty_cells_leave_the_default()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [cultureinfo]::CurrentCulture = 'de-DE'
            [pscustomobject]@{ Text = 'one'; Speed = '1.5'; Model = 'gpt-4o-mini-tts'; Instructions = 'Slowly.' },
            [pscustomobject]@{ Text = 'two'; Speed = ''; Model = ''; Instructions = '' } |
                ConvertTo-Speech -OutFile a.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(
            [("one", "gpt-4o-mini-tts", "\"speed\":1.5"), ("two", "tts-1", "")],
            scene.Server.Requests.Select(request => (
                request.Input!,
                request.Model!,
                SpeedIn(request))).Order());

        static string SpeedIn(ReceivedRequest request) => Encoding.UTF8.GetString(request.BodyBytes.Span)
            .Split(',', '}')
            .FirstOrDefault(field => field.StartsWith("\"speed\"", StringComparison.Ordinal)) ?? "";
    }

    [Theory]
    [InlineData("tts-1", 1)]
    [InlineData("tts-1-hd", 1)]
    [InlineData("gpt-4o-mini-tts", 0)]
    public async Task Instructions_that_the_model_ignores_are_one_warning(string model, int warnings)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'one', 'two' | ConvertTo-Speech -OutDirectory audio -Model {model} -Instructions 'Slowly.'");

        Assert.Equal(2, scene.Server.Requests.Count);
        Assert.Equal(warnings, scene.Session.Warnings.Count);
        Assert.All(scene.Session.Warnings, warning => Assert.Contains(model, warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-Model tts-1", 1, 4096)]
    [InlineData("-Model gpt-4o-mini-tts", 3, 1800)]
    [InlineData("-Model gpt-4o-mini-tts -MaxChunkLength 4096", 1, 4096)]
    [InlineData("-MaxChunkLength 1000", 4, 1000)]
    public async Task Long_texts_are_cut_to_what_the_model_takes(string parameters, int requests, int most)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"('word ' * 780).Trim() | ConvertTo-Speech -OutFile a.mp3 {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.All(scene.Inputs, input => Assert.InRange(input!.Length, 1, most));
        PSObject file = scene.Run(
            $"('word ' * 780).Trim() | ConvertTo-Speech -OutFile b.mp3 -PassThru {parameters}").Single();
        Assert.Equal(requests, file.Properties["Chunks"].Value);
    }

    [Fact]
    public async Task A_voice_of_the_servers_own_is_passed_on()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["narrator"] });

        scene.Run("'one' | ConvertTo-Speech -CustomVoice narrator -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal("narrator", Assert.Single(scene.Server.Requests).Voice);
    }
}
