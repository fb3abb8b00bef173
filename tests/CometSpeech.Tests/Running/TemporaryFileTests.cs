using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>What a run leaves in the folder for temporary files, which is one of the test's own here.</summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class TemporaryFileTests
{
    [Fact]
    public async Task Audio_as_bytes_leaves_no_temporary_file()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults =
            Fault.When(request => request.Input == "chunk 03", new ErrorFault(400, "invalid_request"));
        using ProcessEnvironment environment = new();
        string temporary = Directory.CreateDirectory(Path.Combine(environment.Folder, "temporary")).FullName;
        environment.Set(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR", temporary);
        Assert.Equal(temporary, Path.TrimEndingDirectorySeparator(Path.GetTempPath()));

        PSObject bytes = Assert.Single(scene.Run("'chunk 01', 'chunk 02' | ConvertTo-Speech -ResponseFormat pcm"));
        scene.Run("'chunk 03' | ConvertTo-Speech -ResponseFormat pcm");

        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        Assert.Equal([1], Tones.NumbersIn(Assert.IsType<byte[]>(bytes.BaseObject)));
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }
}
