using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>Which files paths and patterns name, in which order, and what is said of those that name none.</summary>
public sealed class PathInputTests
{
    [Theory]
    [InlineData("-Path a*.txt", "bracket", "plain")]
    [InlineData("-Path a[1].txt", "plain")]
    [InlineData("-Path ./a1.txt", "plain")]
    [InlineData("-LiteralPath a[1].txt", "bracket")]
    [InlineData("-PSPath a[1].txt", "bracket")]
    [InlineData("-LP a1.txt, a[1].txt", "bracket", "plain")]
    public async Task Paths_take_wildcards_and_literal_paths_do_not(string parameters, params string[] expected)
    {
        await using TestScene scene = await SceneWithFilesAsync();

        scene.Run($"ConvertTo-Speech {parameters} -OutDirectory audio");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(expected, scene.Inputs.Order());
    }

    [Theory]
    [InlineData("-Path none.txt", "FileNotFound")]
    [InlineData("-LiteralPath a[2].txt", "FileNotFound")]
    [InlineData("-Path nowhere:a.txt", "FileNotFound")]
    [InlineData("-Path folder", "InputIsFolder")]
    [InlineData("-Path variable:home", "NotFileSystemPath")]
    [InlineData("-Path \"a`0.txt\"", "FileNotFound")]
    [InlineData("-LiteralPath \"a`0.txt\"", "FileNotFound")]
    public async Task A_path_that_is_no_file_is_an_error_and_the_other_files_are_spoken(string parameters, string id)
    {
        await using TestScene scene = await SceneWithFilesAsync();

        scene.Run($"ConvertTo-Speech {parameters}, a1.txt -OutDirectory audio");

        Assert.Equal(id, scene.Session.ErrorId);
        Assert.Equal(["plain"], scene.Inputs);
    }

    // .NET Framework says so of any of <>|"*?, which titles of texts have.
    [Theory]
    [InlineData("[pscustomobject]@{ LiteralPath = \"a`0.txt\" }", "FileNotFound", "plain")]
    [InlineData(
        "$t = [psobject] 'noted'; $t.PSObject.Properties.Add([psnoteproperty]::new('PSPath', \"a`0.txt\")); $t",
        null,
        "noted",
        "plain")]
    public async Task What_no_file_can_be_called_costs_its_own_record_and_no_other(
        string record, string? id, params string[] expected)
    {
        await using TestScene scene = await SceneWithFilesAsync();

        scene.Run($"& {{ {record}; 'plain' }} | ConvertTo-Speech -OutDirectory audio");

        Assert.Equal(id is null ? [] : [id], scene.Session.ErrorIds);
        Assert.Equal(expected, scene.Inputs.Order());
    }

    [Theory]
    [InlineData("none*.txt", "No file matches 'none*.txt'.")]
    [InlineData("a[3].txt", "No file matches 'a[3].txt'.")]
    [InlineData("fold*", "No file matches 'fold*', only folders do.")]
    public async Task A_pattern_that_matches_no_file_is_one_error(string pattern, string message)
    {
        await using TestScene scene = await SceneWithFilesAsync();

        foreach (string output in new[] { "-OutFile a.mp3", "-OutDirectory audio", "" })
        {
            scene.Run($"ConvertTo-Speech -Path '{pattern}' {output}");

            Assert.Equal("FileNotFound", scene.Session.ErrorId);
            Assert.Equal(message, scene.Session.Errors[0].Exception.Message);
        }

        scene.Run($"ConvertTo-Speech -Path '{pattern}', a1.txt -OutFile a.mp3");
        Assert.Equal(["FileNotFound", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task A_pattern_reads_its_files_in_natural_order()
    {
        await using TestScene scene = await TestScene.StartAsync();
        foreach (string name in new[] { "ch10", "ch2", "Ch1", "ch01b" })
        {
            scene.Write(name + ".txt", name);
        }

        IReadOnlyList<PSObject> titles = scene.Run(
            "ConvertTo-Speech -Path ch*.txt -OutFile all.mp3 -PassThru | ForEach-Object { $_.Chapters.Title }");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["Ch1", "ch01b", "ch2", "ch10"], titles.Select(title => title.ToString()));
    }

    [Theory]
    [InlineData("-Path a1.txt, none.txt", "FileNotFound")]
    [InlineData("-LiteralPath a1.txt, none.txt", "FileNotFound")]
    [InlineData("-Path a1.txt, folder", "InputIsFolder")]
    public async Task A_file_of_several_texts_is_not_made_without_one_of_them(string parameters, string id)
    {
        await using TestScene scene = await SceneWithFilesAsync();

        scene.Run($"ConvertTo-Speech {parameters} -OutFile all.mp3");

        Assert.Equal([id, "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Empty(scene.Server.Requests);
        Assert.DoesNotContain("all.mp3", scene.Entries);
    }

    private static async Task<TestScene> SceneWithFilesAsync()
    {
        TestScene scene = await TestScene.StartAsync();
        scene.Write("a1.txt", "plain");
        scene.Write("a[1].txt", "bracket");
        Directory.CreateDirectory(scene.FileAt("folder"));
        return scene;
    }
}
