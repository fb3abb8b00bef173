using System.Management.Automation;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>Answers in another format than was asked for.</summary>
public sealed class OtherFormatTests
{
    [Theory]
    [InlineData("mp3", "wav", null)]
    [InlineData("flac", "mp3", "audio/flac")]
    public async Task Another_format_than_asked_for_is_told_and_whole(string asked, string sent, string? claim)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new WrongFormatFault(sent, claim)));

        PSObject file = Assert.Single(scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{asked} -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(
            $"sent {sent} though {asked} was asked for",
            Assert.Single(scene.Session.Warnings),
            StringComparison.Ordinal);
        Assert.Equal(sent, file.Properties["ResponseFormat"].Value);
        await using TestScene right = await TestScene.StartAsync();
        right.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{sent}");
        Assert.Equal(File.ReadAllBytes(right.FileAt("a." + sent)), File.ReadAllBytes(scene.FileAt("a." + asked)));
    }

    [Theory]
    [InlineData("-Chapter Whales", true)]
    [InlineData("-Title Moby-Dick", true)]
    [InlineData("", false)]
    public async Task Another_format_that_cannot_tell_chapters_and_tags_is_told(string parameters, bool isTold)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new WrongFormatFault("aac", null)));

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.mp3 {parameters}");

        Assert.Equal(
            "The server sent aac though mp3 was asked for: 'a.mp3' holds aac"
                + (isTold ? ", which has no place for chapters and tags. A file named .m4a has." : "."),
            Assert.Single(scene.Session.Warnings));
    }

    // Home-made servers leave the name of their framework's default.
    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("opus")]
    public async Task Audio_that_is_announced_as_text_is_audio(string format)
    {
        await using TestScene scene = await TestScene.StartAsync(
            Faults.Always(new WrongFormatFault(format, "text/html; charset=utf-8")));

        scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{format}");

        Assert.Empty(scene.Session.Errors);
        await using TestScene right = await TestScene.StartAsync();
        right.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{format}");
        Assert.Equal(File.ReadAllBytes(right.FileAt("a." + format)), File.ReadAllBytes(scene.FileAt("a." + format)));
    }

    // Both are plain samples: the file is what its name says.
    [Theory]
    [InlineData("pcm", "wav", "audio/pcm")]
    [InlineData("pcm", "wav", null)]
    public async Task Samples_with_a_header_are_what_was_asked_for(string asked, string sent, string? claim)
    {
        await using TestScene scene = await TestScene.StartAsync(Faults.Always(new WrongFormatFault(sent, claim)));

        PSObject file = Assert.Single(scene.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{asked} -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(asked, file.Properties["ResponseFormat"].Value);
        await using TestScene right = await TestScene.StartAsync();
        right.Run($"'chunk 1' | ConvertTo-Speech -OutFile a.{asked}");
        Assert.Equal(File.ReadAllBytes(right.FileAt("a." + asked)), File.ReadAllBytes(scene.FileAt("a." + asked)));
    }

    // Raw samples would take the header of a WAV file for sound.
    [Theory]
    [InlineData("mp3", "wav")]
    [InlineData("flac", "opus")]
    [InlineData("pcm", "wav")]
    public async Task One_part_in_another_format_is_named(string asked, string sent)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 02", new WrongFormatFault(sent));

        scene.Run($"'chunk 01', 'chunk 02' | ConvertTo-Speech -OutFile a.{asked} -MaxChunkLength 10");

        Assert.Equal("AudioNotJoinable", scene.Session.ErrorId);
        string said = Assert.Single(scene.Session.Errors).Exception.Message;
        Assert.Contains(
            $"part 2 of 2 does not fit: it is {sent}, but part 1 of 2 is {asked}.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("goes on from there", said, StringComparison.Ordinal);
    }

    // It holds what other files were paid for.
    [Fact]
    public async Task A_cache_is_never_advised_to_be_removed()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(request => request.Input == "chunk 02", new WrongFormatFault("wav"));

        scene.Run("'chunk 01', 'chunk 02' | ConvertTo-Speech -OutFile a.mp3 -MaxChunkLength 10 -CachePath cache");

        Assert.DoesNotContain(
            "remove",
            Assert.Single(scene.Session.Errors).ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }
}
