using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>What the values of columns mean: numbers in the forms of cultures, names with blanks, lists.</summary>
public sealed class RecordValueTests
{
    [Theory]
    [InlineData("fa-IR", "'1\u066B5'", 1.5)]
    [Trait("Wine", "no")] // It has signs of its own for some cultures' numbers.
    public Task A_speed_is_read_with_the_signs_of_any_script(string culture, string value, double speed) =>
        A_speed_is_read_in_the_users_form_and_in_the_invariant_one(culture, value, speed);

    [Theory]
    [InlineData("de-DE", "'0,3'", 0.3)]
    [InlineData("de-DE", "'0.3'", 0.3)]
    [InlineData("de-DE", "' 1,25 '", 1.25)]
    [InlineData("fr-FR", "'0,4'", 0.4)]
    [InlineData("en-US", "'0.3'", 0.3)]
    [InlineData("en-US", "'5e-1'", 0.5)]
    [InlineData("de-DE", "0.75", 0.75)]
    [InlineData("de-DE", "[decimal] 2", 2.0)]
    [InlineData("de-DE", "[char] '2'", 2.0)]
    [InlineData("de-DE", "([xml] '<a><b x=\"1\">0.3</b></a>').a.b", 0.3)]
    public async Task A_speed_is_read_in_the_users_form_and_in_the_invariant_one(
        string culture, string value, double speed)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            [pscustomobject]@{ Text = 'row'; Speed = {{value}} } | ConvertTo-Speech -OutFile a.mp3
            'script' | ConvertTo-Speech -OutFile b.mp3 -Speed { {{value}} }
            'hand' | ConvertTo-Speech -OutFile c.mp3 -Speed ({{value}})
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([speed, speed, speed], scene.Server.Requests.Select(Speed));

        static double Speed(ReceivedRequest request) =>
            request.Body!.Value.GetProperty("speed").GetDouble();
    }

    [Theory]
    [InlineData("en-US", "'0,3'", "'0,3' is no number such as 0.5")]
    [InlineData("en-US", "'1,000'", "'1,000' is no number such as 0.5")]
    [InlineData("de-DE", "'1.000,5'", "'1.000,5' is no number such as 0,5")]
    [InlineData("fr-FR", "'1 000'", "'1 000' is no number such as 0,5")]
    [InlineData("de-CH", "\"1’0\"", "'1’0' is no number such as 0.5")]
    [InlineData("en-US", "'slow'", "'slow' is no number such as 0.5")]
    [InlineData("en-US", "$true", "'True' is no number such as 0.5")]
    [InlineData("en-US", "[System.DayOfWeek] 2", "'Tuesday' is no number such as 0.5")]
    [InlineData("en-US", "[datetime] '2026-01-02'", "'01/02/2026 00:00:00' is no number such as 0.5")]
    [InlineData("en-US", "@{ a = 1 }", "(System.Collections.Hashtable) is no number such as 0.5")]
    [InlineData("en-US", "(0, 5)", "'0', '5' are 2 values, where one value is meant")]
    [InlineData("en-US", ", 1.5", "'1.5' is a list, where one value is meant")]
    public async Task A_speed_in_another_form_is_an_error_that_names_the_record(
        string culture, string value, string reason)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            [pscustomobject]@{ Text = 'one'; Speed = {{value}} } | ConvertTo-Speech -OutFile a.mp3
            """);

        Assert.Equal("InvalidRecordValue", scene.Session.ErrorId);
        Assert.Equal(
            $"Record 1 ('one') for 'a.mp3' cannot be used: its Speed {reason}.",
            scene.Session.Errors[0].Exception.Message);

        scene.Run($$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            'one' | ConvertTo-Speech -OutFile a.mp3 -Speed ({{value}})
            """);

        Assert.Equal("ParameterArgumentTransformationError", scene.Session.ErrorId);
        Assert.Contains(reason, scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task Blanks_around_the_name_of_a_voice_or_model_are_not_sent()
    {
        await using TestScene scene = await SceneAsync();

        scene.Run("""
            [pscustomobject]@{ Text = 'one'; Voice = ' sage '; Model = "tts-1-hd`t" },
            [pscustomobject]@{ Text = 'two'; CustomVoice = " guest`u{A0}" } | ConvertTo-Speech -OutFile a.wav
            'three' | ConvertTo-Speech -CustomVoice 'guest ' -Model ' tts-1' -OutFile b.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            [("one", "sage", "tts-1-hd"), ("three", "guest", "tts-1"), ("two", "guest", "tts-1")],
            scene.Server.Requests.Select(request => (request.Input, request.Voice, request.Model)).Order());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ' Text' = 'one'; \"`u{FEFF}Voice\" = 'sage'; 'Speed ' = '2' }")]
    [InlineData("@{ 'Text ' = 'one'; \"`u{FEFF}Voice\" = 'sage'; ' Speed' = '2' }")]
    public async Task Blanks_and_a_byte_order_mark_around_a_columns_name_do_not_hide_it(string row)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"{row} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            """{"model":"tts-1","input":"one","voice":"sage","response_format":"mp3","speed":2}""",
            scene.Server.Requests[0].Body.ToString());
    }

    [Theory]
    [InlineData("Voice = @{ name = 'sage' }", "its Voice (System.Collections.Hashtable) is no text.")]
    [InlineData(
        "Voice = [pscustomobject]@{ name = 'sage' }",
        "its Voice (System.Management.Automation.PSCustomObject) is no text.")]
    [InlineData("OutFile = 'a.wav', 'b.wav'", "its OutFile 'a.wav', 'b.wav' are 2 values, where one value is meant.")]
    [InlineData("Instructions = [byte[]] (1, 2)", "its Instructions '1', '2' are 2 values, where one value is meant.")]
    public async Task An_object_or_a_list_is_no_name(string column, string reason)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"[pscustomobject]@{{ Text = 'one'; {column} }} | ConvertTo-Speech");

        Assert.Equal("InvalidRecordValue", scene.Session.ErrorId);
        Assert.EndsWith(reason, scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task A_file_object_names_the_audio_file_and_an_empty_list_names_nothing()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [pscustomobject]@{ Text = 'one'; Voice = @(); Speed = @(); OutFile = [System.IO.FileInfo] "$PWD/a.mp3" } |
                ConvertTo-Speech
            'two' | ConvertTo-Speech -OutFile { 'b.mp3', 'c.mp3' }
            """);

        Assert.Equal("InvalidRecordValue", scene.Session.ErrorId);
        Assert.Equal(
            "Record 1 ('two') cannot be used: its OutFile 'b.mp3', 'c.mp3' are 2 values, where one value is meant.",
            scene.Session.Errors[0].Exception.Message);
        Assert.Equal(["a.mp3"], scene.Entries);
    }

    private static Task<TestScene> SceneAsync() =>
        TestScene.StartAsync(new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["guest"] });
}
