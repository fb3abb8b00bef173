using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>The module and a server that answers as LocalAI does.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class LocalAITests : ServerTests
{
    private const string Piper = $"-Model {LocalAIServer.Piper} -CustomVoice amy";

    private readonly LocalAIServer _server;

    public LocalAITests()
        : this(new LocalAIServer())
    {
    }

    private LocalAITests(LocalAIServer server)
        : base(server.Answer) => _server = server;

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("aac")]
    [InlineData("flac")]
    public async Task Each_format_becomes_a_file_that_another_program_reads(string extension) =>
        await SpeakAsync(Piper, extension);

    // A WAV answers to both; what a name ends in decides about the header alone.
    [Theory]
    [InlineData("a.wav", 80, "")]
    [InlineData("a.pcm", 0, "Its samples are 16000 Hz")]
    public void Samples_are_kept_to_the_last(string name, int header, string warning)
    {
        PSObject file = Assert.Single(Speak($"{Piper} -OutFile {name} -PassThru"));

        Assert.Empty(Session.Errors);
        Assert.Contains(warning, string.Concat(Session.Warnings), StringComparison.Ordinal);
        Assert.Equal(warning.Length > 0 ? 1 : 0, Session.Warnings.Count);
        byte[] bytes = File.ReadAllBytes(Scene.FileAt(name));
        Assert.Equal(SpokenSample.Samples, bytes[header..]);
        Assert.Equal(SecondsAt(LocalAIServer.Rate), SecondsOf(file), tolerance: 0.001);
    }

    // Who asks for bare samples takes no header for some.
    [Fact]
    public void A_stream_of_pcm_has_no_header_of_the_wav_that_came()
    {
        IReadOnlyList<PSObject> output = Speak($"{Piper} -Stream -ResponseFormat pcm");

        Assert.Empty(Session.Errors);
        Assert.Equal(SpokenSample.Samples, output.SelectMany(bytes => (byte[])bytes.BaseObject));
        Assert.Contains("Its samples are 16000 Hz", Assert.Single(Session.Warnings), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void It_is_heard_at_the_rate_of_the_voice() => AssertHeard(Piper, LocalAIServer.Rate);

    // It says Ogg, and it is: with Vorbis inside.
    [Fact]
    public void Vorbis_in_place_of_opus_is_told_by_its_name()
    {
        Run($"'Good morning.' | ConvertTo-Speech {Piper} -OutFile a.opus");

        AssertError("AnswerNotAudio", "Vorbis", "-ResponseFormat");
        Assert.Single(Scene.Server.Requests);
    }

    [Fact]
    public void Its_models_are_listed_and_of_voices_it_has_no_list()
    {
        Assert.Equal(
            [LocalAIServer.Piper, LocalAIServer.Disabled, "gpt-4"],
            Run("Get-CometModel -BaseUri $server").Select(model => model.ToString()));
        AssertClean();

        Assert.Empty(Run("Get-CometVoice -BaseUri $server"));
        AssertError("VoiceListMissing", "has no list of voices", "-CustomVoice");
    }

    [Theory]
    [InlineData("", "ModelNotFound", "model \"tts-1\" not found.", "Get-CometModel -BaseUri")]
    [InlineData(
        $"-Model {LocalAIServer.Disabled}",
        "ModelNotFound",
        "is disabled and cannot be loaded",
        "Get-CometModel -BaseUri")]
    public void A_model_that_it_does_not_serve_is_told_in_its_own_words(
        string parameters, string id, string words, string advice)
    {
        Speak($"-OutFile a.mp3 -ThrottleLimit 1 {parameters}");

        AssertError(id, words, advice);
        Assert.Single(Scene.Server.Requests);
    }

    [Fact]
    public void A_voice_that_its_backend_does_not_know_is_a_server_error_with_a_reason()
    {
        Run(
            $"'Good morning.' | ConvertTo-Speech -Model {LocalAIServer.Piper} -CustomVoice nobody -OutFile a.mp3 "
                + "-MaximumRetryCount 0");

        AssertError("ServiceUnavailable", "voice \"nobody\" not found", "-CustomVoice");
    }

    [Fact]
    public void A_model_that_is_still_loading_is_waited_for()
    {
        _server.Unload();

        Run($"'Good morning.' | ConvertTo-Speech {Piper} -OutFile a.wav -Verbose");

        AssertClean();
        Assert.Equal(2, Scene.Server.Requests.Count);
        Assert.Contains(Session.Verbose, line => line.Contains("is loading (40%)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "No key was sent", "Set-CometApiKey -BaseUri")]
    [InlineData("-ApiKey sk-wrong-0123456789", "An authentication key is required", "Set-CometApiKey -BaseUri http://")]
    public void A_key_that_it_refuses_is_told_as_such(string parameters, string words, string advice)
    {
        Scene.Server.Faults = new LocalAIServer("sk-right-0123456789").Answer;

        Run($"'Good morning.' | ConvertTo-Speech {Piper} -OutFile a.mp3 {parameters}");

        AssertError("AuthenticationFailed", words, advice);
    }
}
