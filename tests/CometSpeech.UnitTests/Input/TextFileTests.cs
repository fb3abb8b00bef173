using CometSpeech.Input;

namespace CometSpeech.UnitTests.Input;

/// <summary>What reading a text file takes.</summary>
public sealed class TextFileTests
{
    private const int Length = 10_000_000;

    [Fact]
    public void A_file_takes_its_bytes_and_one_string()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, new string('a', Length));
        long before = GC.GetTotalAllocatedBytes(precise: true);

        string text = TextFile.Read(path, null, CancellationToken.None);

        long taken = GC.GetTotalAllocatedBytes(precise: true) - before;
        File.Delete(path);
        Assert.Equal(Length, text.Length);
        // A tenth for whatever runs beside this.
        Assert.InRange(taken, 3L * Length, 3.1 * Length);
    }

    [Fact]
    public void A_cancelled_read_is_left_behind() =>
        Assert.ThrowsAny<OperationCanceledException>(
            () => TextFile.Read("none", null, new CancellationToken(canceled: true)));
}
