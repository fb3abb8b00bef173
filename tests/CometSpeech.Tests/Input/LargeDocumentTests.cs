using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>
/// Files beyond what is read. A read runs on a thread of its own, so what it allocates is told by the process alone:
/// these tests run when no other does.
/// </summary>
[Collection(ProcessEnvironment.Collection)]
public sealed class LargeDocumentTests
{
    [Theory]
    [InlineData("a.md", (64L << 20) + 1)]
    [InlineData("a.html", (256L << 20) + 1)]
    [InlineData("a.epub", (256L << 20) + 1)]
    [InlineData("a.docx", (256L << 20) + 1)]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read(string name, long length)
    {
        await using TestScene scene = await TestScene.StartAsync();
        using (FileStream file = File.Create(scene.FileAt(name)))
        {
            file.SetLength(length);
        }

        long before = GC.GetTotalAllocatedBytes();
        scene.Run($"ConvertTo-Speech -Path {name} -OutDirectory audio");

        Assert.Equal(["DocumentTooLarge"], scene.Session.ErrorIds);
        Assert.Equal(ErrorCategory.LimitsExceeded, scene.Session.Errors[0].CategoryInfo.Category);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 32L << 20);
    }
}
