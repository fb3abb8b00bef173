using System.Collections.Concurrent;
using System.Management.Automation;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.LocalServer;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>With <c>-Stream</c> each part goes down the pipeline as soon as it and all before it are there.</summary>
public sealed class StreamTests
{
    private const string Sentences =
        "The tide comes in twice a day along this whole coast. Nobody who lives here needs a table for it, since the "
        + "sound of the harbour tells. In winter it is another matter, and the boats lie higher then.";

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    [InlineData("wav")]
    [InlineData("pcm")]
    public async Task All_parts_come_in_order_whatever_the_service_does(string format)
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();
        Random random = new(1);
        scene.Server.Faults = request =>
        {
            lock (random)
            {
                return random.Next(6) == 0
                    ? new ErrorFault(503)
                    : new DelayFault(TimeSpan.FromMilliseconds(random.Next(40)));
            }
        };
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 12)));

        IReadOnlyList<PSObject> pieces = scene.Run(
            $"$text | ConvertTo-Speech -Stream -ResponseFormat {format} -MaxChunkLength 10 -MaximumRetryCount 20");

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        // The last packet of Opus waits for the end.
        Assert.Equal(format == "opus" ? 13 : 12, pieces.Count);
        Assert.All(pieces, piece => Assert.Equal("CometSpeech.SpeechBytes", piece.TypeNames[0]));
        byte[] all = [.. pieces.SelectMany(piece => (byte[])piece.BaseObject)];
        short[] heard = await FfmpegDecoder.DecodeAsync(all, format);
        // One after the other, 0.2 s each; lossy formats add a few frames of silence.
        Assert.InRange(heard.Length, 12 * Tone.SampleCount, 12 * (Tone.SampleCount + 3000));
        TimeSpan[] onsets =
            [.. Enumerable.Range(1, 12).Select(number => Assert.Single(Tones.OnsetsOf(number, heard)))];
        Assert.Equal(onsets.Order(), onsets);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task The_first_sentence_is_heard_while_the_rest_is_fetched()
    {
        await using TestScene scene = await TestScene.StartAsync();
        HoldFault hold = new();
        scene.Server.Faults = request => request.Input!.StartsWith("The tide", StringComparison.Ordinal) ? null : hold;
        ConcurrentQueue<byte[]> heard = new();
        scene.Session.SetVariable("text", Sentences);
        scene.Session.SetVariable("heard", heard);
        using PowerShell shell = scene.Session.Begin(
            "$text | ConvertTo-Speech -Stream -ResponseFormat pcm | ForEach-Object { $heard.Enqueue($_) }",
            out IAsyncResult running);

        await Chunks.WaitUntilAsync(() => !heard.IsEmpty || running.IsCompleted);

        Assert.Equal(Tone.SampleCount * 2, Assert.Single(heard).Length);
        Assert.Contains("The tide comes in twice a day along this whole coast.", scene.Inputs);
        Assert.False(running.IsCompleted);
        hold.Release();
        shell.EndInvoke(running);
        Assert.Equal(Sentences.Length, scene.Inputs.Sum(input => input!.Length) + scene.Inputs.Count - 1);
    }

    [Fact]
    public async Task What_came_before_a_part_that_fails_was_handed_out_and_the_error_names_the_part()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults =
            Fault.When(request => request.Input == "chunk 03", new ErrorFault(400, "invalid_request"));
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3, 4, 5, 6, 7, 8));

        IReadOnlyList<PSObject> pieces =
            scene.Run("$text | ConvertTo-Speech -Stream -ResponseFormat pcm -MaxChunkLength 10 -ThrottleLimit 1");

        Assert.Equal([1, 2], Tones.NumbersIn([.. pieces.SelectMany(piece => (byte[])piece.BaseObject)]));
        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Contains("part 3 of 8", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, scene.Inputs.Count);
    }

    [Fact]
    public async Task Who_has_enough_stops_the_requests()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 30)));
        HoldFault hold = new();
        scene.Server.Faults = request => request.Input is "chunk 01" ? null : hold;

        scene.Run("""
            foreach ($piece in 1) {
                $text | ConvertTo-Speech -Stream -ResponseFormat pcm -MaxChunkLength 10 -ThrottleLimit 2 |
                    ForEach-Object { break }
            }
            """);

        Assert.Empty(scene.Session.Errors);
        // The second one may not have come so far.
        Assert.InRange(scene.Inputs.Count, 1, 4);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input != "chunk 01", new HoldFault());
        scene.Session.SetVariable("text", Chunks.Text(1, 2, 3, 4, 5));
        using PowerShell shell =
            scene.Session.Begin("$text | ConvertTo-Speech -Stream -MaxChunkLength 10", out _);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count > 2);

        await shell.StopAtOnceAsync();

        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("'one' | ConvertTo-Speech -Stream -OutFile a.mp3", "-OutFile")]
    [InlineData("'one' | ConvertTo-Speech -Stream -OutFile { 'a.mp3' }", "-OutFile")]
    [InlineData("'one' | ConvertTo-Speech -Stream -OutDirectory .", "-OutDirectory")]
    [InlineData("'one' | ConvertTo-Speech -Stream -Subtitle Srt", "-Subtitle")]
    [InlineData("'one' | ConvertTo-Speech -Stream -PassThru", "-PassThru")]
    [InlineData("[pscustomobject]@{ Text = 'one'; OutFile = 'a.mp3' } | ConvertTo-Speech -Stream", "-OutFile")]
    public async Task What_needs_a_file_is_refused_before_anything_is_paid_for(string script, string other)
    {
        await using TestScene scene = await TestScene.StartAsync();

        Assert.Empty(scene.Run(script));

        ErrorRecord error = Assert.Single(scene.Session.Errors);
        Assert.Equal("ParametersConflict", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(other, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task Several_records_are_one_stream_with_the_pauses_between_them()
    {
        await using TestScene scene = await TestScene.StartAsync();

        IReadOnlyList<PSObject> pieces = scene.Run("""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 01' },
            [pscustomobject]@{ Voice = 'ash'; Text = 'chunk 02' } |
                ConvertTo-Speech -Stream -ResponseFormat pcm -PauseMilliseconds 250
            """);

        byte[] first = (byte[])pieces[0].BaseObject, second = (byte[])pieces[1].BaseObject;
        Assert.Equal([1], Tones.NumbersIn(first));
        // The pause goes out with what follows it.
        Assert.Equal(24_000 / 4 * 2, second.Length - (Tone.SampleCount * 2));
        Assert.Equal([2], Tones.NumbersIn(second[^(Tone.SampleCount * 2)..]));
    }

    [Theory]
    [InlineData("wav", true)]
    [InlineData("aac", true)]
    [InlineData("mp3", false)]
    public async Task Who_asks_for_tags_hears_where_a_stream_has_no_place_for_them(string format, bool isWarned)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'one' | ConvertTo-Speech -Stream -ResponseFormat {format} -Title Tides");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(isWarned ? 1 : 0, scene.Session.Warnings.Count);
    }
}
