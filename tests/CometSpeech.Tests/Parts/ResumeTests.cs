using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Connections;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Parts;

/// <summary>
/// What was paid for is kept when a run does not reach its end, and the same command goes on from there.
/// </summary>
public sealed class ResumeTests
{
    private const string Command =
        "$text | ConvertTo-Speech -OutFile book.pcm -MaxChunkLength 10 -ThrottleLimit 1 -PassThru -Verbose";

    private static readonly Fault s_refusal = new ErrorFault(400, "invalid_request");

    [Fact]
    public async Task A_failed_run_keeps_its_parts_and_the_same_command_pays_only_for_the_rest()
    {
        await using TestScene scene = await TestScene.StartAsync();
        await FailAsync(scene, chunks: 6, failing: 4);

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        string message = scene.Session.Errors[0].ToString();
        Assert.Contains("3 of 6 parts", message);
        Assert.Contains(scene.FileAt("book.pcm.parts"), message);
        Assert.Equal(["book.pcm.parts/"], scene.Entries);
        Assert.Equal(3, Parts(scene).Length);

        PSObject file = Assert.Single(scene.Run(Command));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(Chunks.Of(4, 5, 6), scene.Inputs);
        Assert.Equal(3, file.Properties["ReusedParts"].Value);
        Assert.Equal(3, file.Properties["Requests"].Value);
        Assert.Contains(scene.Session.Verbose, line => line.Contains("3 of 6 parts are there"));
        AssertFinished(scene, 6);
    }

    [Fact]
    public async Task A_stopped_run_keeps_its_parts()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 4)));
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 03", new HoldFault());
        using (PowerShell shell = scene.Session.Begin(Command, out _))
        {
            await Chunks.WaitUntilAsync(() => scene.Inputs.Contains("chunk 03"));
            await shell.StopAtOnceAsync();
        }

        Assert.Equal(["book.pcm.parts/"], scene.Entries);
        Assert.Equal(2, Parts(scene).Length);
        scene.Server.Faults = null;
        scene.Server.ClearRequests();

        scene.Run(Command);

        Assert.Equal(Chunks.Of(3, 4), scene.Inputs);
        AssertFinished(scene, 4);
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("cut")]
    [InlineData("empty")]
    public async Task A_damaged_part_is_fetched_again(string damage)
    {
        await using TestScene scene = await TestScene.StartAsync();
        await FailAsync(scene, chunks: 3, failing: 3);
        foreach (string part in Parts(scene))
        {
            byte[] bytes = File.ReadAllBytes(part);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(part, damage switch { "flip" => bytes, "cut" => bytes[..^2], _ => [] });
        }

        scene.Run(Command);

        Assert.Empty(scene.Session.Errors);
        // What is missing is asked for while the others are still checked.
        Assert.Equal(Chunks.Of(1, 2, 3), scene.Inputs.Order());
        AssertFinished(scene, 3);
    }

    [Theory]
    [InlineData("-Voice sage")]
    [InlineData("-CustomVoice nova")]
    [InlineData("-Model tts-1-hd")]
    [InlineData("-Speed 1")]
    [InlineData("-Instructions softly")]
    [InlineData("-ResponseFormat wav")]
    [InlineData("-BaseUri $localhost")]
    public async Task What_was_asked_otherwise_is_not_reused(string difference)
    {
        await using TestScene scene = await TestScene.StartAsync();
        await FailAsync(scene, chunks: 2, failing: 2);
        scene.Session.SetVariable("localhost", $"http://localhost:{scene.Server.BaseUri.Port}/v1");

        scene.Run($"{Command} {difference}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(Chunks.Of(1, 2), scene.Inputs);
        Assert.Equal(["book.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_changed_text_pays_for_what_changed()
    {
        await using TestScene scene = await TestScene.StartAsync();
        await FailAsync(scene, chunks: 3, failing: 3);
        scene.Session.SetVariable("text", Chunks.Text(1, 4, 2));

        scene.Run(Command);

        Assert.Equal(Chunks.Of(4), scene.Inputs);
        Assert.Equal([1, 4, 2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("book.pcm"))));
        Assert.Equal(["book.pcm"], scene.Entries);
    }

    [Fact]
    public async Task A_second_command_on_the_same_file_is_told_that_it_is_busy()
    {
        HoldFault hold = new();
        await using TestScene scene = await TestScene.StartAsync(hold);
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        using PowerShell first = scene.Session.Begin(Command, out IAsyncResult running);
        await Chunks.WaitUntilAsync(() => scene.Inputs.Count == 1);

        using ModuleSession other = new();
        other.SetLocation(scene.Folder);
        other.Run($"'other' | ConvertTo-Speech -OutFile book.pcm -BaseUri {scene.Server.BaseUri}");
        Assert.Equal("OutFileBusy", other.ErrorId);
        Assert.Equal(ErrorCategory.ResourceBusy, other.Errors[0].CategoryInfo.Category);
        Assert.Single(scene.Inputs);

        hold.Release();
        Assert.Single(first.EndInvoke(running));
        AssertFinished(scene, 2);
    }

    [Fact]
    public async Task Files_of_others_in_the_parts_folder_stay()
    {
        await using TestScene scene = await TestScene.StartAsync();
        await FailAsync(scene, chunks: 3, failing: 3);
        string digest = new('0', 40);
        string[] others = ["lock", "movie.part", "movie.part.tmp", "notes.txt", $"{digest}.{digest[..39]}g.part"];
        foreach (string other in others)
        {
            scene.Write(Path.Combine("book.pcm.parts", other), "mine");
        }

        scene.Run(Command);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            others.Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(scene.FileAt("book.pcm.parts"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)!);
        Assert.All(
            others,
            other => Assert.Equal("mine", File.ReadAllText(scene.FileAt(Path.Combine("book.pcm.parts", other)))));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("dangling link")]
    [Trait("Wine", "no")] // It makes no symbolic links.
    public Task A_link_in_the_place_of_the_parts_folder_is_an_error_before_any_request(string obstacle) =>
        What_stands_in_the_place_of_the_parts_folder_is_an_error_before_any_request(obstacle);

    [Theory]
    [InlineData("file")]
    public async Task What_stands_in_the_place_of_the_parts_folder_is_an_error_before_any_request(string obstacle)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        string place = scene.FileAt("book.pcm.parts");
        string elsewhere = Directory.CreateDirectory(scene.FileAt("elsewhere")).FullName;
        switch (obstacle)
        {
            case "file":
                scene.Write(place, "mine");
                break;
            case "link":
                Directory.CreateSymbolicLink(place, elsewhere);
                break;
            default:
                Directory.CreateSymbolicLink(place, scene.FileAt("nowhere"));
                break;
        }

        scene.Run(Command);

        Assert.Equal("PartsFolderUnusable", scene.Session.ErrorId);
        Assert.Contains(place, scene.Session.Errors[0].ToString());
        Assert.Empty(scene.Inputs);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    [Trait("Wine", "no")] // It makes no symbolic links.
    public async Task A_link_in_the_place_of_an_unfinished_file_is_not_written_through()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        string precious = scene.Write("precious.txt", "mine");
        Directory.CreateDirectory(scene.FileAt("book.pcm.parts"));
        File.CreateSymbolicLink(scene.FileAt("book.pcm.parts/joined.part.tmp"), precious);
        File.CreateSymbolicLink(scene.FileAt("book.pcm.cometspeech"), precious);

        scene.Run(Command);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal("mine", File.ReadAllText(precious));
        Assert.Equal([1, 2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("book.pcm"))));
        Assert.Equal(["book.pcm", "precious.txt"], scene.Entries);
    }

    private static async Task FailAsync(TestScene scene, int chunks, int failing)
    {
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, chunks)));
        scene.Server.Faults = Fault.When(request => request.Input == $"chunk {failing:00}", s_refusal);
        await scene.RunAsync(Command);
        Assert.Equal(failing - 1, Parts(scene).Length);
        scene.Server.Faults = null;
        scene.Server.ClearRequests();
    }

    private static string[] Parts(TestScene scene) => Directory.GetFiles(scene.FileAt("book.pcm.parts"), "*.part");

    private static void AssertFinished(TestScene scene, int chunks)
    {
        Assert.Equal(["book.pcm"], scene.Entries);
        Assert.Equal(Enumerable.Range(1, chunks), Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("book.pcm"))));
    }
}
