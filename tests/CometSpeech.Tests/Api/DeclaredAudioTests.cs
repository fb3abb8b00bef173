using System.Management.Automation;
using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Help;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// What an answer says of its audio, in its headers or in the audio's own, is held against what came.
/// </summary>
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
    public async Task A_wav_that_ends_before_its_header_says_is_asked_for_again()
    {
        await using TestScene scene = await TestScene.StartAsync(new ResponseFault(200, ShortWav, "audio/wav"), null);

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.wav");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(2, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task A_wav_that_always_ends_before_its_header_says_is_an_error()
    {
        await using TestScene scene =
            await TestScene.StartAsync(Faults.Always(new ResponseFault(200, ShortWav, "audio/wav")));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.wav -MaximumRetryCount 1");

        Assert.Equal("AnswerIncomplete", scene.Session.ErrorId);
        string message = Assert.Single(scene.Session.Errors).Exception.Message;
        Assert.Contains(
            "The answer ends 10000 byte(s) before the end that its header declares.",
            message,
            StringComparison.Ordinal);
        Assert.Contains("2 attempts", message, StringComparison.Ordinal);
        Assert.Empty(scene.Entries);
    }

    // Sizes of servers that do not know them, and of those that count their own header in.
    [Theory]
    [InlineData(0u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(12_844u)]
    [InlineData(2_000u)]
    public async Task Sizes_that_are_no_sizes_are_not_held_against_a_wav(uint size)
    {
        await using TestScene scene =
            await TestScene.StartAsync(Faults.Always(new ResponseFault(200, Wav(size, s_samples), "audio/wav")));

        PSObject file = Assert.Single(scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.wav -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Single(scene.Server.Requests);
        Assert.Equal(TimeSpan.FromSeconds(s_samples.Length / 48_000.0), file.Properties["Duration"].Value);
    }

    // HTTP/1.0 and its like tell no length: only the audio itself says whether it is whole.
    [Theory]
    [InlineData("wav", 44, 0, 1)]
    [InlineData("wav", 8, 0, 1)]
    [InlineData("pcm", 0, 1, 1)]
    [InlineData("wav", 10_000, 0, 2)]
    public async Task A_few_bytes_are_not_held_against_an_answer_that_ends_with_its_connection(
        string format, int tooMany, int odd, int requests)
    {
        byte[] samples = [.. s_samples, .. new byte[odd]];
        byte[] body = format == "wav" ? Wav((uint)(samples.Length + tooMany), samples) : samples;
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new RawFault(
            $"HTTP/1.1 200 OK\r\nContent-Type: audio/{format}\r\nConnection: close\r\n\r\n"
                + Encoding.Latin1.GetString(body))));

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{format} -MaximumRetryCount 1");

        Assert.Equal(requests == 1 ? [] : ["ConnectionFailed"], scene.Session.ErrorIds);
        Assert.Equal(requests, scene.Server.Requests.Count);
        Assert.Equal(requests == 1 ? 1 : 0, scene.Session.Warnings.Count);
        Assert.Equal(requests == 1 ? [$"a.{format}"] : [], scene.Entries);
    }

    [Theory]
    [InlineData(576, "The answer lasts 24 ms, far too short for 169 characters of text.")]
    [InlineData(0, "The answer is a WAVE file without samples.")]
    public async Task An_answer_that_is_no_speech_is_asked_for_once_more(int samples, string message)
    {
        byte[] bytes = [.. Enumerable.Range(0, 2 * samples).Select(i => (byte)i)];
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new ResponseFault(200, Wav((uint)bytes.Length, bytes), "audio/wav")));
        string text = string.Concat(Enumerable.Repeat("No word of it. ", 11)) + "Nor.";

        scene.Run($"'{text}' | ConvertTo-Speech -OutFile a.wav");

        Assert.Equal("AnswerWithoutSpeech", scene.Session.ErrorId);
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-BaseUri", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task A_part_without_sound_is_asked_for_once_more_where_others_had_sound()
    {
        byte[] silence = new byte[2400];
        await using TestScene scene = await TestScene.StartAsync(
            null, new ResponseFault(200, silence, "audio/pcm"), new ResponseFault(200, silence, "audio/pcm"));

        scene.Run("\"One one.`n`nTwo two.\" | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 9 -ThrottleLimit 1");

        Assert.Equal("AnswerWithoutSpeech", scene.Session.ErrorId);
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains("part 2 of 2 ('Two two.')", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("The answer is nothing but silence.", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-BaseUri", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(3, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task Silence_of_a_service_that_has_nothing_else_is_a_warning()
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new ResponseFault(200, new byte[2400], "audio/pcm")));

        scene.Run("\"One one.`n`nTwo two.\" | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 9 -ThrottleLimit 1");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(2, scene.Server.Requests.Count);
        Assert.Equal(4800, new FileInfo(scene.FileAt("a.pcm")).Length);
        Assert.EndsWith(
            "part 1 of 2 is nothing but silence. The same goes for part 2.",
            Assert.Single(scene.Session.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_names_the_part_once()
    {
        byte[] odd = [.. s_samples, 1];
        await using TestScene scene =
            await TestScene.StartAsync(null, new ResponseFault(200, odd, "audio/pcm"));

        scene.Run("\"One one.`n`nTwo two.\" | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 9 -ThrottleLimit 1");

        Assert.EndsWith(
            "a.pcm': part 2 of 2 ends inside a sample, which was left out.",
            Assert.Single(scene.Session.Warnings),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-OutFile a.pcm")]
    [InlineData("-Stream")]
    public async Task Parts_with_the_same_fault_are_one_warning_with_a_count(string where)
    {
        byte[] odd = [.. s_samples, 1];
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            // The third is as it should be.
            Faults = request => request.Input!.StartsWith("Word 03", StringComparison.Ordinal)
                ? null
                : new ResponseFault(200, odd, "audio/pcm"),
        });
        string text = string.Join("\n\n", Enumerable.Range(1, 14).Select(i => $"Word {i:00}."));
        scene.Session.SetVariable("text", text);

        scene.Run($"$null = $text | ConvertTo-Speech {where} -ResponseFormat pcm -MaxChunkLength 8 -ThrottleLimit 1");

        Assert.Empty(scene.Session.Errors);
        Assert.EndsWith(
            "': part 1 of 14 ends inside a sample, which was left out. "
                + "The same goes for 12 more parts: 2, 4, 5, 6, 7, 8, 9, 10, 11, 12 and so on.",
            Assert.Single(scene.Session.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_in_a_warning_make_no_kind_of_their_own()
    {
        string path = Path.Combine(HelpPage.RepositoryRoot, "tests", "fixtures", "audio", "part1.mp3");
        byte[] part = await File.ReadAllBytesAsync(path);
        await using TestScene scene = await TestScene.StartAsync(
            new ResponseFault(200, (byte[])[.. part, .. new byte[40]], "audio/mpeg"),
            new ResponseFault(200, (byte[])[.. part, .. new byte[50]], "audio/mpeg"));

        scene.Run("\"One one.`n`nTwo two.\" | ConvertTo-Speech -OutFile a.mp3 -MaxChunkLength 9 -ThrottleLimit 1");

        Assert.Empty(scene.Session.Errors);
        string warning = Assert.Single(scene.Session.Warnings);
        Assert.Contains("part 1 of 2 has 40 byte(s) that are no audio", warning, StringComparison.Ordinal);
        Assert.EndsWith(" The same goes for part 2.", warning, StringComparison.Ordinal);
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

    private static byte[] ShortWav => Wav((uint)s_samples.Length + 10_000, s_samples);

    private static byte[] Wav(uint size, byte[] samples) =>
    [
        .. "RIFF"u8, .. BitConverter.GetBytes(size + 36), .. "WAVEfmt "u8,
        16, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(24_000), .. BitConverter.GetBytes(48_000), 2, 0, 16, 0,
        .. "data"u8, .. BitConverter.GetBytes(size), .. samples,
    ];
}
