using System.Text;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Api.Servers;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// Audio that ends too early where HTTP says that it is whole: its own header tells, or the service's words behind it.
/// </summary>
public sealed class CutAudioTests
{
    private const string Error = """{"error":{"message":"Upstream failed.","code":"upstream_error"}}""";

    [Theory]
    [InlineData(100, 50, "")]
    [InlineData(1000, 890, "")]
    [InlineData(100, 50, "-CachePath cache")]
    public async Task An_mp3_that_lacks_much_of_what_its_header_tells_replaces_no_file(
        int told, int sent, string parameters)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(Answer(TestMp3.Create(sent, told))));
        scene.Write("a.mp3", "");

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 1 {parameters}");

        Assert.Equal("AnswerIncomplete", scene.Session.ErrorId);
        Assert.Contains(
            $"The answer has {sent} frames of sound, and a header that tells of {told}: its end is missing.",
            Assert.Single(scene.Session.Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(2, scene.Server.Requests.Count);
        Assert.Equal(0, new FileInfo(scene.FileAt("a.mp3")).Length);
        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 0 {parameters}");
        Assert.Equal(3, scene.Server.Requests.Count);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(100, 99)]
    [InlineData(100, 130)]
    public async Task An_mp3_that_has_what_its_header_tells_is_taken_at_once(int told, int sent)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(Answer(TestMp3.Create(sent, told))));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Single(scene.Server.Requests);
    }

    // A long text on such a server would cost twice.
    [Fact]
    public async Task A_service_that_miscounts_is_asked_twice_once()
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(Answer(TestMp3.Create(95, 100))));

        scene.Run("""
            (1..10 | ForEach-Object { "chunk $_" }) -join "`n`n" |
                ConvertTo-Speech -OutFile a.mp3 -MaxChunkLength 9 -ThrottleLimit 1
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(11, scene.Server.Requests.Count);
        Assert.Single(
            scene.Session.Warnings, warning => warning.Contains("may miscount", StringComparison.Ordinal));
        Assert.True(File.Exists(scene.FileAt("a.mp3")));
    }

    // What failed before it is no reason to throw away what may be whole.
    [Fact]
    public async Task What_may_be_whole_is_taken_at_the_last_attempt()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new ResponseFault(500, "", "text/plain", new Dictionary<string, string> { ["Retry-After"] = "0.1" }),
            Answer(TestMp3.Create(95, 100)));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3 -MaximumRetryCount 1");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains("its end may be missing", Assert.Single(scene.Session.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, scene.Server.Requests.Count);
    }

    public static TheoryData<string, byte[]> Interrupted
    {
        get
        {
            byte[] mp3 = TestMp3.Create(40, 40);
            // Their headers end at 137 and 8288.
            byte[] opus = SpokenSample.Read("Good morning.", "opus");
            byte[] flac = SpokenSample.Read("Good morning.", "streamed.flac");
            byte[] samples = [.. Enumerable.Range(0, 24_000).Select(i => (byte)(i * 7))];
            return new()
            {
                // Behind a whole frame and inside one, and one that is as long as the error behind it is short.
                { "mp3", mp3 },
                { "mp3", mp3[..^60] },
                { "mp3", mp3[..^150] },
                { "wav", [.. WaveHeader(uint.MaxValue), .. samples] },
                { "wav", [.. WaveHeader(24_000), .. samples] },
                { "pcm", samples },
                // The scanner takes the error for damage, or finds no audio before it.
                { "opus", opus[..137] },
                { "opus", opus[..^50] },
                { "opus", opus[..^500] },
                { "flac", flac[..8288] },
                { "flac", flac[..8388] },
                { "mp3", mp3[..192] },
                { "mp3", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 10, .. new byte[10]] },
                // More of it comes than is looked at before it is judged.
                { "opus", [.. opus[..137], .. new byte[100_000]] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Interrupted))]
    public async Task An_error_behind_the_audio_is_told(string format, byte[] audio)
    {
        string[] tails = [Error, $"\n\ndata: {Error}\n\n", Error.Replace("{", "{\n  ", StringComparison.Ordinal)];
        foreach (string tail in tails)
        {
            await using TestScene scene = await TestScene.StartAsync(
                Faults.Always(Answer([.. audio, .. Encoding.UTF8.GetBytes(tail)])));

            scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{format} -MaximumRetryCount 1");

            Assert.Equal("AnswerIncomplete", scene.Session.ErrorId);
            string message = Assert.Single(scene.Session.Errors).Exception.Message;
            Assert.Contains(
                "The service broke the audio off. It says: Upstream failed.", message, StringComparison.Ordinal);
            Assert.Contains("upstream_error", message, StringComparison.Ordinal);
            Assert.Equal(2, scene.Server.Requests.Count);
            Assert.Empty(scene.Entries);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    public async Task An_error_in_place_of_the_audio_is_none_behind_it(string end)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new ResponseFault(200, Error + end)));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.opus");

        Assert.Equal("AnswerNotAudio", scene.Session.ErrorId);
        Assert.Single(scene.Server.Requests);
    }

    [Theory]
    [InlineData("}")]
    [InlineData("{\"prompt\":\"Say: hello.\"}")]
    [InlineData("an error}")]
    public async Task Other_bytes_behind_the_audio_are_no_error(string tail)
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(Answer([.. TestMp3.Create(40, 40), .. Encoding.UTF8.GetBytes(tail)])));

        scene.Run("'chunk 1' | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(
            $"has {tail.Length} byte(s) that are no audio",
            Assert.Single(scene.Session.Warnings),
            StringComparison.Ordinal);
    }

    private static ResponseFault Answer(byte[] body) => new(200, body);

    private static byte[] WaveHeader(uint size) =>
    [
        .. "RIFF"u8, .. BitConverter.GetBytes(size), .. "WAVEfmt "u8,
        16, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(24_000), .. BitConverter.GetBytes(48_000), 2, 0, 16, 0,
        .. "data"u8, .. BitConverter.GetBytes(size),
    ];
}
