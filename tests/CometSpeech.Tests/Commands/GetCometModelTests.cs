using System.Globalization;
using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>What a service's list of models becomes.</summary>
public sealed class GetCometModelTests : IAsyncLifetime
{
    private readonly RecordingHost _host = new();
    private TestScene _scene = null!;

    private ModuleSession Session => _scene.Session;

    public async Task InitializeAsync()
    {
        _scene = await TestScene.StartAsync(host: _host);
        Session.SetVariable("server", _scene.Server.BaseUri);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public void CometApis_catalogue_is_read_with_prices_as_it_says_them()
    {
        Serve("cometapi-models");

        IReadOnlyList<PSObject> models = Run("Get-CometModel -BaseUri $server");

        Assert.Empty(Session.Errors);
        Assert.Equal(
            [
                "tts-1|OpenAI|12||USD / M Tokens||https://apidoc.cometapi.com/api/audio/create-speech",
                "gpt-4o-mini-tts|OpenAI|0.48|9.6|USD / M Tokens||https://apidoc.cometapi.com/api/audio/create-speech",
                "eleven_v4|ElevenLabs|0.04||USD per request||",
            ],
            models.Select(Describe));
        Assert.All(models, model => Assert.Equal(model.Properties["Model"].Value, model.ToString()));
        Assert.All(models, model => Assert.Equal("CometSpeech.CometModel", model.TypeNames[0]));
    }

    [Fact]
    public void All_lists_also_what_does_not_speak()
    {
        Serve("cometapi-models");

        Assert.Equal(
            ["tts-1", "gpt-4o-mini-tts", "eleven_v4", "whisper-1", "gpt-image-2", "deepseek-v4-pro"],
            Names("Get-CometModel -BaseUri $server -All"));
        Assert.Equal(3, Names("Get-CometModel -BaseUri $server -Verbose").Count());
        Assert.Contains("3 of 6 models are not for speech; -All lists them too.", Session.Verbose);
    }

    [Fact]
    public void Where_nothing_tells_what_a_model_is_for_all_are_listed()
    {
        Serve("openai-models");

        Assert.Equal(
            ["tts-1||||2027-01-06", "gpt-4o-mini-tts-2025-03-20||||2026-07-23", "gpt-6||||"],
            Run("Get-CometModel -BaseUri $server -Verbose")
                .Select(model => string.Join('|', new[] { "Model", "Price", "PriceUnit", "Uri", "ShutdownDate" }
                    .Select(name => Text(model.Properties[name].Value)))));
        Assert.Contains(Session.Verbose, line => line.EndsWith("all 3 are listed.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("speaches-models", "speaches-ai/Kokoro-82M-v1.0-ONNX")]
    [InlineData("openrouter-models", "vendor/voice-1")]
    public void What_a_server_says_of_its_models_tells_which_speak(string fixture, string model)
    {
        Serve(fixture);

        Assert.Equal([model], Names("Get-CometModel -BaseUri $server"));
        Assert.Equal(2, Names("Get-CometModel -BaseUri $server -All").Count());
    }

    [Theory]
    [InlineData("tts*", "tts-1")]
    [InlineData("TTS-1", "tts-1")]
    [InlineData("*tts*, eleven*", "tts-1 gpt-4o-mini-tts eleven_v4")]
    [InlineData("x*", "")]
    public void Models_are_found_by_name(string names, string expected)
    {
        Serve("cometapi-models");

        Assert.Equal(expected, string.Join(' ', Names($"Get-CometModel {names} -BaseUri $server")));
        Assert.Empty(Session.Errors);
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_the_others_are_listed_with_one_request()
    {
        Serve("cometapi-models");

        Assert.Equal(["tts-1"], Names("'nobody', 'tts-1', 'gpt-image-2' | Get-CometModel -BaseUri $server"));

        Assert.Equal(["ModelNotFound", "ModelNotFound"], Session.ErrorIds);
        Assert.All(
            Session.Errors, error => Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category));
        Assert.Contains("lists no model 'nobody'.", Session.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("'gpt-image-2' for speech, but", Session.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Single(_scene.Server.Requests);
    }

    [Fact]
    public void A_service_without_a_model_that_speaks_is_a_warning()
    {
        _scene.Server.Faults = Fault.Always(
            new ResponseFault(200, """{"data":[{"id":"a","features":["text-to-text"]}]}"""));

        Assert.Empty(Run("Get-CometModel -BaseUri $server"));

        Assert.Contains("-All lists them.", Assert.Single(Session.Warnings), StringComparison.Ordinal);
    }

    // OpenRouter lists what writes, and what speaks on demand only.
    [Fact]
    public void Where_no_model_speaks_those_that_do_are_asked_for()
    {
        const string Chat = """{"data":[{"id":"chat","architecture":{"output_modalities":["text","audio"]}}]}""";
        const string Speech = """
            {"data":[{"id":"voice","architecture":{"output_modalities":["speech"]},"expiration_date":"2027-01-06"}]}
            """;
        _scene.Server.Faults = Fault.InTurn(
            new ResponseFault(200, Chat),
            new ResponseFault(200, Speech),
            new ResponseFault(200, Chat),
            new ResponseFault(400, ""));

        PSObject model = Assert.Single(Run("Get-CometModel -BaseUri $server"));
        Assert.Equal("voice|2027-01-06", $"{model}|{model.Properties["ShutdownDate"].Value:yyyy-MM-dd}");
        Assert.Equal(
            ["/v1/models", "/v1/models?output_modalities=speech"],
            _scene.Server.Requests.Select(request => request.Path));

        Assert.Equal(["chat"], Names("Get-CometModel -BaseUri $server -All"));
        Assert.Empty(Session.Errors);
    }

    [Fact]
    public void A_model_goes_into_speech_by_the_pipeline_and_by_hand()
    {
        Run("Get-CometModel tts-1* -BaseUri $server | ConvertTo-Speech -InputObject 'a' -OutFile { \"$_.mp3\" }");
        Run("$model = Get-CometModel gpt-4o-mini-tts -BaseUri $server; "
            + "ConvertTo-Speech b -Model $model -OutFile b.mp3");

        Assert.Empty(Session.Errors);
        Assert.Equal(
            ["gpt-4o-mini-tts", "tts-1", "tts-1-1106", "tts-1-hd"],
            _scene.Server.Requests.Where(request => request.Method == "POST").Select(request => request.Model)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_view_marks_what_has_ended_and_what_ends_soon()
    {
        DateTime today = DateTime.UtcNow.Date;
        _scene.Server.Faults = Fault.Always(new ResponseFault(200, ListFixture.Models(
            ("gone", today.AddDays(-3)), ("soon", today.AddDays(58)), ("later", today.AddDays(63)), ("open", null))));

        Run("Get-CometModel -BaseUri $server | Out-Default");

        string Day(int days) => today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains("Model Shutdown Price PriceUnit Provider", _host.Lines);
        Assert.Contains($"gone ended {Day(-3)}", _host.Lines);
        Assert.Contains($"soon ends {Day(58)}", _host.Lines);
        Assert.Contains($"later {Day(63)}", _host.Lines);
        Assert.Contains("open", _host.Lines);
    }

    [Fact]
    public void The_view_tells_both_prices()
    {
        Serve("cometapi-models");

        Run("Get-CometModel -BaseUri $server | Out-Default");

        Assert.Contains("tts-1 12 USD / M Tokens OpenAI", _host.Lines);
        Assert.Contains("gpt-4o-mini-tts 0.48 + 9.6 USD / M Tokens OpenAI", _host.Lines);
    }

    [Fact]
    public void The_view_tells_a_small_price_in_full()
    {
        _scene.Server.Faults = Fault.Always(new ResponseFault(
            200, """{"data":[{"id":"a","pricing":{"currency":"USD","input":"0.0000015","output":1e-7}}]}"""));

        Run("Get-CometModel -BaseUri $server | Out-Default");

        Assert.Contains("a 0.0000015 + 0.0000001 USD", _host.Lines);
    }

    [Fact]
    public async Task The_key_of_an_address_is_sent_there()
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Key = "sk-list-0123456789" });
        Session.SetVariable("server", server.BaseUri);

        Run("Get-CometModel -BaseUri $server");
        Assert.Equal("AuthenticationFailed", Session.ErrorId);
        Assert.Contains(
            "Set-CometApiKey -BaseUri",
            Session.Errors[0].ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);

        Assert.Contains("tts-1", Names("Get-CometModel -BaseUri $server -ApiKey sk-list-0123456789"));
        Run("Set-CometApiKey sk-list-0123456789 -BaseUri $server");
        Assert.Contains("tts-1", Names("Get-CometModel -BaseUri $server"));
        Run("Get-CometModel -BaseUri $server -ApiKey ' '");
        Assert.Equal("InvalidApiKey", Session.ErrorId);
    }

    [Fact]
    public void The_local_servers_lists_are_those_of_the_services()
    {
        Assert.Equal(
            "2027-01-06",
            Text(Assert.Single(Run("Get-CometModel tts-1 -BaseUri $server")).Properties["ShutdownDate"].Value));
        // CometAPI's catalogue lies beside /v1.
        Run("$catalog = [uri]::new([uri]\"$server\", '/api')");
        Assert.Equal(LocalServerOptions.DefaultModels, Names("Get-CometModel -BaseUri $catalog"));
        Assert.Contains("local-chat", Names("Get-CometModel -BaseUri $catalog -All"));
    }

    private void Serve(string fixture) => _scene.Server.Faults = Fault.Always(ListFixture.Answer(fixture));

    private IReadOnlyList<PSObject> Run(string script) => _scene.Run(script);

    private IEnumerable<string> Names(string script) =>
        Run(script).Select(model => (string)model.Properties["Model"].Value);

    private static string Describe(PSObject model) => string.Join(
        '|',
        new[] { "Model", "Provider", "Price", "OutputPrice", "PriceUnit", "ShutdownDate", "Uri" }
            .Select(name => Text(model.Properties[name].Value)));

    private static string Text(object? value) => value is DateTime day
        ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
