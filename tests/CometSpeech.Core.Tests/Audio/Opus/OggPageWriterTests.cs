using CometSpeech.Core.Audio.Opus;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>How a packet is laid on pages.</summary>
public class OggPageWriterTests
{
    private const int FullPage = 255 * 255;

    [Theory]
    [InlineData(0, 1), InlineData(254, 1), InlineData(255, 1), InlineData(FullPage - 1, 1), InlineData(FullPage, 2)]
    [InlineData(FullPage + 1, 2), InlineData(2 * FullPage, 3), InlineData(300_000, 5)]
    public void Packet_ends_on_the_last_of_its_pages(int length, int pageCount)
    {
        byte[] packet = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];
        using MemoryStream output = new();
        using OutputWriter writer = new(output);

        new OggPageWriter(writer, 7, sequence: 1).WritePacket(packet, 0);
        writer.Flush();

        OggFile file = OggFile.Parse(output.ToArray());
        Assert.Equal(pageCount, file.Pages.Count);
        Assert.Equal(packet, file.Pages.SelectMany(page => page.Body));
        // With right CRCs.
        Assert.Equal(file.ToArray(), output.ToArray());
        for (int i = 0; i < pageCount; i++)
        {
            OggFile.Page page = file.Pages[i];
            bool isLast = i == pageCount - 1;
            Assert.Equal((uint)i + 1, page.Sequence);
            Assert.Equal(i == 0 ? 0 : (int)OggPageFlags.Continued, page.Flags);
            Assert.Equal(isLast ? 0 : OggPage.NoGranule, page.Granule);
            Assert.Equal(isLast, page.Lacing[page.Lacing.Length - 1] < 255);
        }
    }
}
