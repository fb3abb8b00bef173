using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Tests.Parts;

/// <summary>The folder of a file's parts, which another command may be using.</summary>
public sealed class PartFolderTests : IDisposable
{
    private const string Finished = "c4uwny3ovpci6ct3xoad.mar6ktg2.part";
    private const string Unfinished = "c4uwny3ovpci6ct3xoad.abcd1234.part.tmp";

    private readonly TestFolder _folder = new();

    private string OutFile => _folder["a.mp3"];

    public PartFolderTests()
    {
        Directory.CreateDirectory(OutFile + ".parts");
        File.WriteAllText(Path.Combine(OutFile + ".parts", Finished), "part");
        File.WriteAllText(Path.Combine(OutFile + ".parts", Unfinished), "half a part");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_only_looks_leaves_what_is_being_written()
    {
        Assert.Equal(["c4uwny3ovpci6ct3xoad"], PartFolder.NamesIn(OutFile));
        Assert.Equal(2, Directory.GetFiles(OutFile + ".parts").Length);
        Assert.Empty(PartFolder.NamesIn(_folder["b.mp3"]));
    }

    [Fact]
    public void Who_begins_the_file_clears_away_what_a_killed_run_left()
    {
        Assert.Empty(PartFolder.Of(OutFile).Find(["aaaaaaaaaaaaaaaaaaaa"]));
        Assert.Equal([Finished], Directory.GetFiles(OutFile + ".parts").Select(Path.GetFileName));
    }
}
