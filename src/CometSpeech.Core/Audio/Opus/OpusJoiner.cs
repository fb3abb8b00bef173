using System.Text;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Joins Opus in Ogg (RFC 7845) into one logical stream: pages keep their packets and get one serial number, running page numbers and
/// granule positions counted anew from the packets. Chained streams would be legal too, but few players get past their first link.
/// </summary>
/// <param name="output">Writable and seekable.</param>
internal sealed class OpusJoiner(Stream output) : AudioJoiner
{
    private const int SampleRate = 48_000;

    private readonly OutputWriter _output = new(output);
    private readonly PartReader _part = new();
    private OggPageWriter? _pages;
    private OpusHead? _head;
    private string _firstName = "";
    private long _sampleCount;
    private int _endTrim;
    private bool _isTruncated;

    public override AudioFormat Format => AudioFormat.Opus;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default)
    {
        List<string> warnings = [];
        _part.Open(part, cancellationToken);
        OggPageReader reader = new(_part, name, warnings);
        OpusLink? link = null;
        long decodedSamples = 0;
        bool isTruncated = false;
        bool hasGap = false;
        bool hasOtherStreams = false;
        while (reader.TryRead(out OggPage page))
        {
            if (page.IsFirst && OpusHead.IsOpus(page.Body))
            {
                EndLink();
                link = BeginLink(page, name);
            }
            else if (link is not null && !page.IsFirst && page.Serial == link.Serial)
            {
                link.Add(page);
            }
            else
            {
                hasOtherStreams = true;
            }
        }

        EndLink();
        if (decodedSamples == 0)
        {
            throw new AudioFormatException(name, $"{name} holds no Opus audio.");
        }

        if (hasGap)
        {
            warnings.Add($"{name} has a gap: an Ogg page is missing between others.");
        }

        if (hasOtherStreams)
        {
            warnings.Add($"{name} holds other streams beside Opus; they are left out.");
        }

        isTruncated |= reader.IsTruncated;
        if (isTruncated)
        {
            warnings.Add($"{name} is cut short; a page or packet that was not whole was left out.");
        }

        _isTruncated |= isTruncated;
        return Describe(decodedSamples, isTruncated, warnings);

        void EndLink()
        {
            if (link is null)
            {
                return;
            }

            isTruncated |= link.End();
            hasGap |= link.HasGap;
            if (link.PacketSamples > 0)
            {
                _sampleCount += link.PacketSamples;
                _endTrim = link.EndTrim;
                decodedSamples += Math.Max(0, link.PacketSamples - link.EndTrim - link.Head.PreSkip);
            }
        }
    }

    public override AudioProperties Complete()
    {
        if (_pages is null)
        {
            throw new InvalidOperationException("No part has been appended.");
        }

        long end = _sampleCount - _endTrim;
        _pages.MarkLast(end);
        return Describe(Math.Max(0, end - _head!.PreSkip), _isTruncated, []);
    }

    private OpusLink BeginLink(OggPage page, string name)
    {
        OpusHead head = OpusHead.TryParse(page.Body)
            ?? throw new AudioFormatException(name, $"{name} has a damaged Opus header, or one of an unknown version.");
        if (_head is null || _pages is null)
        {
            _head = head;
            _firstName = name;
            _pages = new OggPageWriter(_output, page.Serial);
            _pages.WritePacket(head.Packet, 0, OggPageFlags.First);
            _pages.WritePacket(CreateTags(), 0);
        }
        else if (!_head.Fits(head))
        {
            throw AudioFormatException.Different(name, $"opus, {head}", _firstName, $"opus, {_head}");
        }

        return new OpusLink(head, page, _pages, _sampleCount, name);
    }

    // RFC 7845, 5.2: vendor string, then the number of comments.
    private static byte[] CreateTags()
    {
        byte[] vendor = Encoding.ASCII.GetBytes("CometSpeech");
        return [.. "OpusTags"u8, (byte)vendor.Length, 0, 0, 0, .. vendor, 0, 0, 0, 0];
    }

    private AudioProperties Describe(long sampleCount, bool isTruncated, List<string> warnings) => new()
    {
        Format = AudioFormat.Opus,
        SampleRate = SampleRate,
        Channels = _head!.Channels,
        SampleCount = sampleCount,
        IsTruncated = isTruncated,
        Warnings = warnings,
    };
}
