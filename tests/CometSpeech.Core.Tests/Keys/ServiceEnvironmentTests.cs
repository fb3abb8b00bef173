using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Tests.Keys;

public sealed class ServiceEnvironmentTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \uFEFF\r\n", null)]
    [InlineData("kokoro", "kokoro")]
    [InlineData("\uFEFF gpt-4o-mini-tts \r\n", "gpt-4o-mini-tts")]
    public void The_model_is_read_without_what_stands_around_it(string? value, string? model)
    {
        var environment = new ServiceEnvironment(name => name == "COMETAPI_SPEECH_MODEL" ? value : "other");

        Assert.Equal(model, environment.GetSpeechModel());
    }
}
