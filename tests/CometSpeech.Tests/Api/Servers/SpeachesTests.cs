using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>The module and a server that answers as speaches does.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class SpeachesTests : ServerTests
{
    private const string Kokoro = $"-Model {SpeachesServer.Kokoro} -CustomVoice af_heart";
    private const string Piper = $"-Model {SpeachesServer.Piper} -CustomVoice alba";

    public SpeachesTests()
        : base(new SpeachesServer().Answer)
    {
    }

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    [InlineData("wav")]
    [InlineData("pcm")]
    public async Task Each_format_becomes_a_file_that_another_program_reads(string extension) =>
        await SpeakAsync(Kokoro, extension);

    [Fact]
    public void A_wav_of_another_rate_keeps_it()
    {
        PSObject file = Assert.Single(Speak($"{Piper} -OutFile a.wav -PassThru"));

        AssertClean();
        byte[] wav = File.ReadAllBytes(Scene.FileAt("a.wav"));
        Assert.Equal(SpeachesServer.PiperRate, BitConverter.ToInt32(wav, 60));
        Assert.Equal(SpokenSample.Samples, wav[80..]);
        Assert.Equal(SecondsAt(SpeachesServer.PiperRate), SecondsOf(file), tolerance: 0.001);
    }

    // Its samples are of the model's rate, which nothing but a WAV header tells.
    [SkippableTheory]
    [InlineData(Kokoro, 24_000)]
    [InlineData(Piper + " -ResponseFormat wav", SpeachesServer.PiperRate)]
    public void It_is_heard_at_the_rate_of_the_model(string parameters, int rate) => AssertHeard(parameters, rate);

    [Fact]
    public void Its_lists_are_read()
    {
        Assert.Equal(
            [SpeachesServer.Kokoro, SpeachesServer.Piper],
            Run("Get-CometModel -BaseUri $server").Select(model => model.ToString()));
        Assert.Equal(3, Run("Get-CometModel -BaseUri $server -All").Count);
        Assert.Equal(
            ["af_heart|en-us|female", "am_adam|en-us|male", "alba|en|"],
            Run("Get-CometVoice -BaseUri $server | "
                + "ForEach-Object { \"$($_.Voice)|$($_.Language)|$($_.Gender)\" }").Select(line => line.ToString()));
        AssertClean();
    }

    [Fact]
    public void A_model_that_is_not_installed_is_told_in_its_own_words()
    {
        Speak("-OutFile a.mp3 -ThrottleLimit 1");

        AssertError("ModelNotFound", "Model 'tts-1' is not installed locally.", "Get-CometModel -BaseUri");
        Assert.Single(Scene.Server.Requests);
    }

    // It finds out after it has sent its 200.
    [Theory]
    [InlineData("-CustomVoice nobody")]
    [InlineData("-CustomVoice af_heart -Speed 4")]
    public void An_answer_that_breaks_off_before_its_first_byte_may_be_a_refusal(string parameters)
    {
        Run(
            $"'Good morning.' | ConvertTo-Speech -Model {SpeachesServer.Kokoro} {parameters} -OutFile a.mp3 "
                + "-MaximumRetryCount 0");

        AssertError("ConnectionFailed", "broke off before its first byte", "Get-CometVoice -BaseUri");
        Assert.Contains(
            "-Speed", Session.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "API key required", "Set-CometApiKey -BaseUri")]
    [InlineData("-ApiKey sk-wrong-0123456789", "Invalid API key", "Set-CometApiKey -BaseUri http://")]
    public void A_key_that_it_refuses_with_403_is_told_as_such(string parameters, string words, string advice)
    {
        Scene.Server.Faults = new SpeachesServer("sk-right-0123456789").Answer;

        Speak($"{Kokoro} -OutFile a.mp3 -ThrottleLimit 1 {parameters}");
        AssertError("AuthenticationFailed", words, advice);
        Assert.Single(Scene.Server.Requests);

        foreach (string command in new[] { "Get-CometVoice", "Get-CometModel" })
        {
            Run($"{command} -BaseUri $server {parameters}");
            AssertError("AuthenticationFailed", words, "Key");
        }
    }

    [Fact]
    public void A_server_error_without_a_reason_is_told_as_such()
    {
        Scene.Server.Faults = Fault.Always(FastApi.Crash());

        Run($"'Good morning.' | ConvertTo-Speech {Kokoro} -OutFile a.mp3 -MaximumRetryCount 0");

        AssertError("ServiceUnavailable", "Internal Server Error", "");
    }
}
