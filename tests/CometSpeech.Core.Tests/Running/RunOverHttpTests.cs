using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Api;
using CometSpeech.Core.Tests.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>The engine alone against a server over HTTP, on each of its frameworks.</summary>
public sealed class RunOverHttpTests(ServerProcess server) : IClassFixture<ServerProcess>
{
    private const int Chunks = 12;

    // A tone lasts 0.2 s; encoders add a frame or two of their own to each.
    private static readonly TimeSpan s_tone = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_mostAdded = TimeSpan.FromSeconds(0.1);

    public static TheoryData<AudioFormat> Formats => JoinerTests.Formats;

    [Theory, MemberData(nameof(Formats))]
    public void Many_parallel_requests_make_one_whole_file(AudioFormat format)
    {
        TargetResult result = Assert.Single(Speak(Target(format, Text(1, Chunks))));

        Assert.Equal(Chunks, result.Requests);
        Assert.Equal(Chunks, result.RequestIds.Distinct().Count());
        Assert.Equal(format, result.Audio.Format);
        Assert.Empty(result.Audio.Warnings);
        Assert.InRange(result.Audio.Duration.Ticks, Chunks * s_tone.Ticks, Chunks * (s_tone + s_mostAdded).Ticks);
    }

    [SkippableTheory]
    [InlineData(AudioFormat.Pcm)]
    [InlineData(AudioFormat.Wav)]
    [InlineData(AudioFormat.Flac)]
    public void Chunks_stand_in_the_order_of_the_text(AudioFormat format)
    {
        byte[] whole = Speak(Target(format, Text(1, Chunks)))[0].Content!;
        IReadOnlyList<TargetResult> single = Speak(
            [.. Enumerable.Range(1, Chunks).Select(i => Target(AudioFormat.Pcm, Text(i, 1)))]);

        Assert.Equal(
            single.SelectMany(result => AudioTools.Decode(result.Content!, ".pcm")),
            AudioTools.Decode(whole, AudioFormats.GetExtension(format)));
    }

    [Fact]
    public void A_file_replaces_the_old_one_and_nothing_else_is_left()
    {
        using TestFolder folder = new();
        string path = Path.Combine(folder["audio"], "speech.mp3");
        Directory.CreateDirectory(folder["audio"]);
        File.WriteAllText(path, "the old file");

        TargetResult result = Speak(Target(AudioFormat.Mp3, Text(1, 3), path))[0];

        Assert.Null(result.Content);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder["audio"]));
        Assert.True(new FileInfo(path).Length > 1000);
    }

    private static string Text(int first, int count) =>
        string.Join("\n\n", Enumerable.Range(first, count).Select(i => $"Chunk {i}."));

    private static Target Target(AudioFormat format, string text, string? path = null) => new()
    {
        Name = "test",
        OutFile = path,
        Format = format,
        Segments = [new Segment(text, "sage", "tts-1")],
        MaxChunkLength = 10,
    };

    private IReadOnlyList<TargetResult> Speak(params Target[] targets)
    {
        CometApiClientOptions options = new() { ThrottleLimit = 8 };
        using CometApiClient client = new(server.Address, key: null, options);
        RunOptions runOptions = new() { ThrottleLimit = options.ThrottleLimit };
        using RunLoop run = new(client.CreateSpeechAsync, runOptions, new SilentMonitor());
        Task<TargetResult>[] results =
            [.. targets.Select(target => run.Add(TargetPlan.Create(target, server.Address)))];
        run.CompleteAdding();
        return [.. results.Select(result => result.GetAwaiter().GetResult())];
    }

    private sealed class SilentMonitor : IRunLog
    {
        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
