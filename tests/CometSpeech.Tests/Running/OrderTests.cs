using System.Buffers.Binary;
using System.Globalization;
using System.Management.Automation;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>
/// Files and chunks run side by side under one limit, and everything comes out in the order of the input.
/// </summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(64)]
    public async Task Many_files_of_many_chunks_keep_their_order_under_one_limit(int limit)
    {
        await using TestScene scene = await TestScene.StartAsync();
        Random random = new(limit);
        scene.Server.Faults = _ =>
        {
            lock (random)
            {
                return new DelayFault(TimeSpan.FromMilliseconds(random.Next(30)));
            }
        };

        // Chunk k of file f says the number f + k, and which file it is.
        IReadOnlyList<PSObject> files = scene.Run($$"""
            1..12 | ForEach-Object {
                $file = $_
                [pscustomobject]@{
                    OutFile = "$file.pcm"
                    Text = (1..6 | ForEach-Object { '{0:00} file {1:00}' -f ($file + $_), $file }) -join "`n`n"
                }
            } | ConvertTo-Speech -MaxChunkLength 12 -ThrottleLimit {{limit}} -PassThru
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(file => $"{file}.pcm"),
            files.Select(file => file.Properties["Name"].Value));
        Assert.All(Enumerable.Range(1, 12), file => Assert.Equal(
            Enumerable.Range(file + 1, 6), Tones.NumbersIn(File.ReadAllBytes(scene.FileAt($"{file}.pcm")))));
        Assert.Equal(72, scene.Inputs.Count);
        Assert.InRange(scene.Server.MaxConcurrency, Math.Min(limit, 3), limit);
    }

    [Fact]
    public async Task Results_and_errors_come_in_the_order_of_the_input()
    {
        await using TestScene scene = await TestScene.StartAsync();
        Random random = new(1);
        scene.Server.Faults = request =>
        {
            lock (random)
            {
                return int.Parse(request.Input!, CultureInfo.InvariantCulture) % 3 == 0
                    ? new ErrorFault(400, "invalid_request")
                    : new DelayFault(TimeSpan.FromMilliseconds(random.Next(40)));
            }
        };

        IReadOnlyList<PSObject> all = scene.Run("""
            1..12 | ForEach-Object { [pscustomobject]@{ OutFile = "$_.pcm"; Text = "$_" } } |
                ConvertTo-Speech -ThrottleLimit 4 -PassThru 2>&1
            """);

        Assert.Equal(
            Enumerable.Range(1, 12).Select(
                number => number % 3 == 0 ? $"error {scene.FileAt($"{number}.pcm")}" : $"{number}.pcm"),
            all.Select(item => item.BaseObject is ErrorRecord error
                ? $"error {error.TargetObject}"
                : item.Properties["Name"].Value));
        Assert.Equal(8, scene.Entries.Count);
    }

    [Fact]
    public async Task A_slow_first_chunk_delays_nothing_but_the_writing()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 01", hold);
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 20)));

        Task run = scene.RunAsync("ConvertTo-Speech $text -OutFile a.pcm -MaxChunkLength 10 -ThrottleLimit 2");
        await Chunks.WaitUntilAsync(() => scene.Server.Requests.Count(request => request.Status == 200) == 19);
        hold.Release();
        await run;

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(Enumerable.Range(1, 20), Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
    }

    [Theory]
    [InlineData("pcm", 0)]
    [InlineData("wav", 80)]
    public async Task A_pause_is_exact_silence_between_segments(string format, int headerLength)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("two", Chunks.Text(2, 3));

        scene.Run($$"""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 01' },
            [pscustomobject]@{ Voice = 'ash'; Text = $two },
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 04' } |
                ConvertTo-Speech -OutFile play.{{format}} -MaxChunkLength 10 -PauseMilliseconds 250
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        const int ToneLength = Tone.SampleCount * 2;
        const int Pause = 24_000 / 4 * 2;
        byte[] pcm = File.ReadAllBytes(scene.FileAt($"play.{format}"))[headerLength..];
        Assert.Equal((4 * ToneLength) + (2 * Pause), pcm.Length);
        Assert.Equal([1], Tones.NumbersIn(pcm[..ToneLength]));
        Assert.All(pcm[ToneLength..(ToneLength + Pause)], sample => Assert.Equal(0, sample));
        Assert.Equal([2, 3], Tones.NumbersIn(pcm[(ToneLength + Pause)..((3 * ToneLength) + Pause)]));
        Assert.All(
            pcm[((3 * ToneLength) + Pause)..((3 * ToneLength) + (2 * Pause))], sample => Assert.Equal(0, sample));
        Assert.Equal([4], Tones.NumbersIn(pcm[((3 * ToneLength) + (2 * Pause))..]));
        if (format == "wav")
        {
            byte[] file = File.ReadAllBytes(scene.FileAt("play.wav"));
            Assert.Equal(pcm.Length, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(headerLength - 4)));
        }
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    public async Task Every_format_has_pauses_and_none_warns_of_them(string format)
    {
        await using TestScene scene = await TestScene.StartAsync();

        IReadOnlyList<PSObject> files = scene.Run($$"""
            0, 3000 | ForEach-Object {
                @{ Text = 'a'; Voice = 'sage' }, @{ Text = 'b'; Voice = 'ash' } |
                    ConvertTo-Speech -OutFile "$_.{{format}}" -PauseMilliseconds $_ -PassThru
            }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        TimeSpan[] durations = [.. files.Select(file => (TimeSpan)file.Properties["Duration"].Value)];
        Assert.InRange(durations[1] - durations[0], TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3.1));
    }
}
