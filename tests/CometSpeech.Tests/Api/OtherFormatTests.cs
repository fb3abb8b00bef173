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

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    public async Task No_more_is_asked_for_when_two_parts_do_not_fit(int throttleLimit, int mostRequests)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Server.Faults = Fault.When(
            request => request.Input is "chunk 02" or "chunk 04", new WrongFormatFault("wav"));
        string script = "1..20 | ForEach-Object { 'chunk {0:00}' -f $_ } | ConvertTo-Speech -OutFile a.mp3 "
            + $"-MaxChunkLength 10 -ThrottleLimit {throttleLimit}";

        scene.Run(script);

        Assert.Equal("AudioNotJoinable", scene.Session.ErrorId);
        int sent = scene.Server.Requests.Count;
        Assert.InRange(sent, 2, mostRequests);
        string said = Assert.Single(scene.Session.Errors).Exception.Message;
        // Which two come first is by chance.
        Assert.Matches(
            "part [1-4] of 20 does not fit: it is (wav, but part [1-4] of 20 is mp3|mp3, but part [1-4] of 20 is wav)",
            said);
        Assert.Contains($"{sent} of 20 parts are finished and kept in", said, StringComparison.Ordinal);
        Assert.Equal(["a.mp3.parts/"], scene.Entries);
        // They tell it again, before more is asked for.
        scene.Run(script);
        Assert.All(scene.Session.ErrorIds, id => Assert.Equal("AudioNotJoinable", id));
        Assert.Equal(sent, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task Voices_that_do_not_fit_are_named()
    {
        await using TestScene scene = await TestScene.StartAsync();
        byte[] samples = [.. Enumerable.Range(0, 12_800).Select(i => (byte)(i * 7))];
        scene.Server.Faults = request =>
            new ResponseFault(200, samples, $"audio/pcm;rate={(request.Voice == "nova" ? 24_000 : 16_000)}");

        scene.Run("""
            1..8 | ForEach-Object { [pscustomobject]@{ Text = "chunk $_"; Voice = ('echo', 'nova')[$_ % 2] } } |
                ConvertTo-Speech -OutFile a.pcm -ThrottleLimit 1
            """);

        Assert.Equal("AudioNotJoinable", scene.Session.ErrorId);
        Assert.Contains(
            "part 2 of 8 (voice 'echo') does not fit: it is pcm, 16000 Hz, 1 channel(s), "
                + "but part 1 of 8 (voice 'nova') is pcm, 24000 Hz, 1 channel(s).",
            Assert.Single(scene.Session.Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(2, scene.Server.Requests.Count);
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
