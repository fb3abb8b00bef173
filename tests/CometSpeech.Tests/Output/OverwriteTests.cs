using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Mistakes that would cost the user a file.</summary>
public sealed class OverwriteTests
{
    [Fact]
    public async Task The_text_itself_is_not_overwritten()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "chunk 1");

        scene.Run("ConvertTo-Speech -Path notes.txt -OutFile notes.txt");

        Assert.Equal(["OutFileIsInput", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Equal("chunk 1", File.ReadAllText(scene.FileAt("notes.txt")));
        Assert.Empty(scene.Server.Requests);
    }

    [Fact]
    public async Task Two_texts_of_one_name_do_not_share_a_file_in_silence()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "chunk 1");
        scene.Write("notes.md", "chunk 2");
        Directory.CreateDirectory(scene.FileAt("audio/notes.wav"));

        scene.Run("ConvertTo-Speech -LiteralPath notes.md, notes.txt -OutDirectory audio -ResponseFormat wav");

        Assert.Equal(["OutFileIsFolder", "OutFileRepeated"], scene.Session.ErrorIds);
    }

    [Fact]
    public async Task Bytes_are_not_made_without_a_row_that_could_not_be_bound()
    {
        await using TestScene scene = await TestScene.StartAsync();

        IReadOnlyList<object> output = scene.Run("""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 1' },
            [pscustomobject]@{ Voice = 'bob'; Text = 'chunk 2' } | ConvertTo-Speech
            """);

        Assert.Empty(output);
        Assert.Equal("RecordsRejected", scene.Session.Errors[^1].FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task No_folder_is_made_before_the_key_is_known()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'Hello' | ConvertTo-Speech -OutDirectory new -BaseUri https://api.cometapi.com/v1");
        Assert.Equal("ApiKeyMissing", scene.Session.ErrorId);
        scene.Run("'Hello' | ConvertTo-Speech -OutFile new/deep/a.mp3 -BaseUri https://api.cometapi.com/v1");
        Assert.Equal("ApiKeyMissing", scene.Session.ErrorId);

        Assert.Empty(scene.Entries);
    }
}
