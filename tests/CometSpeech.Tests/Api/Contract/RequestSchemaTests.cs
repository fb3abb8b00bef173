using System.Text.Json;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Contract;

/// <summary>
/// What the cmdlet sends fits the schema that OpenAI publishes, which allows no field beside those that it names.
/// </summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class RequestSchemaTests : IDisposable
{
    private const int MaxInstructionsLength = 4096;

    // All values of one field that differ in how they are sent; null leaves the parameter out.
    private static readonly string?[] s_models = [null, "tts-1-hd", "gpt-4o-mini-tts", "own/modèle:1 \"β\""];

    private static readonly (string Parameter, string? Value)[] s_voices =
        [("Voice", null), ("Voice", "sage"), ("CustomVoice", "voice_1234"), ("CustomVoice", "af_bella(2)+af_sky")];

    private static readonly double?[] s_speeds = [null, 0.25, 1, 1.05, 4];

    private static readonly string?[] s_instructions =
        [null, " ", "Calm, “low” — 低く.", new('x', MaxInstructionsLength)];

    // Between them all parameters.
    private static readonly string[] s_commands =
    [
        "$text | ConvertTo-Speech -OutFile a.mp3 -Subtitle Srt -Title T -Author A -Cover c.png -Tag @{ genre = 'G' }",
        "$text | ConvertTo-Speech -OutFile a.m4b -Chapter One -ChapterPauseMilliseconds 500 -PauseMilliseconds 10",
        "$text | ConvertTo-Speech -OutFile a.flac -ParagraphPauseMilliseconds 700 -Pronunciation @{ word = '“wurd”' }",
        "$text | ConvertTo-Speech -OutFile a -ThrottleLimit 2 -MaximumRetryCount 0 -TimeoutSec 9 -CharacterLimit 99999",
        "$text | ConvertTo-Speech -OutDirectory . -CachePath cache -CacheLimit 9999 -NoClobber -Force -PassThru",
        "$text | ConvertTo-Speech -MaxChunkLength 1 -WarningAction SilentlyContinue",
        "$text | ConvertTo-Speech -MaxChunkLength 4096 -Stream",
        "$text | ConvertTo-Speech -Play",
        "$text | ConvertTo-Speech -Play -OutFile a.wav",
        "ConvertTo-Speech -InputObject $text -InputFormat Markdown -ApiKey sk-of-this-command -BaseUri $server",
        "ConvertTo-Speech -Path *.md -OutDirectory . -Encoding utf8 -Voice ash -Model tts-1 -Speed 2",
        "ConvertTo-Speech -LiteralPath a.md -OutFile a.wav -CustomVoice own -Instructions Calm -ResponseFormat wav",
        "Get-CometVoice | ConvertTo-Speech -InputObject Hi -OutFile { \"$_.aac\" }",
    ];

    private readonly ProcessEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    [InlineData("wav")]
    [InlineData("pcm")]
    public async Task Every_combination_of_model_voice_speed_instructions_and_format_fits(string format)
    {
        await using TestScene scene = await TestScene.StartAsync(Options());
        Dictionary<string, object?>[] records = [.. Combinations()];
        scene.Session.SetVariable("records", records);

        scene.Run(
            "$records | ConvertTo-Speech -OutFile { \"$($_.Number)\" } -ThrottleLimit 16 "
                + $"-ResponseFormat {format} -WarningAction SilentlyContinue");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(records.Length, scene.Server.Requests.Count);
        Assert.All(scene.Server.Requests, CreateSpeechSchema.AssertFits);

        // Each value was sent as it stands, and each combination by a request of its own.
        foreach (Dictionary<string, object?> record in records)
        {
            JsonElement body = scene.Server.Requests.Single(request => request.Input == (string?)record["Text"])
                .Body!.Value;
            Assert.Equal(format, body.GetProperty("response_format").GetString());
            Assert.Equal(record["Model"] ?? "tts-1", body.GetProperty("model").GetString());
            Assert.Equal(record["Voice"] ?? record["CustomVoice"] ?? "alloy", body.GetProperty("voice").GetString());
            Assert.Equal(
                record["Speed"] ?? 1.0, body.TryGetProperty("speed", out JsonElement speed) ? speed.GetDouble() : 1.0);
            Assert.Equal(
                string.IsNullOrWhiteSpace((string?)record["Instructions"]) ? null : record["Instructions"],
                body.TryGetProperty("instructions", out JsonElement manner) ? manner.GetString() : null);
        }
    }

    public static TheoryData<string> Commands => [.. s_commands];

    [SkippableTheory]
    [MemberData(nameof(Commands))]
    public async Task Whatever_else_is_asked_for_adds_no_field(string command)
    {
        if (command.Contains("-Play", StringComparison.Ordinal))
        {
            _ = new FakePlayers(_environment).AddWorking();
        }

        await using TestScene scene = await TestScene.StartAsync(Options());
        // A word of the dictionary, a letter of two UTF-16 units, quotes, a control character, and two paragraphs.
        const string Text = "A word 𝄞 \"of\" \\ \u0001it.\r\n\r\nAnd “more” 漢字.";
        scene.Write("a.md", "# Title\n\n" + Text);
        File.WriteAllBytes(scene.FileAt("c.png"), TestPicture.Png);
        scene.Session.SetVariable("text", Text);
        scene.Session.SetVariable("server", scene.Server.BaseUri);

        scene.Run(command);

        Assert.Empty(scene.Session.Errors);
        Assert.NotEmpty(scene.Server.Requests);
        Assert.All(scene.Server.Requests, CreateSpeechSchema.AssertFits);
    }

    [Fact]
    public void Every_parameter_stands_in_one_of_the_commands()
    {
        using ModuleSession session = new();

        IEnumerable<string> parameters = session.Run(
            "$common = [System.Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm'; "
                + "(Get-Command ConvertTo-Speech).Parameters.Keys | Where-Object { $_ -notin $common }")
            .Select(name => name.ToString());

        string all = string.Join(' ', s_commands) + ' ';
        Assert.Equal([], parameters.Where(name => !all.Contains($" -{name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Requests_of_a_long_text_fit()
    {
        await using TestScene scene = await TestScene.StartAsync();
        // No place to cut, letters of one and of two UTF-16 units and of several code points, and sentences.
        IEnumerable<string> pieces =
        [
            .. Enumerable.Range(0, 9_000).Select(i => ((char)('a' + (i % 23))).ToString()),
            .. Enumerable.Range(0, 5_000).Select(i => char.ConvertFromUtf32(0x20000 + i)),
            .. Enumerable.Range(0, 2_000).Select(i => i % 7 == 0 ? "👩‍👩‍👧‍👦" : Flag(i)),
            .. Enumerable.Range(0, 1_000).Select(i => $"Sentence {i} has some words. "),
        ];
        string text = string.Concat(pieces);
        scene.Session.SetVariable("text", text);

        scene.Run("$text | ConvertTo-Speech -OutFile a.pcm");

        Assert.Empty(scene.Session.Errors);
        Assert.InRange(scene.Inputs.Sum(input => input!.Length), text.Length - 1_000, text.Length);
        Assert.All(scene.Server.Requests, CreateSpeechSchema.AssertFits);
    }

    // What would not fit is refused before it is sent.
    [Theory]
    [InlineData("'Hi' | ConvertTo-Speech -Speed 0.249", "ParameterArgumentValidationError")]
    [InlineData("'Hi' | ConvertTo-Speech -Speed 4.001", "ParameterArgumentValidationError")]
    [InlineData("'Hi' | ConvertTo-Speech -Speed ([double]::NaN)", "ParameterArgumentValidationError")]
    [InlineData("'Hi' | ConvertTo-Speech -MaxChunkLength 4097", "ParameterArgumentValidationError")]
    [InlineData("'Hi' | ConvertTo-Speech -ResponseFormat ogg", "ParameterArgumentValidationError")]
    [InlineData("'Hi' | ConvertTo-Speech -Instructions $long", "ParameterArgumentValidationError")]
    [InlineData("'Hi' | ConvertTo-Speech -OutFile a.mp3 -Instructions { $long }", "InvalidRecordValue")]
    [InlineData("@{ Text = 'Hi'; Instructions = $long } | ConvertTo-Speech -OutFile a.mp3", "InvalidRecordValue")]
    public async Task What_would_not_fit_is_not_sent(string command, string id)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("long", new string('x', MaxInstructionsLength + 1));

        scene.Run(command);

        Assert.Contains(id, scene.Session.ErrorIds);
        Assert.Empty(scene.Server.Requests);
    }

    [Fact]
    public async Task Instructions_that_are_too_long_are_told_as_such()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("long", new string('x', MaxInstructionsLength + 1));

        scene.Run("'Hi' | ConvertTo-Speech -OutFile a.mp3 -Instructions $long");
        Assert.Contains("4,097 characters", scene.Session.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("at most 4,096", scene.Session.Errors[0].ToString(), StringComparison.Ordinal);

        scene.Run("@{ Text = 'Hi'; Instructions = $long } | ConvertTo-Speech -OutFile a.mp3");
        Assert.Contains(
            "its Instructions have 4,097 characters", scene.Session.Errors[0].ToString(), StringComparison.Ordinal);
    }

    // A judge that accepts everything would prove nothing.
    [Theory]
    [InlineData("""{"model":"m","input":"i","voice":"v"}""", true)]
    [InlineData("""{"model":"m","input":"i","voice":{"id":"voice_1"},"stream_format":"sse","speed":4}""", true)]
    [InlineData("""{"model":"m","input":"i"}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":null}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":{"name":"v"}}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":"v","lang_code":"e"}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":"v","instructions":null}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":"v","speed":"1"}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":"v","speed":0.2}""", false)]
    [InlineData("""{"model":"m","input":"i","voice":"v","response_format":"ogg"}""", false)]
    public void The_schema_refuses_what_it_should(string body, bool fits)
    {
        using JsonDocument document = JsonDocument.Parse(body);

        Assert.Equal(fits, CreateSpeechSchema.FaultsOf(document.RootElement).Count == 0);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void The_schema_counts_the_characters_of_the_input(int length, bool fits)
    {
        JsonElement body = JsonSerializer.SerializeToElement(
            new { model = "m", voice = "v", input = new string('x', length) });

        Assert.Equal(fits, CreateSpeechSchema.FaultsOf(body).Count == 0);
    }

    // Two regional indicators (UAX 29, GB12).
    private static string Flag(int number) =>
        char.ConvertFromUtf32(0x1F1E6 + (number % 26)) + char.ConvertFromUtf32(0x1F1E6 + (number / 26 % 26));

    private static LocalServerOptions Options() => new()
    {
        Engine = EngineKind.Tone,
        Models = [.. LocalServerOptions.DefaultModels, .. s_models.OfType<string>()],
        AdditionalVoices = [.. s_voices.Select(voice => voice.Value).OfType<string>(), "own"],
    };

    private static IEnumerable<Dictionary<string, object?>> Combinations()
    {
        int number = 0;
        foreach (string? model in s_models)
        {
            foreach ((string parameter, string? voice) in s_voices)
            {
                foreach (double? speed in s_speeds)
                {
                    foreach (string? instructions in s_instructions)
                    {
                        number++;
                        yield return new Dictionary<string, object?>
                        {
                            ["Number"] = number,
                            ["Text"] = $"Text {number}.",
                            ["Model"] = model,
                            ["Voice"] = parameter == "Voice" ? voice : null,
                            ["CustomVoice"] = parameter == "CustomVoice" ? voice : null,
                            ["Speed"] = speed,
                            ["Instructions"] = instructions,
                        };
                    }
                }
            }
        }
    }
}
