using System.Net;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Tests.LocalServer;

public class EngineTests
{
    private const int SampleRate = 24000;

    private static readonly string[] s_formats = ["mp3", "opus", "aac", "flac", "wav", "pcm"];

    private static readonly string[] s_voices =
        ["alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer"];

    [SkippableFact]
    public async Task Flite_speaks_the_same_in_every_format()
    {
        await using ServerConversation conversation = await StartFliteAsync();

        int[] lengths = await LengthsAsync(conversation, "Hello there. All is well.");

        Assert.True(lengths.Min() > SampleRate);

        // What encoders put before and after.
        Assert.True(lengths.Max() - lengths.Min() < SampleRate / 5, string.Join(", ", lengths));
    }

    [SkippableFact]
    public async Task Each_voice_of_flite_sounds_different()
    {
        await using ServerConversation conversation = await StartFliteAsync();

        byte[][] spoken =
            await Task.WhenAll(s_voices.Select(voice => conversation.SpeakWholeAsync("Hello.", "pcm", voice)));

        Assert.Equal(s_voices.Length, spoken.Select(Convert.ToBase64String).Distinct().Count());
        Assert.All(spoken, pcm => Assert.NotEqual(0, pcm.Max()));
    }

    [SkippableTheory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(4)]
    public async Task Flite_applies_the_speed(double speed)
    {
        await using ServerConversation conversation = await StartFliteAsync();

        byte[] normal = await conversation.SpeakWholeAsync("All of this is said at one pace or another.", "pcm");
        byte[] changed =
            await conversation.SpeakWholeAsync("All of this is said at one pace or another.", "pcm", speed: speed);

        Assert.InRange(changed.Length * speed / normal.Length, 0.95, 1.05);
    }

    [SkippableTheory]
    [InlineData("漢字。")]
    [InlineData("😀")]
    [InlineData("…")]
    [InlineData("-v 'quoted': [0:a], \\ %{text} \"x\"")]
    public async Task Flite_gives_audio_for_every_text(string text)
    {
        await using ServerConversation conversation = await StartFliteAsync();

        Assert.True((await conversation.SpeakWholeAsync(text, "pcm")).Length > SampleRate / 10);
    }

    [Fact]
    public async Task Recordings_cover_the_sample_texts_in_every_format()
    {
        await using ServerConversation conversation = await StartRecordedAsync();

        foreach (string text in Recordings.SampleTexts)
        {
            foreach (string format in s_formats)
            {
                using HttpResponseMessage response = await conversation.SpeakAsync(text, format);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.False(response.Headers.Contains("x-engine-note"));
            }
        }
    }

    [SkippableFact]
    public async Task Recordings_are_the_same_speech_in_every_format()
    {
        FfmpegDecoder.SkipWithout();
        await using ServerConversation conversation = await StartRecordedAsync();

        foreach (string text in Recordings.SampleTexts)
        {
            int[] lengths = await LengthsAsync(conversation, text);

            Assert.True(lengths.Min() > 4 * SampleRate);
            Assert.True(lengths.Max() - lengths.Min() < SampleRate / 5, string.Join(", ", lengths));
        }
    }

    [Fact]
    public async Task Line_ends_of_the_sample_text_do_not_count()
    {
        await using ServerConversation conversation = await StartRecordedAsync();

        await conversation.SpeakWholeAsync(Recordings.SampleTexts[0].ReplaceLineEndings("\r\n") + "\r\n", "mp3");
    }

    [Theory]
    [InlineData("alloy", 1)]
    [InlineData("sage", 1.5)]
    public async Task A_recording_that_stands_for_something_else_says_so(string voice, double speed)
    {
        await using ServerConversation conversation = await StartRecordedAsync();

        using HttpResponseMessage response = await conversation.SpeakAsync(
            Recordings.SampleTexts[0], "mp3", voice, speed);

        Assert.Equal("recorded with voice sage at speed 1", response.Headers.GetValues("x-engine-note").Single());
    }

    [Fact]
    public async Task Without_a_recording_the_error_says_what_to_install_or_to_start()
    {
        await using ServerConversation conversation = await StartRecordedAsync();

        using HttpResponseMessage response = await conversation.SpeakAsync("Another text.");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        string? message = (await ServerConversation.ErrorOfAsync(response)).GetProperty("message").GetString();
        Assert.Contains("Install ffmpeg", message, StringComparison.Ordinal);
        Assert.Contains("--engine tone", message, StringComparison.Ordinal);
    }

    /// <summary>How many samples the text has in each format.</summary>
    private static Task<int[]> LengthsAsync(ServerConversation conversation, string text) =>
        Task.WhenAll(s_formats.Select(async format =>
        {
            byte[] audio = await conversation.SpeakWholeAsync(text, format);
            return (await FfmpegDecoder.DecodeAsync(audio, format)).Length;
        }));

    private static Task<ServerConversation> StartRecordedAsync() =>
        ServerConversation.StartAsync(new LocalServerOptions { Engine = EngineKind.Recorded });

    private static Task<ServerConversation> StartFliteAsync()
    {
        Skip.IfNot(EngineCatalog.IsFliteAvailable, "ffmpeg with the flite filter is not installed.");
        return ServerConversation.StartAsync(new LocalServerOptions { Engine = EngineKind.Flite });
    }
}
