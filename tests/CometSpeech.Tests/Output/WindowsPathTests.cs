using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>
/// The ways in which Windows writes a path; each target is made of two parts, in two runs, so that what lies beside the
/// file while it is made has to be found again.
/// </summary>
public sealed class WindowsPathTests
{
    // A folder's name is short enough for every file system; MAX_PATH is 260.
    private static readonly string s_long = string.Join('\\', Enumerable.Repeat(new string('d', 100), 5));

    public static TheoryData<string, string> Paths => new()
    {
        { "drive-relative", @"{drive}a.pcm" },
        { "from the root of the drive", @"{rooted}\a.pcm" },
        { "with slashes", "./new/../a.pcm" },
        { "a new folder", @"new\deep\a.pcm" },
        { "verbatim", @"\\?\{folder}\a.pcm" },
        { "longer than MAX_PATH", @"{long}\a.pcm" },
        { "verbatim and longer than MAX_PATH", @"\\?\{folder}\{long}\a.pcm" },
        { "share", @"\\localhost\{share}\a.pcm" },
        { "share, longer than MAX_PATH", @"\\localhost\{share}\{long}\a.pcm" },
        { "in another case", "{FOLDER}/A.PCM" },
    };

    [SkippableTheory]
    [MemberData(nameof(Paths))]
    public async Task A_path_of_Windows_is_written_overwritten_and_resumed(string kind, string path)
    {
        Skip.IfNot(OperatingSystem.IsWindows(), "They are paths on Windows alone.");
        await using TestScene scene = await TestScene.StartAsync();
        string drive = Path.GetPathRoot(scene.Folder)!.TrimEnd('\\');
        string share = $"{drive[0]}${scene.Folder[drive.Length..]}";
        Skip.IfNot(
            !kind.StartsWith("share", StringComparison.Ordinal) || Directory.Exists($@"\\localhost\{share}"),
            "The administrative share of the drive cannot be reached.");
        string target = path.Replace("{drive}", drive, StringComparison.Ordinal)
            .Replace("{rooted}", scene.Folder[drive.Length..], StringComparison.Ordinal)
            .Replace("{folder}", scene.Folder, StringComparison.Ordinal)
            .Replace("{FOLDER}", scene.Folder.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{share}", share, StringComparison.Ordinal)
            .Replace("{long}", s_long, StringComparison.Ordinal);
        scene.Session.SetVariable("target", target);
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        scene.Server.Faults =
            Fault.When(request => request.Input == "chunk 02", new ErrorFault(400, "invalid_request"));
        const string command = "$text | ConvertTo-Speech -OutFile $target -MaxChunkLength 10 -ThrottleLimit 1";

        scene.Run(command);
        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        scene.Server.Faults = null;
        scene.Run(command);
        Assert.Empty(scene.Session.Errors);
        scene.Run("'chunk 03' | ConvertTo-Speech -OutFile $target");
        Assert.Empty(scene.Session.Errors);

        // The parts that were paid for are found again by the same path.
        Assert.Equal([.. Chunks.Of(1, 2, 2), "chunk 03"], scene.Inputs);
        string file = Assert.Single(Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories));
        Assert.Equal("a.pcm", Path.GetFileName(file), ignoreCase: true);
        Assert.Equal([3], Tones.NumbersIn(File.ReadAllBytes(file)));
    }

    [SkippableFact]
    public async Task A_file_that_a_player_has_open_stays_and_the_next_run_pays_for_nothing()
    {
        Skip.IfNot(OperatingSystem.IsWindows(), "Elsewhere an open file is replaced.");
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.pcm", "old");
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        const string command = "$text | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 10";

        await using (new FileStream(scene.FileAt("a.pcm"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            scene.Run(command);
        }

        Assert.Equal("OutFileWriteFailed", scene.Session.ErrorId);
        Assert.Equal("old", File.ReadAllText(scene.FileAt("a.pcm")));
        scene.Run(command);
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(2, scene.Inputs.Count);
        Assert.Equal([1, 2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
    }
}
