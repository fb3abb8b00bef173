using System.Runtime.InteropServices;
using CometSpeech.Output.Files;

namespace CometSpeech.UnitTests.Output.Files;

/// <summary>Whether two names are one file, on each system.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("WINDOWS", true)]
    [InlineData("OSX", true)]
    [InlineData("LINUX", false)]
    [InlineData("FREEBSD", false)]
    public void Case_makes_no_difference_on_Windows_and_macOS(string system, bool ignoresCase)
    {
        StringComparer comparer = FileNames.ComparerOn(OSPlatform.Create(system));

        Assert.Equal(ignoresCase, comparer.Equals("/home/Ä.mp3", "/home/ä.MP3"));
        Assert.False(comparer.Equals("/home/a.mp3", "/home/b.mp3"));
    }
}
