using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Tests.LocalServer;

public class ValidationTests
{
    [Theory]
    [InlineData("{", null)]
    [InlineData("", null)]
    [InlineData("[]", null)]
    [InlineData("""{"input":"a","voice":"sage"}""", "model")]
    [InlineData("""{"model":"tts-1","voice":"sage"}""", "input")]
    [InlineData("""{"model":"tts-1","input":"a"}""", "voice")]
    [InlineData("""{"model":"tts-1","input":"","voice":"sage"}""", "input")]
    [InlineData("""{"model":"tts-1","input":["a"],"voice":"sage"}""", "input")]
    [InlineData("""{"model":"tts-1","input":"\ud800","voice":"sage"}""", "input")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"bob"}""", "voice")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"Sage"}""", "voice")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"sage","response_format":"ogg"}""", "response_format")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"sage","speed":0.24}""", "speed")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"sage","speed":4.01}""", "speed")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"sage","speed":"1"}""", "speed")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"sage","instructions":null}""", "instructions")]
    [InlineData("""{"model":"tts-1","input":"a","voice":"sage","stream_format":"sse"}""", "stream_format")]
    public async Task A_wrong_request_gets_400_that_names_the_field(string body, string? field)
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        using HttpResponseMessage response = await conversation.SendAsync(new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = await ServerConversation.ErrorOfAsync(response);
        Assert.Equal(field, error.GetProperty("param").GetString());
        Assert.Equal("comet_api_error", error.GetProperty("type").GetString());
        Assert.Equal("invalid_request", error.GetProperty("code").GetString());
        string requestId = response.Headers.GetValues("x-request-id").Single();
        Assert.EndsWith(
            $"(request id: {requestId})", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_instructions_are_of_an_invalid_type()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        using HttpResponseMessage response = await conversation.SendAsync(
            new StringContent("""{"model":"tts-1","input":"a","voice":"sage","instructions":null}"""));

        JsonElement error = await ServerConversation.ErrorOfAsync(response);
        Assert.StartsWith(
            "Invalid type for 'instructions'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4096, HttpStatusCode.OK)]
    [InlineData(4097, HttpStatusCode.BadRequest)]
    public async Task The_limit_counts_utf16_units(int units, HttpStatusCode expected)
    {
        // An emoji is two units.
        string text = new string('a', units % 2) + string.Concat(Enumerable.Repeat("😀", units / 2));
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        using HttpResponseMessage response = await conversation.SpeakAsync(text);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_model_is_a_503_that_says_model_not_found()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        using HttpResponseMessage response =
            await conversation.SendAsync(new StringContent("""{"model":"tts-9","input":"a","voice":"sage"}"""));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "model_not_found", (await ServerConversation.ErrorOfAsync(response)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("GET", "/v1/audio/speech", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/v1/audio/speech/", HttpStatusCode.OK)]
    [InlineData("POST", "/audio/speech", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    public async Task Only_the_documented_addresses_answer(string method, string path, HttpStatusCode expected)
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(conversation.Server.BaseUri, path));
        request.Content =
            method == "POST" ? new StringContent("""{"model":"tts-1","input":"a","voice":"sage"}""") : null;

        using HttpResponseMessage response = await conversation.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.OK)
        {
            Assert.Equal(
                "comet_api_error", (await ServerConversation.ErrorOfAsync(response)).GetProperty("type").GetString());
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer sk-wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Basic sk-right", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer sk-right", HttpStatusCode.OK)]
    public async Task A_server_with_a_key_asks_for_it_everywhere(string? authorization, HttpStatusCode expected)
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Key = "sk-right" });
        conversation.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using HttpResponseMessage speech = await conversation.SpeakAsync();
        using HttpResponseMessage models = await conversation.Client.GetAsync(conversation.Server.BaseUri + "/models");
        using HttpResponseMessage voices =
            await conversation.Client.GetAsync(conversation.Server.BaseUri + "/audio/voices");

        Assert.All([speech, models, voices], response => Assert.Equal(expected, response.StatusCode));
        if (expected == HttpStatusCode.Unauthorized)
        {
            Assert.Equal(
                "comet_api_error", (await ServerConversation.ErrorOfAsync(speech)).GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Models_are_listed_in_the_shape_of_openai()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync();

        JsonElement list =
            await conversation.Client.GetFromJsonAsync<JsonElement>(conversation.Server.BaseUri + "/models");

        Assert.Equal("list", list.GetProperty("object").GetString());
        Assert.Equal(
            LocalServerOptions.DefaultModels,
            list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!));
        Assert.All(
            list.GetProperty("data").EnumerateArray(),
            model => Assert.Equal("model", model.GetProperty("object").GetString()));
    }

    [Fact]
    public async Task A_voice_that_was_added_is_accepted()
    {
        await using ServerConversation conversation = await ServerConversation.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["af_heart"] });

        using HttpResponseMessage response = await conversation.SpeakAsync(voice: "af_heart");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
