using System.Text;
using CometSpeech.Input.Files;

namespace CometSpeech.UnitTests.Input.Files;

/// <summary>What reading a text file takes.</summary>
public sealed class TextFileTests
{
    private const int Length = 10_000_000;

    [Fact]
    public void A_long_file_takes_one_string_and_nothing_beside_it()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, new string('a', Length));
        long before = GC.GetTotalAllocatedBytes(precise: true);

        string text = TextFile.Read(path, null, CancellationToken.None);

        long taken = GC.GetTotalAllocatedBytes(precise: true) - before;
        File.Delete(path);
        Assert.Equal(Length, text.Length);
        // A tenth for whatever runs beside this.
        Assert.InRange(taken, 2L * Length, 2.1 * Length);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("iso-8859-1", false)]
    public void A_long_file_reads_as_a_short_one_does(string name, bool hasMark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        // Characters of one to four bytes, which stand across every border between two reads somewhere.
        string unit = name == "iso-8859-1" ? "aé?" : "aé日🎉?";
        string text = string.Concat(Enumerable.Repeat(unit, 400_000));
        string path = Path.GetTempFileName();
        byte[] mark = hasMark ? encoding.GetPreamble() : [];
        File.WriteAllBytes(path, [.. mark, .. encoding.GetBytes(text)]);

        string read = TextFile.Read(path, hasMark ? null : encoding, CancellationToken.None);

        File.Delete(path);
        Assert.True(read == text);
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0x00)]
    public void A_long_file_that_is_no_text_is_refused(byte foreign)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'a', 2_000_000)];
        bytes[1_900_000] = foreign;
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);

        Assert.Throws<DecoderFallbackException>(() => TextFile.Read(path, null, CancellationToken.None));

        File.Delete(path);
    }

    [Fact]
    public void A_cancelled_read_is_left_behind() =>
        Assert.ThrowsAny<OperationCanceledException>(
            () => TextFile.Read("none", null, new CancellationToken(canceled: true)));
}
