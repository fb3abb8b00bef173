using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Tests.LocalServer;

public class SpeechEndpointTests
{
    public static TheoryData<string, string, string> Formats => new()
    {
        { "mp3", "audio/mpeg", "ID3" },
        { "opus", "audio/opus", "OggS" },
        { "aac", "audio/aac", "\u00FF\u00F1" },
        { "flac", "audio/flac", "fLaC" },
        { "wav", "audio/wav", "RIFF" },
        { "pcm", "audio/pcm", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Answers_stream_audio_of_the_format_that_was_asked_for(
        string format, string contentType, string beginning)
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        using HttpResponseMessage response = await conversation.SpeakAsync("chunk 1", format);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.NotEmpty(response.Headers.GetValues("x-request-id").Single());
        Assert.True(
            int.Parse(response.Headers.GetValues("openai-processing-ms").Single(), CultureInfo.InvariantCulture) >= 0);
        byte[] audio = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(beginning, System.Text.Encoding.Latin1.GetString(audio, 0, beginning.Length));
    }

    [Fact]
    public async Task A_request_without_format_gets_mp3()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        using HttpResponseMessage response =
            await conversation.SendAsync(new StringContent("""{"model":"tts-1","input":"1","voice":"alloy"}"""));

        Assert.Equal("audio/mpeg", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Wav_says_that_its_sizes_are_not_known()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        byte[] wav = await conversation.SpeakWholeAsync("chunk 3", "wav");
        byte[] pcm = await conversation.SpeakWholeAsync("chunk 3", "pcm");

        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(wav.AsSpan(40)));
        Assert.Equal(pcm, wav[44..]);
    }

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    [InlineData("wav")]
    [InlineData("pcm")]
    public async Task The_tone_tells_the_number_in_the_text(string format)
    {
        FfmpegDecoder.SkipWithout();
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        (string Text, int Frequency)[] tones =
            [("chunk 0", 300), ("#17 and more", 2000), ("31", 3400), ("In 1234567890123 words", 300 + (100 * 11))];
        foreach ((string text, int frequency) in tones)
        {
            short[] samples = await FfmpegDecoder.DecodeAsync(await conversation.SpeakWholeAsync(text, format), format);

            Assert.Equal(frequency, Tone.FrequencyFor(text));
            Assert.InRange(FfmpegDecoder.FrequencyOf(samples), frequency - 20, frequency + 20);

            // Encoders that cannot tell their padding make it longer, by less than three frames of 1024.
            Assert.InRange(samples.Length, 4800, 4800 + 3072);
        }
    }

    [Fact]
    public void Texts_without_a_number_get_different_tones()
    {
        string[] texts = ["alpha", "beta", "gamma", "delta", "漢字", "", "Alpha"];

        Assert.True(texts.Select(Tone.NumberFor).Distinct().Count() > 3);
        Assert.All(texts, text => Assert.InRange(Tone.NumberFor(text), 0, Tone.Count - 1));
    }

    [Fact]
    public async Task Requests_are_kept_as_they_arrived()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();
        conversation.Client.DefaultRequestHeaders.Add("User-Agent", "test/1.0");
        conversation.Client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-1");

        await conversation.SpeakWholeAsync("First — “漢字”", "wav");
        using HttpResponseMessage models = await conversation.Client.GetAsync(conversation.Server.BaseUri + "/models");

        Assert.Collection(
            conversation.Server.Requests,
            speech =>
            {
                Assert.Equal((1, "POST", "/v1/audio/speech"), (speech.Number, speech.Method, speech.Path));
                Assert.Equal("First — “漢字”", speech.Input);
                Assert.Equal(("tts-1", "sage", "wav"), (speech.Model, speech.Voice, speech.ResponseFormat));
                Assert.Equal(("Bearer sk-1", "test/1.0"), (speech.Authorization, speech.UserAgent));
                Assert.True(speech.Body!.Value.TryGetProperty("speed", out _));
            },
            list => Assert.Equal((2, "GET", "/v1/models", null), (list.Number, list.Method, list.Path, list.Body)));

        conversation.Server.ClearRequests();
        Assert.Empty(conversation.Server.Requests);
    }

    [Fact]
    public async Task The_log_has_a_line_for_each_request_and_no_key()
    {
        await using StringWriter log = new();
        await using (ServerConversation conversation = await ServerConversation.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Key = "sk-secret", Log = log }))
        {
            conversation.Client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-secret");
            await conversation.SpeakWholeAsync("Hello");
            using HttpResponseMessage invalid = await conversation.SpeakAsync("\ud83d\ude00", "ogg");
        }

        string[] lines = log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^POST /v1/audio/speech 200 [0-9]+ ms 5 characters$", lines[0]);
        Assert.Matches("^POST /v1/audio/speech 400 [0-9]+ ms 2 characters$", lines[1]);
        Assert.Equal(2, lines.Length);
    }
}
