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
        long before = GC.GetAllocatedBytesForCurrentThread();

        string text = Read(path);

        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        File.Delete(path);
        Assert.Equal(Length, text.Length);
        // A hundredth for the blocks it is read in.
        Assert.InRange(taken, 2L * Length, 2.02 * Length);
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

        string read = Read(path, hasMark ? null : encoding);

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

        Assert.Throws<DecoderFallbackException>(() => Read(path));

        File.Delete(path);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2_000_000)]
    public void The_encoding_that_a_text_names_counts_when_nobody_named_one(int length)
    {
        string text = new string('a', length) + "\u00E9";
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text, Encoding.Latin1);
        Encoding? Declared(byte[] head) => head[0] == 'a' ? Encoding.Latin1 : null;

        using (FileStream file = TextFile.Open(path))
        {
            Assert.Equal(text, TextFile.Read(file, new TextDecoding(null, Declared)));
        }

        using (FileStream file = TextFile.Open(path))
        {
            Assert.Throws<DecoderFallbackException>(
                () => TextFile.Read(file, new TextDecoding(Encoding.UTF8, Declared)));
        }

        File.Delete(path);
    }

    [Fact]
    public void Whoever_means_any_kind_gets_its_text()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(@"{\rtf1 Hello}");

        Assert.Throws<FileKindException>(() => TextFile.Decode(bytes, bytes.Length, default));
        Assert.Equal(
            @"{\rtf1 Hello}", TextFile.Decode(bytes, bytes.Length, new TextDecoding(null, TakesAnyKind: true)));
    }

    private static string Read(string path, Encoding? encoding = null)
    {
        using FileStream file = TextFile.Open(path);
        return TextFile.Read(file, new TextDecoding(encoding));
    }
}
