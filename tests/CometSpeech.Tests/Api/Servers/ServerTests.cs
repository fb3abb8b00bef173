using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.LocalServer;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api.Servers;

/// <summary>
/// A session whose commands ask a server that answers as one of others does, with its address in <c>$server</c> and
/// the text of <see cref="SpokenSample"/> in <c>$text</c>.
/// </summary>
public abstract class ServerTests : IAsyncLifetime, IDisposable
{
    private readonly ProcessEnvironment _environment = new();
    private readonly Func<ReceivedRequest, Fault?> _answer;
    private TestScene _scene = null!;

    private protected ServerTests(Func<ReceivedRequest, Fault?> answer) => _answer = answer;

    private protected TestScene Scene => _scene;

    private protected ModuleSession Session => _scene.Session;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _scene = await TestScene.StartAsync();
        _scene.Server.Faults = _answer;
        Session.SetVariable("server", _scene.Server.BaseUri);
        Session.SetVariable("text", SpokenSample.Text);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _scene.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _environment.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IReadOnlyList<PSObject> Run(string script) => _scene.Run(script);

    /// <summary>Speaks the three sentences, each by a request.</summary>
    private protected IReadOnlyList<PSObject> Speak(string parameters) =>
        Run($"$text | ConvertTo-Speech {SpokenSample.Chunks} {parameters}");

    /// <summary>Speaks the three sentences into a file, which ffmpeg then reads.</summary>
    /// <returns>What the command tells of the file.</returns>
    private protected async Task<PSObject> SpeakAsync(string parameters, string extension)
    {
        FfmpegDecoder.SkipWithout();
        PSObject file = Assert.Single(Speak($"{parameters} -OutFile a.{extension} -PassThru"));
        AssertClean();
        string format = extension == "m4b" ? "aac" : extension;
        Assert.Equal(3, _scene.Server.Requests.Count(request => request.ResponseFormat == format));
        short[] samples = await FfmpegDecoder.DecodeAsync(File.ReadAllBytes(_scene.FileAt("a." + extension)), format);
        // What an encoder puts before and after each part: up to three frames, of 576 samples in mp3, 1024 in aac; in
        // opus the rest of a frame of 20 ms, and what its decoder needs to settle.
        int padding = format switch { "mp3" => 3 * 3 * 576, "aac" => 3 * 3 * 1024, "opus" => 3 * 640, _ => 0 };
        int expected = SpokenSample.Samples.Length / 2;
        Assert.InRange(samples.Length, expected, expected + padding);
        return file;
    }

    /// <summary>Plays the three sentences; every sample is heard, at that rate.</summary>
    private protected void AssertHeard(string parameters, int rate)
    {
        FakePlayers players = new FakePlayers(_environment).AddWorking();

        Speak($"-Play {parameters}");

        AssertClean();
        AssertInOrder(players.Heard);
        Assert.Contains($"--rate={rate} --channels=1", players.Arguments, StringComparison.Ordinal);
    }

    private protected void AssertClean()
    {
        Assert.Empty(Session.Errors);
        Assert.Empty(Session.Warnings);
    }

    /// <summary>One error, which says and advises that; nothing was written.</summary>
    private protected void AssertError(string id, string words, string advice)
    {
        Assert.Equal(id, Session.ErrorId);
        Assert.Contains(words, Session.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, Session.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_scene.Entries);
    }

    // Silence before the first part and after the last is the module's own, and so is what it puts where one is late.
    private static void AssertInOrder(ReadOnlySpan<byte> heard)
    {
        foreach (byte[] part in SpokenSample.Parts)
        {
            ReadOnlySpan<byte> sound = part.AsSpan().Trim((byte)0);
            int start = heard.IndexOf(sound);
            Assert.True(start >= 0, "A part was not heard, or not in its order.");
            Assert.Equal(-1, heard[..start].IndexOfAnyExcept((byte)0));
            heard = heard[(start + sound.Length)..];
        }

        Assert.Equal(-1, heard.IndexOfAnyExcept((byte)0));
    }

    /// <summary>The duration that the command tells, in seconds.</summary>
    private protected static double SecondsOf(PSObject file) =>
        ((TimeSpan)file.Properties["Duration"].Value).TotalSeconds;

    /// <summary>How long the three sentences are at that rate, in seconds.</summary>
    private protected static double SecondsAt(int rate) => SpokenSample.Samples.Length / 2.0 / rate;
}
