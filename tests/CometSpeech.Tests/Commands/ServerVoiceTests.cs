using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>What a server lists at audio/voices, and that it can be spoken with.</summary>
public sealed class ServerVoiceTests : IAsyncLifetime
{
    private readonly RecordingHost _host = new();
    private TestScene _scene = null!;

    private ModuleSession Session => _scene.Session;

    private IEnumerable<string?> SpokenVoices =>
        _scene.Server.Requests.Where(request => request.Method == "POST").Select(request => request.Voice);

    public async Task InitializeAsync()
    {
        _scene = await TestScene.StartAsync(
            new LocalServerOptions
            {
                Engine = EngineKind.Tone, AdditionalVoices = ["af_heart", "am_adam", "bf_alice", "Sage"],
            },
            _host);
        Session.SetVariable("server", _scene.Server.BaseUri);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("kokoros-voices", "", "af_bella|af_bella|| af_sky|af_sky|| am_adam|am_adam||")]
    [InlineData("kokoro-fastapi-voices", "", "af_bella|af_bella|| af_sky|af_sky|| am_adam|am_adam||")]
    [InlineData("speaches-voices", "",
        "af_heart|Heart|en-us|female am_adam|Adam|en-us|male bf_alice|Alice|en-gb|female")]
    [InlineData("mlx-audio-voices", "-Model 'mlx/Kokoro & co'", "af_heart|Heart|| bm_george|George||")]
    public void Four_shapes_are_read(string fixture, string parameters, string expected)
    {
        Serve(fixture);

        IReadOnlyList<PSObject> voices = _scene.Run($"Get-CometVoice -BaseUri $server {parameters}");

        Assert.Empty(Session.Errors);
        Assert.Equal(
            expected,
            string.Join(' ', voices.Select(voice => string.Join(
                '|',
                new[] { "Voice", "Name", "Language", "Gender" }.Select(name => voice.Properties[name].Value)))));
        Assert.All(voices, voice => Assert.Contains("CometSpeech.CometVoice", voice.TypeNames));
        Assert.All(voices, voice => Assert.False((bool)voice.Properties["IsDefault"].Value));
        Assert.Equal(
            "/v1/audio/voices" + (parameters.Length > 0 ? "?model=mlx%2FKokoro%20%26%20co" : ""),
            Assert.Single(_scene.Server.Requests).Path);
    }

    // Older ones of speaches name a voice by voice_id, beside its model; others have several languages.
    [Theory]
    [InlineData("""[{"model_id":"rhasspy/piper","voice_id":"amy","name":"Amy"}]""", "amy|Amy|")]
    [InlineData("""{"voices":[{"id":"a","languages":["en","de"]}]}""", "a|a|en, de")]
    [InlineData("""{"voices":[{"id":"a","language":["en"]}]}""", "a|a|en")]
    [InlineData("""{"voices":[{"id":"a","locale":"en-GB","languages":[]}]}""", "a|a|en-GB")]
    public void Other_names_of_the_same_are_read(string body, string expected)
    {
        _scene.Server.Faults = Fault.Always(new ResponseFault(200, body));

        PSObject voice = Assert.Single(_scene.Run("Get-CometVoice -BaseUri $server"));

        Assert.Equal(
            expected,
            string.Join('|', new[] { "Voice", "Name", "Language" }.Select(name => voice.Properties[name].Value)));
    }

    [Theory]
    [InlineData(VoiceListShape.Ids, "")]
    [InlineData(VoiceListShape.Names, "")]
    [InlineData(VoiceListShape.Described, "")]
    [InlineData(VoiceListShape.Data, "-Model tts-1")]
    public async Task The_local_server_has_all_four(VoiceListShape shape, string parameters)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Voices = shape });
        Session.SetVariable("server", server.BaseUri);

        Assert.Equal(
            ["sage"], Names($"Get-CometVoice sage -BaseUri $server {parameters}"));
        Assert.Equal(10, Names($"Get-CometVoice -BaseUri $server {parameters}").Count());
        Assert.Empty(Session.Errors);
    }

    [Fact]
    public async Task A_server_that_wants_a_model_is_told_so()
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Voices = VoiceListShape.Data });
        Session.SetVariable("server", server.BaseUri);

        _scene.Run("Get-CometVoice -BaseUri $server");
        Assert.Contains(
            "Name the model with -Model", Assert.Single(Session.Errors).ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Equal("RequestRejected", Session.ErrorId);

        _scene.Run("Get-CometVoice -BaseUri $server -Model nobody");
        Assert.Equal("ModelNotFound", Session.ErrorId);
    }

    [Fact]
    public async Task A_server_may_have_no_list()
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Voices = VoiceListShape.None });
        Session.SetVariable("server", server.BaseUri);

        Assert.Empty(_scene.Run("Get-CometVoice -BaseUri $server"));
        Assert.Equal("VoiceListMissing", Session.ErrorId);
        Assert.Empty(_scene.Run("Get-CometVoice -BaseUri $server -Model tts-1"));
        Assert.Equal("VoiceListMissing", Session.ErrorId);
    }

    [Fact]
    public void Without_an_address_nobody_is_asked()
    {
        Assert.Equal(10, _scene.Run("Get-CometVoice").Count);
        Assert.Empty(_scene.Server.Requests);
    }

    [Theory]
    [InlineData("af*", "af_heart")]
    [InlineData("alice", "bf_alice")]
    [InlineData("HEART, am_adam", "af_heart am_adam")]
    [InlineData("x*", "")]
    public void Voices_are_found_by_id_and_by_name(string names, string expected)
    {
        Serve("speaches-voices");

        Assert.Equal(expected, string.Join(' ', Names($"Get-CometVoice {names} -BaseUri $server")));
        Assert.Empty(Session.Errors);
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_the_others_are_listed()
    {
        Serve("speaches-voices");

        Assert.Equal(["am_adam"], Names("'sage', 'adam' | Get-CometVoice -BaseUri $server"));

        Assert.Equal("VoiceNotFound", Session.ErrorId);
        Assert.Single(_scene.Server.Requests);
    }

    [Fact]
    public void The_view_tells_what_the_server_tells()
    {
        Serve("speaches-voices");

        _scene.Run("Get-CometVoice -BaseUri $server | Out-Default");

        Assert.Contains("Voice Name Language Gender", _host.Lines);
        Assert.Contains("af_heart Heart en-us female", _host.Lines);
    }

    [Fact]
    public void A_servers_voices_pipe_into_speech_though_they_are_none_of_the_ten()
    {
        ServeVoices("speaches-voices");

        _scene.Run("Get-CometVoice -BaseUri $server | ConvertTo-Speech -InputObject 'Hi' -OutFile { \"$_.mp3\" }");

        Assert.Empty(Session.Errors);
        Assert.Equal(["af_heart", "am_adam", "bf_alice"], SpokenVoices.Order());
        Assert.Equal(["af_heart.mp3", "am_adam.mp3", "bf_alice.mp3"], _scene.Entries);
    }

    // What Select-Object *, @{ n = 'Text'; e = { ... } } makes of an object, and what comes out of a job.
    [Theory]
    [InlineData("Selected.CometSpeech.CometVoice")]
    [InlineData("Deserialized.CometSpeech.CometVoice")]
    public void Copies_of_a_servers_voices_do_so_too(string typeName)
    {
        ServeVoices("speaches-voices");

        _scene.Run($$"""
            Get-CometVoice -BaseUri $server | ForEach-Object {
                $copy = [pscustomobject]@{ Voice = $_.Voice; Name = $_.Name; Text = "I am $($_.Name)." }
                $copy.PSTypeNames.Insert(0, '{{typeName}}')
                $copy
            } | ConvertTo-Speech -OutFile { "$($_.Voice).mp3" }
            """);

        Assert.Empty(Session.Errors);
        Assert.Equal(["I am Adam.", "I am Alice.", "I am Heart."], _scene.Inputs.OfType<string>().Order());
        Assert.Equal(["af_heart", "am_adam", "bf_alice"], SpokenVoices.Order());
    }

    // What Export-Csv and ConvertTo-Json keep of it.
    [Fact]
    public void Rows_of_a_table_of_voices_do_so_too()
    {
        ServeVoices("speaches-voices");

        _scene.Run("""
            Get-CometVoice -BaseUri $server | ForEach-Object {
                [pscustomobject]@{
                    Voice = $_.Voice; Name = $_.Name; Language = $_.Language; Gender = $_.Gender
                    Models = 'System.String[]'; IsDefault = 'False'
                }
            } | ConvertTo-Speech -InputObject Hi -OutFile { "$($_.Voice).mp3" }
            """);

        Assert.Empty(Session.Errors);
        Assert.Equal(["af_heart", "am_adam", "bf_alice"], SpokenVoices.Order());
    }

    [Theory]
    [InlineData("ConvertTo-Speech Hi -Voice $heart -OutFile a.mp3")]
    [InlineData("ConvertTo-Speech Hi -CustomVoice $heart -OutFile a.mp3")]
    [InlineData("'Hi' | ConvertTo-Speech -Voice { $heart } -OutFile a.mp3")]
    [InlineData("[pscustomobject]@{ Text = 'Hi'; Voice = $heart } | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("@{ Text = 'Hi'; CustomVoice = $heart } | ConvertTo-Speech -OutFile a.mp3")]
    [InlineData("$heart | ConvertTo-Speech -InputObject Hi -Voice { $_.Voice } -OutFile a.mp3")]
    public void A_voice_object_may_stand_where_a_voice_is_named(string script)
    {
        ServeVoices("speaches-voices");
        _scene.Run("$heart = Get-CometVoice af_heart -BaseUri $server");

        _scene.Run(script);

        Assert.Empty(Session.Errors);
        Assert.Equal("af_heart", Assert.Single(SpokenVoices));
    }

    [Theory]
    [InlineData("ConvertTo-Speech Hi -Voice af_heart -OutFile a.mp3", "ParameterArgumentValidationError")]
    [InlineData("@{ Text = 'Hi'; Voice = 'af_heart' } | ConvertTo-Speech -OutFile a.mp3", "InvalidRecordValue")]
    public void A_voices_name_by_hand_stays_one_of_the_ten(string script, string id)
    {
        _scene.Run(script);

        Assert.Contains(id, Session.ErrorIds);
        Assert.Empty(SpokenVoices);
    }

    [Fact]
    public void A_servers_voice_is_sent_as_the_server_writes_it()
    {
        _scene.Server.Faults = Fault.When(
            request => request.Method == "GET", new ResponseFault(200, """{"voices":["Sage"]}"""));

        _scene.Run("Get-CometVoice -BaseUri $server | ConvertTo-Speech -InputObject 'Hi' -OutFile a.mp3");

        Assert.Equal("Sage", Assert.Single(SpokenVoices));
    }

    [Fact]
    public void The_voices_of_one_shape_pipe_into_the_command_again()
    {
        Serve("speaches-voices");

        Assert.Equal(
            ["af_heart", "am_adam", "bf_alice"],
            Names("Get-CometVoice -BaseUri $server | Get-CometVoice -BaseUri $server"));
        Assert.Equal(["sage"], Names("Get-CometVoice sage | Get-CometVoice"));
    }

    private void Serve(string fixture) => _scene.Server.Faults = Fault.Always(ListFixture.Answer(fixture));

    private void ServeVoices(string fixture) => _scene.Server.Faults =
        Fault.When(request => request.Method == "GET", ListFixture.Answer(fixture));

    private IEnumerable<string> Names(string script) =>
        _scene.Run(script).Select(voice => (string)voice.Properties["Voice"].Value);
}
