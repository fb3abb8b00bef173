using System.Globalization;
using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>What ConvertTo-Speech asks, shows and hands out.</summary>
public sealed class CommandOutputTests
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
        Assert.Contains("Duration Requests Chars Voice Name", host.Lines);
        Assert.Contains("00:00:00.40 2 29 sage notes.pcm", host.Lines);

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

        Assert.Contains("00:00:00.20 1 3 alloy notes.pcm", host.Lines);
    }

    [Fact]
    public async Task A_row_is_shown_as_soon_as_its_file_is_made()
    {
        RecordingHost host = new();
        await using TestScene scene = await TestScene.StartAsync(host: host);
        using ManualResetEventSlim shown = new();
        using ManualResetEventSlim over = new();
        scene.Session.SetVariable("shown", shown);
        scene.Session.SetVariable("over", over);
        // Rows are shown as the pipeline goes on; a table that looks at all of them first has none before its end.
        using PowerShell shell = scene.Session.Begin(
            "1..400 | ForEach-Object { if (-not $shown.Wait(25)) { \"chunk $_\" } } -End { $over.Set() } | "
                + "ConvertTo-Speech -OutDirectory . -PassThru | Out-Default",
            out IAsyncResult running);

        await Chunks.WaitUntilAsync(() => over.IsSet
            || host.Lines.Any(line => line.EndsWith(" speech-0001.mp3", StringComparison.Ordinal)));
        Assert.False(over.IsSet);
        shown.Set();
        await Task.Factory.FromAsync(running, shell.EndInvoke);
    }

    [Theory]
    [InlineData(60, 18)]
    [InlineData(80, 38)]
    [InlineData(120, 40)]
    public async Task The_table_keeps_duration_requests_and_name_at_any_width(int width, int nameLength)
    {
        RecordingHost host = new() { Width = width };
        await using TestScene scene = await TestScene.StartAsync(host: host);
        string name = new string('n', 36) + ".pcm";

        scene.Run($"'one' | ConvertTo-Speech -OutFile {name} -PassThru | Out-Default");

        Assert.Contains(host.Lines, line =>
            line.StartsWith("00:00:00.20 1 3 alloy " + name[..nameLength], StringComparison.Ordinal));
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
}
