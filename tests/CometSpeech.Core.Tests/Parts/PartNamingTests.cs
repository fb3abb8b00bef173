using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;

namespace CometSpeech.Core.Tests.Parts;

/// <summary>Names of parts. A changed name loses what everybody paid for: the ones here stand for ever.</summary>
public sealed class PartNamingTests
{
    private const string Url = "https://api.cometapi.com/v1";

    // SHA-256 over the fields in UTF-16, computed by another program, in base 32.
    [Theory]
    [InlineData("a", "sage", "tts-1", null, null, AudioFormat.Pcm, Url, "c4uwny3ovpci6ct3xoad")]
    [InlineData("Hello, wörld 🎉", "nova", "tts-1-hd", 0.3, null, AudioFormat.Mp3, Url, "cm5dn5xhluxsmoagalth")]
    [InlineData(
        "Hello",
        "nova",
        "gpt-4o-mini-tts",
        1.0,
        "softly",
        AudioFormat.Opus,
        "http://localhost:8880/v1",
        "3cgucwe5sc4jz37gvu67")]
    public void The_name_of_a_request_is_the_one_of_old(
        string text,
        string voice,
        string model,
        double? speed,
        string? instructions,
        AudioFormat format,
        string address,
        string name)
    {
        using PartNaming naming = new(ServiceAddress.Parse(address));

        Segment segment = new(text, voice, model, speed, instructions);
        Assert.Equal(name, naming.NameOf(segment, new TextRange(0, text.Length), format));
    }

    [Fact]
    public void What_decides_the_sound_decides_the_name()
    {
        using PartNaming naming = new(ServiceAddress.Default);
        using PartNaming elsewhere = new(ServiceAddress.Parse("http://localhost/v1"));
        Segment segment = new("a|1:b", "sage", "tts-1");
        TextRange all = new(0, 5);
        string[] names =
        [
            naming.NameOf(segment, all, AudioFormat.Mp3),
            naming.NameOf(segment, all, AudioFormat.Wav),
            naming.NameOf(segment, new TextRange(0, 4), AudioFormat.Mp3),
            naming.NameOf(segment, new TextRange(1, 4), AudioFormat.Mp3),
            naming.NameOf(segment with { Voice = "Sage" }, all, AudioFormat.Mp3),
            naming.NameOf(segment with { Model = "tts-1|4:sage" }, all, AudioFormat.Mp3),
            naming.NameOf(segment with { Speed = 1 }, all, AudioFormat.Mp3),
            naming.NameOf(segment with { Instructions = "" }, all, AudioFormat.Mp3),
            naming.NameOf(segment with { Instructions = "x" }, all, AudioFormat.Mp3),
            elsewhere.NameOf(segment, all, AudioFormat.Mp3),
        ];

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(
            names[0], naming.NameOf(new Segment("xa|1:bx", "sage", "tts-1"), new TextRange(1, 5), AudioFormat.Mp3));
    }

    [Theory]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.part", "c4uwny3ovpci6ct3xoad", "mar6ktg2")]
    [InlineData(
        "172966e36eabc48f0a7bbb8030912d88844254ef.6023e54cda16371a6fc1257eb30c1585dcda4a1e.part",
        "c4uwny3ovpci6ct3xoad",
        "mar6ktg2")]
    public void File_names_of_this_version_and_of_0_1_are_read(string fileName, string name, string check)
    {
        Assert.True(PartFileName.TryParse(fileName, out PartFileName part));
        Assert.Equal((name, check), (part.Name, part.Check));
        Assert.Equal($"{name}.{check}.part", part.ToString());
        // With «.parts» and the separator, 41 characters more than the file's own name.
        Assert.Equal(34, part.ToString().Length);
    }

    [Theory]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.16000x2.part", 16_000, 2, false)]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.24000x1be.part", 24_000, 1, true)]
    public void Raw_samples_have_their_format_in_the_name(string fileName, int rate, int channels, bool isBigEndian)
    {
        Assert.True(PartFileName.TryParse(fileName, out PartFileName part));
        Assert.Equal(new PcmFormat(rate, channels, isBigEndian), part.Pcm);
        Assert.Equal(fileName, part.ToString());
        Assert.Equal(
            "c4uwny3ovpci6ct3xoad.mar6ktg2.part", new PartFileName(part.Name, part.Check, new(24_000, 1)).ToString());
    }

    [Theory]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.0x2.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.16000.part")]
    [InlineData("movie.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.part.tmp")]
    [InlineData("c4uwny3ovpci6ct3xoa1.mar6ktg2.part")]
    [InlineData("C4UWNY3OVPCI6CT3XOAD.mar6ktg2.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.x.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.16000x2\n.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.768001x1.part")]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.16000x33.part")]
    public void Files_of_others_are_not(string fileName) => Assert.False(PartFileName.TryParse(fileName, out _));

    [Theory]
    [InlineData("172966e36eabc48f0a7bbb8030912d88844254ef.part.tmp", true)]
    [InlineData("joined.part.tmp", true)]
    [InlineData("movie.part.tmp", false)]
    [InlineData("c4uwny3ovpci6ct3xoad.mar6ktg2.part", false)]
    public void Unfinished_files_are_known(string fileName, bool isOurs)
    {
        Assert.Equal(isOurs, PartFileName.IsUnfinished(fileName));
        Assert.True(PartFileName.IsUnfinished(PartFileName.Unfinished("c4uwny3ovpci6ct3xoad")));
        Assert.NotEqual(
            PartFileName.Unfinished("c4uwny3ovpci6ct3xoad"), PartFileName.Unfinished("c4uwny3ovpci6ct3xoad"));
    }
}
