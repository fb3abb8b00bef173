using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>What an answer says of its audio, in its headers or in the audio's own, is held against what came.</summary>
public sealed class DeclaredAudioTests
{
    private static readonly byte[] s_samples = [.. Enumerable.Range(0, 12_800).Select(i => (byte)(i * 7))];

    [Theory]
    [InlineData("audio/pcm", 24_000, 1)]
    [InlineData("audio/pcm;rate=16000", 16_000, 1)]
    [InlineData("audio/pcm;rate=16000;channels=2", 16_000, 2)]
    [InlineData("audio/L16; Channels=\"2\"; Rate=\"48000\"", 48_000, 2)]
    [InlineData("audio/pcm;rate=fast;channels=0", 24_000, 1)]
    public async Task Rate_and_channels_of_raw_samples_count(string contentType, int rate, int channels)
    {
        await using TestScene scene = await TestScene.StartAsync(new ResponseFault(200, s_samples, contentType));

        PSObject file = Assert.Single(scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.pcm -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            TimeSpan.FromSeconds((double)s_samples.Length / 2 / channels / rate), file.Properties["Duration"].Value);
    }

    [Fact]
    public async Task Raw_samples_of_two_rates_do_not_fit()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new ResponseFault(200, s_samples, "audio/pcm;rate=24000"),
            new ResponseFault(200, s_samples, "audio/pcm;rate=16000"));

        scene.Run("\"One one.`n`nTwo two.\" | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 9 -ThrottleLimit 1");

        Assert.Equal("AudioNotJoinable", scene.Session.ErrorId);
        Assert.Contains("16000 Hz", Assert.Single(scene.Session.Errors).Exception.Message, StringComparison.Ordinal);
    }
}
