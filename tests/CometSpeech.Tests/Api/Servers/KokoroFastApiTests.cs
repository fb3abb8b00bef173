using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>The module and a server that answers as Kokoro-FastAPI does.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class KokoroFastApiTests : ServerTests
{
    private const string Sky = "-Model kokoro -CustomVoice af_sky";

    public KokoroFastApiTests()
        : base(KokoroFastApiServer.Answer)
    {
    }

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("m4b")]
    [InlineData("flac")]
    [InlineData("wav")]
    [InlineData("pcm")]
    public async Task Each_format_becomes_a_file_that_another_program_reads(string extension)
    {
        PSObject file = await SpeakAsync(Sky, extension);

        // A frame of aac at each joint is no rounding of ours.
        Assert.Equal(SecondsAt(24_000), SecondsOf(file), tolerance: 0.4);
    }

    [Theory]
    [InlineData("a.wav", 80)]
    [InlineData("a.pcm", 0)]
    public void Samples_are_kept_to_the_last(string name, int header)
    {
        Speak($"{Sky} -OutFile {name}");

        AssertClean();
        Assert.Equal(SpokenSample.Samples, File.ReadAllBytes(Scene.FileAt(name))[header..]);
    }

    [Fact]
    public void A_stream_brings_the_first_part_before_the_others()
    {
        IReadOnlyList<PSObject> output = Speak($"{Sky} -Stream -ResponseFormat pcm -ThrottleLimit 1");

        AssertClean();
        Assert.Equal(SpokenSample.Samples, output.SelectMany(bytes => (byte[])bytes.BaseObject));
        Assert.True(output.Count > 1);
    }

    [SkippableFact]
    public void It_is_heard_as_it_was_sent() => AssertHeard(Sky, 24_000);

    [Fact]
    public void Its_lists_are_read_and_speak()
    {
        Assert.Equal(
            ["tts-1|kokoro", "tts-1-hd|kokoro", "kokoro|kokoro", "gpt-4o-mini-tts|kokoro"],
            Run("Get-CometModel -BaseUri $server | ForEach-Object { \"$($_.Model)|$($_.Provider)\" }")
                .Select(line => line.ToString()));
        Assert.Equal(
            ["af_bella", "af_heart", "af_sky", "am_adam", "am_michael"],
            Run("Get-CometVoice -BaseUri $server").Select(voice => voice.ToString()));

        Run(
            "Get-CometVoice af* -BaseUri $server | "
                + "ConvertTo-Speech -InputObject 'Good morning.' -Model kokoro -OutFile { \"$_.wav\" }");

        AssertClean();
        Assert.Equal(["af_bella.wav", "af_heart.wav", "af_sky.wav"], Scene.Entries);
    }

    // A mix of voices, and one of OpenAI's names, which the server maps to a voice of its own.
    [Theory]
    [InlineData("-CustomVoice 'af_bella(2)+af_sky'", "af_bella(2)+af_sky")]
    [InlineData("-Voice sage", "sage")]
    [InlineData("", "alloy")]
    public void Names_that_it_knows_go_as_they_are(string parameters, string voice)
    {
        Run($"'Good morning.' | ConvertTo-Speech -OutFile a.mp3 {parameters}");

        AssertClean();
        Assert.Equal(voice, Assert.Single(Scene.Server.Requests).Voice);
    }

    [Theory]
    [InlineData(
        "-Voice ballad", "RequestRejected", "Voice 'ballad' not found. Available voices: af_bella", "-CustomVoice")]
    [InlineData("-CustomVoice af_none", "RequestRejected", "am_adam, am_michael", "-CustomVoice")]
    [InlineData("-Model kokoro-9", "ModelNotFound", "Unsupported model: kokoro-9", "Get-CometModel -BaseUri")]
    public void A_refusal_is_told_in_its_own_words(string parameters, string id, string words, string advice)
    {
        Speak($"-OutFile a.mp3 {parameters} -ThrottleLimit 1");

        AssertError(id, words, advice);
        Assert.Single(Scene.Server.Requests);
        Assert.DoesNotContain("{", Session.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_Pydantic_finds_is_told_with_its_field()
    {
        Scene.Server.Faults = Fault.Always(
            FastApi.Invalid("string_type", "voice", "Input should be a valid string", null));

        Run("'Good morning.' | ConvertTo-Speech -OutFile a.mp3");

        AssertError("RequestRejected", "voice: Input should be a valid string", "-CustomVoice");
    }

    [Theory]
    [InlineData("Fail.", "ServiceUnavailable", "CUDA out of memory")]
    [InlineData("Crash.", "ConnectionFailed", "broke off before its first byte")]
    public void A_server_that_fails_is_told_as_such(string text, string id, string words)
    {
        Run($"'{text}' | ConvertTo-Speech -Model kokoro -OutFile a.mp3 -MaximumRetryCount 0");

        AssertError(id, words, "");
    }
}
