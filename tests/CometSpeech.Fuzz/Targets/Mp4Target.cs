using System.Buffers.Binary;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Fuzz.Mutation;
using CometSpeech.Fuzz.Seeds;

namespace CometSpeech.Fuzz.Targets;

/// <summary>
/// AAC in M4B, read back: the boxes fit into each other, and the samples that its tables name are the access units that
/// the same parts joined as ADTS have.
/// </summary>
internal sealed class Mp4Target() : FuzzTarget("mp4", new AdtsShape())
{
    private static readonly string[] s_parents = ["moov", "trak", "mdia", "minf", "stbl", "udta", "edts", "dinf"];

    private readonly byte[][] _seeds = [.. AudioSeeds.Of(AudioFormat.Aac)];

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds => _seeds;

    /// <inheritdoc/>
    public override bool Read(byte[] input)
    {
        Random random = RandomFor(input);
        var options = new JoinOptions
        {
            Container = AudioContainer.M4b,
            Tags = new AudioTags { Title = "T" },
            Chapters = random.Next(2) == 0 ? [] : ["One", "Two"],
        };
        TimeSpan pause = TimeSpan.FromMilliseconds(random.Next(500));
        byte[][] parts = [input, _seeds[0]];
        try
        {
            Joined book = Joined.Join(
                AudioFormat.Aac, options, false, i => new JoinedPart($"part {i + 1}"), pause, parts);
            Joined adts = Joined.Join(
                AudioFormat.Aac, JoinOptions.None, false, i => new JoinedPart($"part {i + 1}"), pause, parts);
            Check(book.Bytes, adts.Bytes);
            return true;
        }
        catch (AudioFormatException e)
        {
            Require(e.PartName.StartsWith("part ", StringComparison.Ordinal), "no part is named");
            return false;
        }
    }

    private static void Check(byte[] book, byte[] adts)
    {
        Dictionary<string, (int Start, int End)> boxes = [];
        Walk(book, 0, book.Length, "", boxes);
        (int mediaStart, int mediaEnd) = boxes["/mdat"];
        // The audio track is the first.
        byte[] sizes = book[boxes["/moov/trak/mdia/minf/stbl/stsz"].Start..];
        byte[] first = book[boxes["/moov/trak/mdia/minf/stbl/stco"].Start..];
        int one = BinaryPrimitives.ReadInt32BigEndian(sizes.AsSpan(4));
        int count = BinaryPrimitives.ReadInt32BigEndian(sizes.AsSpan(8));
        int position = BinaryPrimitives.ReadInt32BigEndian(first.AsSpan(8));
        Require(position == mediaStart, "the first sample does not stand at the beginning of the media");
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            int size = one != 0 ? one : BinaryPrimitives.ReadInt32BigEndian(sizes.AsSpan(12 + (4 * i)));
            Require(
                at < adts.Length && AdtsFrameHeader.TryRead(adts.AsSpan(at), out _), "the book has more samples");
            _ = AdtsFrameHeader.TryRead(adts.AsSpan(at), out FrameInfo frame);
            int header = AdtsFrameHeader.Length + ((adts[at + 1] & 1) == 0 ? 2 : 0);
            Require(size == frame.Length - header && position + size <= mediaEnd, $"sample {i} has another size");
            Require(
                book.AsSpan(position, size).SequenceEqual(adts.AsSpan(at + header, size)), $"sample {i} is another");
            position += size;
            at += frame.Length;
        }

        Require(at == adts.Length, "the book has fewer samples");
    }

    // ISO/IEC 14496-12, 4.2; of several boxes with one path the first counts.
    private static void Walk(
        byte[] file, int start, int end, string parent, Dictionary<string, (int Start, int End)> boxes)
    {
        while (start < end)
        {
            Require(end - start >= 8, "bytes after the last box");
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start));
            Require(length >= 8 && length <= end - start, "a box does not fit into its parent");
            string name = System.Text.Encoding.Latin1.GetString(file, start + 4, 4);
            boxes.TryAdd($"{parent}/{name}", (start + 8, start + length));
            if (s_parents.Contains(name))
            {
                Walk(file, start + 8, start + length, $"{parent}/{name}", boxes);
            }

            start += length;
        }
    }
}
