using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>What may come through the pipeline, and what becomes of it.</summary>
public sealed class PipelineTests
{
    [Fact]
    public async Task Lines_become_one_text_of_one_file()
    {
        await using TestScene scene = await TestScene.StartAsync();

        PSObject file = Assert.Single(scene.Run(
            "'one', '', $null, 'two', 'three' | ConvertTo-Speech -Voice sage -OutFile notes.mp3 -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["one\n\n\ntwo\nthree"], scene.Inputs);
        Assert.Equal("sage", Assert.Single(scene.Server.Requests).Voice);
        Assert.Equal(["notes.mp3"], scene.Entries);
        Assert.Equal(scene.FileAt("notes.mp3"), file.Properties["FullName"].Value);
        Assert.Equal("CometSpeech.SpeechFile", file.TypeNames[0]);
    }

    [Fact]
    public async Task Rows_with_voices_become_a_dialogue_in_order()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 1' },
            [pscustomobject]@{ Voice = 'ash'; Text = 'chunk 2' },
            [pscustomobject]@{ Voice = ''; Text = 'chunk 3' } | ConvertTo-Speech -OutFile play.pcm
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            [("chunk 1", "sage"), ("chunk 2", "ash"), ("chunk 3", "alloy")],
            scene.Server.Requests.Select(request => (request.Input!, request.Voice!)).Order());
        Assert.Equal([1, 2, 3], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("play.pcm"))));
    }

    [Fact]
    public async Task A_row_that_cannot_be_bound_is_not_left_out_silently()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 1' },
            [pscustomobject]@{ Voice = 'bob'; Text = 'chunk 2' } | ConvertTo-Speech -OutFile play.wav
            """);

        Assert.Equal(["InvalidRecordValue", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Empty(scene.Server.Requests);
        Assert.Empty(scene.Entries);
    }

    [Fact]
    public async Task A_row_that_cannot_be_bound_costs_the_file_it_stands_in_and_no_other()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("""
            'a.pcm sage', 'b.pcm sage', 'b.pcm bob', 'b.pcm ash', 'c.pcm bob', 'd.pcm sage' | ForEach-Object {
                $file, $voice = $_ -split ' '
                [pscustomobject]@{ Voice = $voice; Text = "text of $file"; OutFile = $file }
            } | ConvertTo-Speech
            """);

        // The only row of c.pcm has its own error, which names the file.
        Assert.Equal(
            ["InvalidRecordValue", "InvalidRecordValue", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Contains(" for 'c.pcm' ", scene.Session.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("'b.pcm' was not made", scene.Session.Errors[^1].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a.pcm", "d.pcm"], scene.Entries);
    }
}
