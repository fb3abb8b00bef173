using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>What checking and joining an answer allocates, in bytes; a short command has one small answer.</summary>
public class AllocationTests
{
    // From 85,000 bytes on an array lies on the large object heap, which is collected with everything else.
    private const int LargeObject = 85_000;

    public static TheoryData<AudioFormat> Formats => JoinerTests.Formats;

    [Theory, MemberData(nameof(Formats))]
    public void Short_answer_takes_less_than_one_large_object(AudioFormat format)
    {
        byte[] answer = Repeat(format, 20_000);
        CheckAndJoin(format, answer);
        long first = 0;

        // The pool keeps an array for each thread and size, and a new thread has none.
        Thread thread = new(() => first = CheckAndJoin(format, answer));
        thread.Start();
        thread.Join();

        Assert.InRange(first, 1, LargeObject);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Next_answer_takes_the_buffers_of_the_one_before(AudioFormat format)
    {
        byte[] answer = Repeat(format, 20_000);

        // The least of a few: a collection in between empties the pool.
        long next = Enumerable.Range(0, 5).Min(_ => CheckAndJoin(format, answer));

        Assert.InRange(next, 1, LargeObject / 4);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Long_answer_takes_buffers_of_bounded_size(AudioFormat format)
    {
        byte[] answer = JoinResult.Join(format, Repeat(format, 500_000), Repeat(format, 4_500_000)).Bytes;

        // Reader and writer grow to 256 KiB each, by way of a half, a quarter and an eighth.
        Assert.InRange(CheckAndJoin(format, answer), 1, 2 * 512 * 1024);
    }

    [Fact]
    public void Ten_hours_take_four_mebibytes_more_in_mp4_than_as_they_are()
    {
        // As many frames a second as speech has: 48 kHz, and each the smallest that ADTS can have.
        byte[] frame = [0xFF, 0xF1, 0x4C, 0x40, 0x01, 0x7F, 0xFC, 0, 0, 0, 7];
        byte[] pattern = [.. Enumerable.Repeat(frame, 8192).SelectMany(bytes => bytes)];
        long frames = 10 * 3600 * 48_000L / 1024;
        string[] titles = [.. Enumerable.Range(1, 60).Select(number => $"Chapter {number}")];

        long more = Join(AudioContainer.M4b) - Join(AudioContainer.Adts);

        // Two bytes a frame are what it cannot do without.
        Assert.InRange(more, frames * 2, 4 * 1024 * 1024);

        long Join(AudioContainer container)
        {
            using FileStream output = new(
                Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096,
                FileOptions.DeleteOnClose);
            using EndlessStream book = new([], pattern, frames * frame.Length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            JoinOptions options = new() { Container = container, Chapters = titles };
            using (AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, output, options))
            {
                joiner.AppendAsync(book, "book").GetAwaiter().GetResult();
                joiner.Complete(new TimeSpan[titles.Length]);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task Decoded_FLAC_frames_take_the_buffer_of_the_first_one()
    {
        using PartReader part = new();
        part.Open(new MemoryStream(AudioFixtures.Part(AudioFormat.Flac, 1)), default);
        FlacScanner scanner = new();
        scanner.Begin(part, "part", null);
        FlacDecoder decoder = new();
        Assert.True(await scanner.ReadAsync());
        Assert.True(decoder.TryDecode(scanner.Unit, scanner.Header, scanner.Info));

        // The least of a few: a collection in between gives the thread new room, and what was left of the old counts.
        long next = Enumerable.Range(0, 5).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            decoder.TryDecode(scanner.Unit, scanner.Header, scanner.Info);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, next);
    }

    private static byte[] Repeat(AudioFormat format, int length)
    {
        byte[] part = AudioFixtures.Part(format, 1);
        return [.. Enumerable.Repeat(part, Math.Max(1, length / part.Length)).SelectMany(bytes => bytes)];
    }

    private static long CheckAndJoin(AudioFormat format, byte[] answer)
    {
        using MemoryStream probed = new(answer), joined = new(answer), output = new(new byte[answer.Length + 10_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AudioProbe.ReadAsync(probed, format, "answer").GetAwaiter().GetResult();
        using (AudioJoiner joiner = AudioJoiner.Create(format, output))
        {
            joiner.AppendAsync(joined, "part 1").GetAwaiter().GetResult();
            joiner.Complete();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
