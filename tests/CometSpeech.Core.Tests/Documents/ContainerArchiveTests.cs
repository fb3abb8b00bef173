using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents;

public class ContainerArchiveTests
{
    private static readonly (byte, byte) s_entry = (1, 2);
    private static readonly (byte, byte) s_local = (3, 4);
    private static readonly (byte, byte) s_end = (5, 6);

    [Fact]
    public void Entries_are_read_by_their_names()
    {
        Assert.Equal("Hello", Read(ZipBytes.Create("a/b.txt", "Hello"), "a/b.txt"));
    }

    [Fact]
    public void Entry_that_is_not_there_is_none()
    {
        Assert.Null(Read(ZipBytes.Create("a.txt", "Hello"), "b.txt"));
    }

    [Theory]
    [InlineData("Text/Ch1.xhtml", "text/ch1.XHTML")]
    [InlineData("cafe\u0301.xhtml", "caf\u00E9.xhtml")]
    [InlineData(@"OEBPS\ch1.xhtml", "OEBPS/ch1.xhtml")]
    [InlineData("../../evil", "../../evil")]
    [InlineData("/etc/passwd", "/etc/passwd")]
    public void Names_are_met_as_other_programs_write_them(string written, string asked)
    {
        Assert.Equal("Hello", Read(ZipBytes.Create(written, "Hello"), asked));
    }

    [Fact]
    public void Exact_name_goes_before_one_in_another_case()
    {
        byte[] zip = ZipBytes.Create(("A.txt", [(byte)'1']), ("a.txt", [(byte)'2']));

        Assert.Equal("2", Read(zip, "a.txt"));
    }

    [Fact]
    public void First_of_equal_names_counts()
    {
        byte[] zip = ZipBytes.Create(("a.txt", [(byte)'1']), ("a.txt", [(byte)'2']));

        Assert.Equal("1", Read(zip, "a.txt"));
    }

    [Fact]
    public void Name_in_utf8_without_the_flag_for_it_is_read_as_utf8()
    {
        byte[] zip = ZipBytes.Create("\u00E4.txt", "Hello");

        Assert.Equal("Hello", Read(ZipBytes.Patch(zip, s_entry, 8, 0, 0), "\u00E4.txt"));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_name()
    {
        Assert.Null(Read(ZipBytes.Create("a.txt", "Hello"), "\uD800"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is no zip archive, whatever its extension says.")]
    [InlineData("PK\u0003\u0004 and then nothing that belongs there")]
    public void What_is_no_archive_is_refused(string content)
    {
        AssertRefused(DocumentFailure.NotReadable, null, Encoding.UTF8.GetBytes(content), "a.txt");
    }

    [Fact]
    public void Truncated_archive_is_refused_wherever_it_ends()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello, hello, hello, hello, hello.");
        for (int length = 0; length < zip.Length; length++)
        {
            AssertRefused(DocumentFailure.NotReadable, null, zip.AsSpan(0, length).ToArray(), "a.txt");
        }
    }

    [Fact]
    public void Directory_that_breaks_off_is_refused_and_not_taken_for_a_shorter_one()
    {
        byte[] zip = ZipBytes.Create(("a.txt", [1]), ("b.txt", [2]), ("c.txt", [3]));
        zip[ZipBytes.Find(zip, s_entry).ElementAt(1)] = 0;

        AssertRefused(DocumentFailure.NotReadable, null, zip, "a.txt");
    }

    [Fact]
    public void Comment_after_the_directory_is_no_damage()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");
        byte[] commented = [.. ZipBytes.Patch(zip, s_end, 20, 0xFF, 0xFF), .. new byte[ushort.MaxValue]];

        Assert.Equal("Hello", Read(commented, "a.txt"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50_000_000)]
    public void Entry_that_unpacks_to_more_than_it_declares_is_read_as_it_is(int declared)
    {
        byte[] zip = ZipBytes.CreateBomb("a.bin", 60_000_000);
        byte[] liar = ZipBytes.Patch(zip, s_entry, 24, BitConverter.GetBytes(declared));

        var archive = ContainerArchive.Open(new MemoryStream(liar));
        Assert.Equal(60_000_000, archive.Read("a.bin", default)!.Length);
    }

    [Fact]
    public void Entry_that_ends_before_what_it_declares_is_damaged()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");

        AssertRefused(DocumentFailure.NotReadable, "a.txt", ZipBytes.Patch(zip, s_entry, 24, 6), "a.txt");
    }

    [Theory]
    [InlineData(0xFFFFFFFEu)]
    [InlineData(0xFFFFFFFFu)]
    public void Entry_that_declares_to_be_huge_takes_no_memory_for_it(uint declared)
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");
        byte[] liar = ZipBytes.Patch(zip, s_entry, 24, BitConverter.GetBytes(declared));

        AssertRefused(DocumentFailure.NotReadable, "a.txt", liar, "a.txt");
    }

    [Fact]
    public void Bomb_is_refused()
    {
        AssertRefused(DocumentFailure.TooLarge, "a.bin", ZipBytes.CreateBomb("a.bin", 65L << 20), "a.bin");
    }

    [Fact]
    public void Many_bombs_below_the_limit_of_one_are_refused_together()
    {
        byte[] zip = ZipBytes.CreateBomb("a.bin", 60L << 20);
        var archive = ContainerArchive.Open(new MemoryStream(zip));

        DocumentException refusal = Assert.Throws<DocumentException>(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                archive.Read("a.bin", default)!.Dispose();
            }
        });

        Assert.Equal(DocumentFailure.TooLarge, refusal.Failure);
    }

    [Fact]
    public void Reader_of_an_entry_may_allow_it_less()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");
        var archive = ContainerArchive.Open(new MemoryStream(zip));

        Assert.NotNull(archive.Read("a.txt", default, 5));
        Assert.Equal(
            DocumentFailure.TooLarge,
            Assert.Throws<DocumentException>(() => archive.Read("a.txt", default, 4)).Failure);
    }

    [Fact]
    public void Too_many_entries_are_refused_and_as_many_as_allowed_are_not()
    {
        byte[] most = ZipBytes.CreateEmpty(DocumentLimits.ContainerEntries, i => $"{i}");
        byte[] more = ZipBytes.CreateEmpty(DocumentLimits.ContainerEntries + 1, i => $"{i}");

        Assert.Equal("", Read(most, "19999"));
        AssertRefused(DocumentFailure.TooLarge, null, more, "1");
    }

    [Fact]
    public void Long_names_are_refused_by_the_size_of_their_table()
    {
        AssertRefused(
            DocumentFailure.TooLarge, null, ZipBytes.CreateEmpty(200, i => new string('a', 50_000) + i), "a.txt");
    }

    [Fact]
    public void Entry_of_an_endless_name_is_not_seen()
    {
        string name = new('a', DocumentLimits.EntryNameBytes);
        byte[] zip = ZipBytes.Create((name, [(byte)'1']), (name + "a", [(byte)'2']), ("b.txt", [(byte)'3']));

        Assert.Equal("1", Read(zip, name));
        Assert.Null(Read(zip, name + "a"));
        Assert.Equal("3", Read(zip, "b.txt"));
    }

    [Fact]
    public void Entry_with_a_password_is_encrypted()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");

        AssertRefused(DocumentFailure.Encrypted, "a.txt", ZipBytes.Patch(zip, s_entry, 8, 1), "a.txt");
    }

    [Fact]
    public void Method_that_is_not_read_is_named()
    {
        byte[] zip = ZipBytes.Patch(ZipBytes.Create("a.txt", "Hello"), s_entry, 10, 12);

        Assert.Contains("method 12", AssertRefused(DocumentFailure.NotReadable, "a.txt", zip, "a.txt").Message);
    }

    [Theory]
    [InlineData(0x7FFFFFFF)]
    [InlineData(-2)]
    [InlineData(1)]
    public void Entry_whose_place_is_wrong_is_damaged(int position)
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");

        AssertRefused(
            DocumentFailure.NotReadable,
            "a.txt",
            ZipBytes.Patch(zip, s_entry, 42, BitConverter.GetBytes(position)),
            "a.txt");
    }

    [Fact]
    public void Damaged_bytes_are_damage()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello, hello, hello, hello, hello.");
        int data = ZipBytes.Find(zip, s_local).Single() + 30 + "a.txt".Length;
        for (int i = 0; i < 8; i++)
        {
            zip[data + i] = 0xFF;
        }

        AssertRefused(DocumentFailure.NotReadable, "a.txt", zip, "a.txt");
    }

    [Fact]
    public void Lengths_that_stand_after_the_bytes_are_not_missed_before_them()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");

        Assert.Equal("Hello", Read(ZipBytes.Patch(zip, s_local, 14, new byte[12]), "a.txt"));
    }

    [Fact]
    public void Lengths_of_zip64_are_read()
    {
        // What stands for 32 bits that do not suffice, and the extra field with the true ones.
        byte[] zip = ZipBytes.Create("a.txt", "Hello");
        int entry = ZipBytes.Find(zip, s_entry).Single();
        int end = ZipBytes.Find(zip, s_end).Single();
        byte[] extra =
        [
            1, 0, 16, 0,
            .. BitConverter.GetBytes((long)BitConverter.ToInt32(zip, entry + 24)),
            .. BitConverter.GetBytes((long)BitConverter.ToInt32(zip, entry + 20)),
        ];
        byte[] large = [.. zip.Take(end), .. extra, .. zip.Skip(end)];
        large = ZipBytes.Patch(large, s_entry, 20, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);
        large = ZipBytes.Patch(large, s_entry, 30, (byte)extra.Length);

        Assert.Equal("Hello", Read(large, "a.txt"));
    }

    [Fact]
    public void Directory_of_zip64_is_found()
    {
        byte[] zip = ZipBytes.Create("a.txt", "Hello");
        int end = ZipBytes.Find(zip, s_end).Single();
        byte[] record = new byte[56];
        new byte[] { (byte)'P', (byte)'K', 6, 6 }.CopyTo(record, 0);
        BitConverter.GetBytes((long)BitConverter.ToInt32(zip, end + 16)).CopyTo(record, 48);
        byte[] locator = new byte[20];
        new byte[] { (byte)'P', (byte)'K', 6, 7 }.CopyTo(locator, 0);
        BitConverter.GetBytes((long)end).CopyTo(locator, 8);
        byte[] large = [.. zip.Take(end), .. record, .. locator, .. zip.Skip(end)];

        Assert.Equal("Hello", Read(ZipBytes.Patch(large, s_end, 16, 0xFF, 0xFF, 0xFF, 0xFF), "a.txt"));
    }

    [Fact]
    public void File_is_left_open()
    {
        var stream = new MemoryStream(ZipBytes.Create("a.txt", "Hello"));
        Assert.NotNull(ContainerArchive.Open(stream).Read("a.txt", CancellationToken.None));

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Cancelled_reading_ends()
    {
        var archive = ContainerArchive.Open(new MemoryStream(ZipBytes.Create("a.txt", "Hello")));

        Assert.Throws<OperationCanceledException>(() => archive.Read("a.txt", new CancellationToken(true)));
    }

    private static string? Read(byte[] zip, string name)
    {
        var archive = ContainerArchive.Open(new MemoryStream(zip));
        using MemoryStream? content = archive.Read(name, default);
        return content is null ? null : Encoding.UTF8.GetString(content.ToArray());
    }

    private static DocumentException AssertRefused(DocumentFailure failure, string? place, byte[] zip, string name)
    {
        DocumentException refusal = Assert.Throws<DocumentException>(() => Read(zip, name));
        Assert.Equal((failure, place), (refusal.Failure, refusal.Place));
        return refusal;
    }
}
