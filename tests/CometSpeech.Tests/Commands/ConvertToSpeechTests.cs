using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>What ConvertTo-Speech sends, asks, shows and hands out.</summary>
public sealed class ConvertToSpeechTests
{
    private const string TwoChunks = "$text = 'First chunk 1.' + \"`n`n\" + 'Second chunk 2.';";

    [Fact]
    public async Task What_if_tells_the_price_needs_no_key_and_sends_nothing()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);
        scene.Write("notes.mp3", "the old file");

        scene.Run(TwoChunks
            + "$text | ConvertTo-Speech -Voice sage -OutFile notes.mp3 -MaxChunkLength 16 "
            + "-BaseUri https://speech.example/v1 -WhatIf");
        scene.Run("""
            (1..1843 | ForEach-Object { '{0:0000}' -f $_ }) -join ' ' |
                ConvertTo-Speech -CustomVoice narrator -Model tts-1-hd -OutFile new/long.mp3 -WhatIf
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Contains("What if: 2 requests, 29 characters, tts-1, sage -> notes.mp3", host.Lines);
        string characters = 9_212.ToString("N0", CultureInfo.CurrentCulture);
        Assert.Contains(
            $"What if: 3 requests, {characters} characters, tts-1-hd, narrator -> new/long.mp3", host.Lines);
        Assert.Empty(scene.Server.Requests);
        Assert.Equal(["notes.mp3"], scene.Entries);
        Assert.Equal("the old file", File.ReadAllText(scene.FileAt("notes.mp3")));
    }

    [Theory]
    [InlineData("Yes", 1)]
    [InlineData("No", 0)]
    public async Task Confirm_asks_before_anything_is_paid_for(string answer, int requests)
    {
        RecordingHost host = new() { Answer = answer };
        await using TestScene scene = await TestScene.StartAsync(host: host);

        scene.Run("'one' | ConvertTo-Speech -OutFile notes.mp3 -Confirm");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(
            "1 request, 3 characters, tts-1, alloy -> notes.mp3?",
            Assert.Single(host.Questions),
            StringComparison.Ordinal);
        Assert.Equal(requests, scene.Server.Requests.Count);
        Assert.Equal(requests, scene.Entries.Count);
    }

    [Fact]
    public async Task Progress_counts_chunks_characters_and_seconds_left_and_goes_away()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = TimeSpan.FromMilliseconds(600) });

        scene.Run("""
            1..4 | ForEach-Object { "Chunk $_."; '' } |
                ConvertTo-Speech -OutFile notes.mp3 -MaxChunkLength 10 -ThrottleLimit 1
            """);

        Assert.Empty(scene.Session.Errors);
        IReadOnlyList<ProgressRecord> shown = scene.Session.Progress;
        Assert.Contains(shown, record => record.Activity == "Speech"
            && record.StatusDescription.Contains("of 4 chunks", StringComparison.Ordinal)
            && record.StatusDescription.Contains("of 32 characters", StringComparison.Ordinal)
            && record.SecondsRemaining >= 0);
        Assert.All(
            shown.GroupBy(record => record.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Theory]
    [InlineData(429, "limit")]
    [InlineData(503, "retry")]
    public async Task Progress_tells_a_wait_and_its_reason(int status, string reason)
    {
        await using TestScene scene = await TestScene.StartAsync(
            new ErrorFault(
                new ApiError(status, "Not now.", ""), new Dictionary<string, string> { ["Retry-After"] = "3" }));

        scene.Run("'one' | ConvertTo-Speech -OutFile notes.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(scene.Session.Progress, record => record.SecondsRemaining < 0
            && Regex.IsMatch(record.StatusDescription, $@"^waiting [123] s \({reason}\), 0 of 1 chunk, "));
    }

    [Fact]
    public async Task Progress_tells_no_time_left_while_records_still_come_in()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = TimeSpan.FromMilliseconds(300) });

        scene.Run("""
            1..18 | ForEach-Object { [pscustomobject]@{ Text = "Text $_."; OutFile = "$_.pcm" } } |
                ConvertTo-Speech -ThrottleLimit 2
            """);

        ILookup<bool, ProgressRecord> shown = scene.Session.Progress.Where(record => record.ParentActivityId < 0)
            .ToLookup(record => record.StatusDescription.Contains("of 18 files", StringComparison.Ordinal));
        Assert.NotEmpty(shown[false]);
        Assert.All(shown[false], record => Assert.Equal((-1, -1), (record.PercentComplete, record.SecondsRemaining)));
        Assert.Contains(shown[true], record => record is { PercentComplete: > 0, SecondsRemaining: >= 0 });
    }

    [SkippableFact]
    public async Task Short_work_shows_no_progress()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Run("'one' | ConvertTo-Speech -OutFile first.mp3");
        long start = Environment.TickCount64;

        scene.Run("'one' | ConvertTo-Speech -OutFile second.mp3");

        Skip.If(Environment.TickCount64 - start > 900, "This machine is too busy for any work to be short.");
        Assert.Empty(scene.Session.Progress);
    }

    [Fact]
    public async Task Verbose_tells_the_service_and_the_outcome_of_each_file()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run(TwoChunks + "$text | ConvertTo-Speech -OutFile notes.pcm -MaxChunkLength 16 -Verbose");

        Assert.Contains(
            scene.Session.Verbose,
            line => line.StartsWith($"The service is {scene.Server.BaseUri}", StringComparison.Ordinal));
        Assert.Contains(
            "'notes.pcm': 00:00:00.40 of pcm from 2 chunks; 2 requests, 0 retries, 0 parts reused.",
            scene.Session.Verbose);
    }

    [Fact]
    public async Task Pass_thru_hands_out_the_file_with_a_table_of_its_own()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        PSObject file = scene.Run(TwoChunks + """
            $text |
                ConvertTo-Speech -Voice sage -OutFile notes.pcm -MaxChunkLength 16 -PassThru -OutVariable file |
                Out-Default
            $file[0]
            """).Single();

        Assert.IsType<FileInfo>(file.BaseObject);
        Assert.Equal(
            (TimeSpan.FromSeconds(0.4), 29L, 2, 0, "sage", "tts-1", "pcm"),
            (
                Value<TimeSpan>("Duration"),
                Value<long>("Characters"),
                Value<int>("Requests"),
                Value<int>("Retries"),
                Value<string>("Voice"),
                Value<string>("Model"),
                Value<string>("ResponseFormat")));
        Assert.Equal(2, Value<string[]>("RequestIds").Distinct().Count());
        Assert.Contains("Duration Requests Chars Name Voice Model Format", host.Lines);
        Assert.Contains("00:00:00.40 2 29 notes.pcm sage tts-1 pcm", host.Lines);

        T Value<T>(string property) => (T)LanguagePrimitives.ConvertTo(
            file.Properties[property].Value, typeof(T), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_table_is_whole_in_constrained_language_mode()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        scene.Run("""
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            'one' | ConvertTo-Speech -OutFile notes.pcm -PassThru | Out-Default
            """);

        Assert.Contains(host.Lines, line => line.StartsWith("00:00:00.20 1 3 notes.pcm ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40, 11)]
    [InlineData(80, 40)]
    [InlineData(120, 40)]
    public async Task The_table_keeps_duration_requests_and_name_at_any_width(int width, int nameLength)
    {
        RecordingHost host = new() { Width = width };
        await using TestScene scene = await TestScene.StartAsync(host: host);
        string name = new string('n', 36) + ".pcm";

        scene.Run($"'one' | ConvertTo-Speech -OutFile {name} -PassThru | Out-Default");

        Assert.Contains(host.Lines, line =>
            line.StartsWith("00:00:00.20 1 3 " + name[..nameLength], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_become_text_are_one_line_and_a_warning()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        // The hosted engine comes without Write-Warning.
        scene.Run("""
            function Write-Warning($Message) { $Host.UI.WriteWarningLine($Message) }
            'one' | ConvertTo-Speech -ResponseFormat pcm | Out-Default
            """);

        Assert.Contains(
            "The audio is in no file: a console and > turn bytes into text. Name a file with -OutFile.", host.Lines);
        Assert.Contains($"{9_600:N0} bytes of audio", host.Lines);
    }

    [Fact]
    public async Task A_stream_that_becomes_text_warns_once()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        scene.Run("""
            function Write-Warning($Message) { $Host.UI.WriteWarningLine($Message) }
            'Part 1. Part 2. Part 3.' | ConvertTo-Speech -Stream -ResponseFormat pcm -MaxChunkLength 8 | Out-Default
            """);

        Assert.Single(host.Lines, line => line.Contains("-OutFile", StringComparison.Ordinal));
        Assert.Equal(3, host.Lines.Count(line => line == $"{9_600:N0} bytes of audio"));
    }

    [Fact]
    public async Task Bytes_for_a_script_are_an_array_and_bring_no_warning()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);

        IReadOnlyList<PSObject> results = scene.Run("""
            $audio = 'one' | ConvertTo-Speech -ResponseFormat pcm
            $audio -is [byte[]]
            $audio.Length
            'one' | ConvertTo-Speech -ResponseFormat pcm | ForEach-Object { $_.Length }
            """);

        Assert.Equal([true, 9600, 9600], results.Select(result => result.BaseObject));
        Assert.Empty(scene.Session.Warnings);
        Assert.DoesNotContain(host.Lines, line => line.Contains("-OutFile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_pass_thru_a_file_is_made_in_silence()
    {
        await using TestScene scene = await TestScene.StartAsync();
        Assert.Empty(scene.Run("'one' | ConvertTo-Speech -OutFile notes.mp3"));
        Assert.Equal(["notes.mp3"], scene.Entries);
    }

    [Fact]
    public async Task Without_a_file_the_audio_comes_as_one_array_of_bytes()
    {
        await using TestScene scene = await TestScene.StartAsync();

        PSObject bytes = Assert.Single(scene.Run("""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 1' },
            [pscustomobject]@{ Voice = 'ash'; Text = 'chunk 2' } |
                ConvertTo-Speech -Format pcm
            """));

        Assert.Equal([1, 2], Tones.NumbersIn(Assert.IsType<byte[]>(bytes.BaseObject)));
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("a.mp3", "mp3")]
    [InlineData("a.opus", "opus")]
    [InlineData("a.ogg", "opus")]
    [InlineData("a.aac", "aac")]
    [InlineData("a.flac", "flac")]
    [InlineData("a.WAV", "wav")]
    [InlineData("a.pcm", "pcm")]
    [InlineData("a.raw", "pcm")]
    [InlineData("a.b", "mp3")]
    [InlineData("a", "mp3")]
    [InlineData("a.b -Format flac", "flac")]
    [InlineData("a.ogg -Format OPUS", "opus")]
    public async Task The_format_is_the_parameters_else_the_extensions(string outFile, string format)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'one' | ConvertTo-Speech -OutFile {outFile}");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(format, Assert.Single(scene.Server.Requests).ResponseFormat);
    }

    [Fact]
    public async Task A_format_that_contradicts_the_extension_wins_with_a_warning()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'one' | ConvertTo-Speech -OutFile a.mp3 -ResponseFormat wav");

        Assert.Contains("'a.mp3' will hold wav", Assert.Single(scene.Session.Warnings), StringComparison.Ordinal);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(File.ReadAllBytes(scene.FileAt("a.mp3")), 0, 4));
    }

    [Theory]
    [InlineData("", """{"model":"tts-1","input":"one","voice":"alloy","response_format":"mp3"}""")]
    [InlineData(
        "-Speed 1.5", """{"model":"tts-1","input":"one","voice":"alloy","response_format":"mp3","speed":1.5}""")]
    [InlineData("-Speed 1", """{"model":"tts-1","input":"one","voice":"alloy","response_format":"mp3","speed":1}""")]
    [InlineData(
        "-Voice SAGE -ResponseFormat WAV",
        """{"model":"tts-1","input":"one","voice":"sage","response_format":"wav"}""")]
    [InlineData(
        "-Model gpt-4o-mini-tts -Voice ballad -Instructions 'Slowly.'",
        """
        {"model":"gpt-4o-mini-tts","input":"one","voice":"ballad","response_format":"mp3","instructions":"Slowly."}
        """)]
    public async Task The_body_has_what_was_given_and_nothing_else_in_any_culture(string parameters, string body)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"[cultureinfo]::CurrentCulture = 'de-DE'; ConvertTo-Speech 'one' -OutFile a.mp3 {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(body, Encoding.UTF8.GetString(Assert.Single(scene.Server.Requests).BodyBytes.Span));
    }

    [Fact]
    public async Task Columns_set_pace_and_manner_row_by_row_and_empty_cells_leave_the_default()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [cultureinfo]::CurrentCulture = 'de-DE'
            [pscustomobject]@{ Text = 'one'; Speed = '1.5'; Model = 'gpt-4o-mini-tts'; Instructions = 'Slowly.' },
            [pscustomobject]@{ Text = 'two'; Speed = ''; Model = ''; Instructions = '' } |
                ConvertTo-Speech -OutFile a.wav
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(
            [("one", "gpt-4o-mini-tts", "\"speed\":1.5"), ("two", "tts-1", "")],
            scene.Server.Requests.Select(request => (
                request.Input!,
                request.Model!,
                SpeedIn(request))).Order());

        static string SpeedIn(ReceivedRequest request) => Encoding.UTF8.GetString(request.BodyBytes.Span)
            .Split(',', '}')
            .FirstOrDefault(field => field.StartsWith("\"speed\"", StringComparison.Ordinal)) ?? "";
    }

    [Theory]
    [InlineData("tts-1", 1)]
    [InlineData("tts-1-hd", 1)]
    [InlineData("gpt-4o-mini-tts", 0)]
    public async Task Instructions_that_the_model_ignores_are_one_warning(string model, int warnings)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'one', 'two' | ConvertTo-Speech -OutDirectory audio -Model {model} -Instructions 'Slowly.'");

        Assert.Equal(2, scene.Server.Requests.Count);
        Assert.Equal(warnings, scene.Session.Warnings.Count);
        Assert.All(scene.Session.Warnings, warning => Assert.Contains(model, warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-Model tts-1", 1, 4096)]
    [InlineData("-Model gpt-4o-mini-tts", 3, 1800)]
    [InlineData("-Model gpt-4o-mini-tts -MaxChunkLength 4096", 1, 4096)]
    [InlineData("-MaxChunkLength 1000", 4, 1000)]
    public async Task Long_texts_are_cut_to_what_the_model_takes(string parameters, int requests, int most)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"('word ' * 780).Trim() | ConvertTo-Speech -OutFile a.mp3 {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.All(scene.Inputs, input => Assert.InRange(input!.Length, 1, most));
        PSObject file = scene.Run(
            $"('word ' * 780).Trim() | ConvertTo-Speech -OutFile b.mp3 -PassThru {parameters}").Single();
        Assert.Equal(requests, file.Properties["Chunks"].Value);
    }

    [Fact]
    public async Task A_voice_of_the_servers_own_is_passed_on()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, AdditionalVoices = ["narrator"] });

        scene.Run("'one' | ConvertTo-Speech -CustomVoice narrator -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal("narrator", Assert.Single(scene.Server.Requests).Voice);
    }
}
