using System.Text;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Captions;

public sealed class CueWriterTests
{
    private static readonly Cue[] s_cues =
    [
        new(TimeSpan.Zero, TimeSpan.FromMilliseconds(1500), ["The harbour lay still,", "all night."], true),
        new(TimeSpan.FromMilliseconds(1500), TimeSpan.FromMilliseconds(3007), ["Käse & «Brot» — 朝 😀"], false),
        new(TimeSpan.FromMilliseconds(3_723_004), TimeSpan.FromMilliseconds(3_724_999), ["42"], false),
    ];

    [Fact]
    public void SubRip_as_it_is_written() => Assert.Equal(
        """
        1
        00:00:00,000 --> 00:00:01,500
        The harbour lay still,
        all night.

        2
        00:00:01,500 --> 00:00:03,007
        Käse & «Brot» — 朝 😀

        3
        01:02:03,004 --> 01:02:04,999
        42


        """.Replace("\r\n", "\n").Replace("\n", "\r\n"),
        Write(SubtitleFormat.Srt, s_cues));

    [Fact]
    public void WebVTT_as_it_is_written() => Assert.Equal(
        """
        WEBVTT

        NOTE From here the times are estimated by the length of the text: the audio does not tell them.

        00:00:00.000 --> 00:00:01.500
        The harbour lay still,
        all night.

        NOTE From here the times are those of the audio.

        00:00:01.500 --> 00:00:03.007
        Käse &amp; «Brot» — 朝 😀

        01:02:03.004 --> 01:02:04.999
        42


        """.Replace("\r\n", "\n"),
        Write(SubtitleFormat.Vtt, s_cues));

    [Fact]
    public void There_is_no_byte_order_mark()
    {
        Assert.Equal((byte)'1', Bytes(SubtitleFormat.Srt, s_cues)[0]);
        Assert.Equal((byte)'W', Bytes(SubtitleFormat.Vtt, s_cues)[0]);
    }

    [Fact]
    public void Without_a_cue_WebVTT_has_its_header()
    {
        Assert.Equal("WEBVTT\n\n", Write(SubtitleFormat.Vtt, []));
        Assert.Equal("", Write(SubtitleFormat.Srt, []));
    }

    [Fact]
    public void Hours_go_past_99()
    {
        var cue = new Cue(TimeSpan.FromHours(100), TimeSpan.FromHours(123.5), ["Late."], false);

        Assert.Contains("100:00:00,000 --> 123:30:00,000", Write(SubtitleFormat.Srt, [cue]));
        Assert.Contains("100:00:00.000 --> 123:30:00.000", Write(SubtitleFormat.Vtt, [cue]));
    }

    [Fact]
    public void No_text_is_taken_for_a_time_or_a_tag()
    {
        var cue = new Cue(TimeSpan.Zero, TimeSpan.FromSeconds(1), ["1 --> 2 <b> & \uD83D"], false);

        Assert.Contains("\r\n1 -- > 2 <\u2060b> & \uFFFD\r\n", Write(SubtitleFormat.Srt, [cue]));
        Assert.Contains("\n1 --&gt; 2 &lt;b&gt; &amp; \uFFFD\n", Write(SubtitleFormat.Vtt, [cue]));
    }

    [SkippableTheory]
    [InlineData("Write <b>bold</b>, <i> and <br/>.")]
    [InlineData("Where a < b, b <c> and <3.")]
    public void Signs_of_tags_are_shown(string line)
    {
        byte[] file = Bytes(SubtitleFormat.Srt, [new(TimeSpan.Zero, TimeSpan.FromSeconds(1), [line], false)]);

        // The form that players with ffmpeg draw: a tag would be an override block, or gone.
        string drawn = AudioTools.WithFile(file, ".srt", path => Encoding.UTF8.GetString(
            AudioTools.Run("ffmpeg", "-v", "error", "-nostdin", "-i", path, "-f", "ass", "-").Output));

        Assert.EndsWith(",," + line, drawn.TrimEnd().Replace("\u2060", ""));
    }

    [Theory]
    [InlineData("استعمل PowerShell 7 الآن.", true)]
    [InlineData("PowerShell 7 جيد، أليس كذلك؟", true)]
    [InlineData("שלום!", true)]
    [InlineData("שלום PowerShell", true)]
    [InlineData("PowerShell שלום", false)]
    [InlineData("The word سلام means peace.", false)]
    [InlineData("25 — 30", false)]
    [InlineData("朝 😀", false)]
    public void Lines_of_right_to_left_text_are_embedded(string line, bool isEmbedded)
    {
        var cue = new Cue(TimeSpan.Zero, TimeSpan.FromSeconds(1), [line], false);
        string expected = isEmbedded ? $"\u202B{line}\u202C" : line;

        Assert.Contains($"\r\n{expected}\r\n", Write(SubtitleFormat.Srt, [cue]));
        Assert.Contains($"\n{expected}\n", Write(SubtitleFormat.Vtt, [cue]));
    }

    [Fact]
    public void A_line_that_begins_with_a_name_goes_the_way_of_its_cue()
    {
        var cue = new Cue(TimeSpan.Zero, TimeSpan.FromSeconds(1), ["هذا برنامج جيد جدا اسمه", "PowerShell 7."], false);

        Assert.Contains("\n\u202BPowerShell 7.\u202C\n", Write(SubtitleFormat.Vtt, [cue]));
    }

    [Fact]
    public void The_stream_may_be_closed_before_the_track()
    {
        var stream = new MemoryStream();
        var track = new CaptionTrack([CueWriter.Create(SubtitleFormat.Vtt, stream)]);
        track.Complete(TimeSpan.Zero);
        stream.Dispose();
        track.Dispose();

        Assert.Equal("WEBVTT\n\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [SkippableTheory]
    [InlineData((int)SubtitleFormat.Srt, ".srt")]
    [InlineData((int)SubtitleFormat.Vtt, ".vtt")]
    public void Other_programs_read_the_same(int format, string extension)
    {
        byte[] file = Bytes((SubtitleFormat)format, s_cues);

        string srt = AudioTools.WithFile(file, extension, path =>
        {
            ToolResult result = AudioTools.Run("ffmpeg", "-v", "error", "-nostdin", "-i", path, "-f", "srt", "-");
            Assert.True(result.ExitCode == 0 && result.Error.Length == 0, result.Error);
            return Encoding.UTF8.GetString(result.Output);
        });

        Assert.Equal(Write(SubtitleFormat.Srt, s_cues).Trim().Replace("\r\n", "\n"), srt.Trim().Replace("\r\n", "\n"));
    }

    private static string Write(SubtitleFormat format, Cue[] cues) => Encoding.UTF8.GetString(Bytes(format, cues));

    private static byte[] Bytes(SubtitleFormat format, Cue[] cues)
    {
        using var stream = new MemoryStream();
        using CueWriter writer = CueWriter.Create(format, stream);
        foreach (Cue cue in cues)
        {
            writer.Write(cue);
        }

        writer.Flush();
        return stream.ToArray();
    }
}
